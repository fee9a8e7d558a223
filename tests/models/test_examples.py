"""The built-in model answers its example questions, with the program's own tools at hand."""

import json
from pathlib import Path

import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from qwq_desktop.models.catalogue import Catalogue
from qwq_desktop.models.gguf import read_metadata
from qwq_desktop.tools.calculator import calculator
from qwq_desktop.tools.clock import clock
from qwq_desktop.tools.registry import ToolRegistry

SEEDS = (1, 2, 3)
ANSWERS = {  # by the example's English caption: what the answer holds in both languages
    "Watch it think": "**3**",
    "It calls the calculator": "412 * 77",
    "In the program's own words": "**",
    "How answers are laid out": "|---|",
    "A dozen things, no more": "token",
}


@pytest.fixture(scope="module")
def ask(resources: Path):
    llama_cpp = pytest.importorskip("llama_cpp")
    path = resources / "qwq-nano.gguf"
    model = llama_cpp.Llama(str(path), n_ctx=4096, n_threads=1, verbose=False)
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    template = environment.from_string(read_metadata(path).chat_template or "")
    tools = ToolRegistry([calculator(), clock()]).schemas()

    def answer(question: str, seed: int, temperature: float) -> str:
        prompt = template.render(
            messages=[{"role": "user", "content": question}],
            tools=list(tools),
            add_generation_prompt=True,
        )
        tokens = model.tokenize(prompt.encode(), add_bos=False, special=True)
        reply = model.create_completion(
            tokens, max_tokens=1000, temperature=temperature, top_p=0.95, top_k=40, min_p=0.0,
            repeat_penalty=1.0, seed=seed,
        )  # fmt: skip
        return str(reply["choices"][0]["text"]).rpartition("</think>")[2]

    return answer


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("caption", ANSWERS)
def test_the_built_in_model_answers_its_examples(resources, ask, caption, language):
    entry = Catalogue.load(resources).entries[0]
    (example,) = [e for e in entry.examples if e.caption.en == caption]
    question = example.text.text(language)
    tries = [(1, 0.1), *((seed, entry.sampling.temperature) for seed in SEEDS)]
    answers = [ask(question, seed, temperature) for seed, temperature in tries]
    assert ANSWERS[caption] in answers[0]
    assert sum(ANSWERS[caption] in text for text in answers[1:]) >= len(SEEDS) - 1
    assert ("<tool_call>" in answers[0]) is (caption == "It calls the calculator")
