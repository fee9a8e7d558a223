"""Chat templates: rendered as transformers does, mended where they break, held within bounds."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from qwq_desktop.engine.protocol import ChatMessage, ToolCall
from qwq_desktop.engine.template import FALLBACK, MAX_SOURCE_CHARACTERS, ChatTemplate
from qwq_desktop.platform.errors import QwQError

QWQ = (Path(__file__).parents[1] / "data" / "qwq-32b.jinja").read_text("utf-8")
USER = ChatMessage("user", "Hello")
TOOL = {"type": "function", "function": {"name": "f", "description": "Does <f> & 'g' é 中"}}
CALL = ChatMessage("assistant", "", (ToolCall("f", {"a": "é\n中", "n": 1}),))


def render(source, messages=(USER,), tools=(), *, thinking=True, **options):
    template = ChatTemplate(source, bos_token="<s>", eos_token="</s>")
    return template.render(messages, tools, thinking=thinking, **options)


def failure(source, messages=(USER,)):
    with pytest.raises(QwQError) as caught:
        render(source, messages)
    assert caught.value.code == "template_failed"
    return caught.value.facts["reason"]


# --- as transformers does


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("{{ bos_token }}{{ eos_token }}", "<s></s>"),
        ("{{ enable_thinking }}{{ add_generation_prompt }}{{ tools }}", "TrueTrueNone"),
        ("{% if true %}\n  {% if true %}\nx\n  {% endif %}\n{% endif %}\n", "x\n"),
        ("{% for m in messages %}{% break %}{% endfor %}{{ messages[0].content }}", "Hello"),
        ("{{ {'a': '<é>&'} | tojson }}", '{"a": "<é>&"}'),
        ("{{ {'b': 1, 'a': [2]} | tojson(indent=1) }}", '{\n "b": 1,\n "a": [\n  2\n ]\n}'),
        ("{{ 'é' | tojson(ensure_ascii=true, sort_keys=true) }}", '"\\u00e9"'),
        ("{% generation %}{{ messages[0].content }}{% endgeneration %}!", "Hello!"),
        ("{{ strftime_now('%Y') | length }}", "4"),
        ("{{ 'a' ~ 1 ~ none ~ [2] }}", "a1None[2]"),
        ("{{ missing }}{{ missing is defined }}", "False"),
        ("{{ ['a', 1] | join(', ') }}{{ 'x'.join(['a', 'b']) }}", "a, 1axb"),
        (
            "{{ messages | map(attribute='role') | join }}{{ messages | join('', 'role') }}",
            "user" * 2,
        ),
        ("{{ 'aba' | replace('a', 'c', 1) }}{{ 'aba'.replace('a', 'c') }}", "cbacbc"),
        ("{% for m in messages %}{{ m.content.replace('l', 'L', 1) }}{% endfor %}", "HeLlo"),
        ("{{ 'a\nb' | indent(2) }}", "a\n  b"),
        (
            "{{ '%s-%02d' | format('a', 3) }}{{ '%s' % 'b' }}{{ '{}{:>2}'.format(1, 2) }}",
            "a-03b1 2",
        ),
        ("{{ 'ab' * 2 }}{{ [1] + [2] }}{{ 7 % 4 }}{{ 2 ** 8 }}", "abab[1, 2]3256"),
        ("{% macro m(x) %}<{{ x }}>{% endmacro %}{% set y %}{{ m(1) }}{% endset %}{{ y }}", "<1>"),
        (
            "{% set ns = namespace(x='') %}{% for i in range(3) %}{% set ns.x = ns.x + '%d' % i %}",
            None,
        ),
    ],
)
def test_a_template_sees_what_transformers_gives(source, want):
    if want is None:
        source, want = source + "{% endfor %}{{ ns.x }}", "012"
    assert render(source) == want


def test_the_generation_prompt_can_be_left_out():
    assert render(QWQ, add_generation_prompt=False) == "<|im_start|>user\nHello<|im_end|>\n"


def test_thinking_is_passed_as_enable_thinking():
    assert render("{{ enable_thinking }}", thinking=False) == "False"


def test_content_is_never_none_and_arguments_are_always_objects():
    hollow = replace(CALL, content=None)
    text = replace(CALL, tool_calls=(ToolCall("f", json.dumps(CALL.tool_calls[0].arguments)),))
    want = render(QWQ, (USER, CALL, USER))
    assert '{"name": "f", "arguments": {"a": "é\\n中", "n": 1}}' in want
    assert render(QWQ, (USER, hollow, USER)) == want
    assert render(QWQ, (USER, text, USER)) == want
    assert "object" in failure(QWQ, (USER, replace(CALL, tool_calls=(ToolCall("f", "[1]"),))))
    assert "object" in failure(QWQ, (USER, replace(CALL, tool_calls=(ToolCall("f", "x"),))))


def test_importing_the_module_does_not_import_jinja():
    code = "import sys, qwq_desktop.engine.template; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# --- templates that refuse what they don't know

STRICT = """
{%- for message in messages %}
    {%- if (message.role == 'user') != (loop.index0 % 2 == 0) %}
        {{- raise_exception('Roles must alternate user/assistant') }}
    {%- endif %}
    {{- '[' + message.role + ']' + message.content }}
{%- endfor %}"""


def test_a_refused_system_message_moves_into_the_first_question():
    messages = (ChatMessage("system", "Be brief."), USER, ChatMessage("assistant", "Hi"), USER)
    assert render(STRICT, messages) == "[user]Be brief.\n\nHello[assistant]Hi[user]Hello"


def test_refused_tools_and_their_results_become_text():
    results = (ChatMessage("tool", "1"), ChatMessage("tool", "2"))
    text = render(STRICT, (USER, CALL, *results), (TOOL,))
    assert text.startswith("[user]# Tools\n\nYou may call")
    assert f"<tools>\n{json.dumps(TOOL, ensure_ascii=False)}\n</tools>" in text
    assert '[assistant]<tool_call>\n{"name": "f", "arguments": {"a": "é\\n中", "n": 1}}\n' in text
    response = "<tool_response>\n{}\n</tool_response>"
    assert text.endswith(f"[user]{response.format(1)}\n\n{response.format(2)}")


def test_two_turns_of_one_side_are_joined_when_refused():
    assert render(STRICT, (USER, USER)) == "[user]Hello\n\nHello"
    assert render(STRICT, (ChatMessage("assistant", "Hi"),)) == "[user][assistant]Hi"


def test_a_template_that_fails_anyway_tells_its_first_reason():
    source = "{{ raise_exception('no ' ~ messages[0].role) }}"
    assert failure(source, (ChatMessage("system", "x"), USER)) == "no system"
    assert failure(source) == "no user"


# --- the fallback


@pytest.mark.parametrize("thinking", [True, False])
@pytest.mark.parametrize("tools", [(), (TOOL,)])
@pytest.mark.parametrize("system", [(), (ChatMessage("system", "Be brief."),)])
def test_the_fallback_writes_what_qwq_writes(thinking, tools, system):
    answer = ChatMessage("assistant", "x\n</think>\n\nHi")
    spoken = replace(CALL, content="Let me see.")
    tool = ChatMessage("tool", "1")
    messages = (*system, USER, answer, USER, CALL, tool, spoken, tool, tool, answer, USER)
    want = render(QWQ, messages, tools)
    if not thinking:
        want = want.removesuffix("<think>\n")
    assert render(FALLBACK, messages, tools, thinking=thinking) == want


# --- hostile and broken templates

DOUBLED = (
    "{% set ns = namespace(x='abcdefgh', y=[1]) %}"
    "{% for i in range(60) %}BODY{% endfor %}{{ ns.x }}"
)


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for i in range(99999) %}{{ range(99999) | map('upper') | list | length }}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) ~ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
    ],
)
def test_endless_templates_are_stopped(source):
    assert failure(source) == "too many steps"


@pytest.mark.parametrize(
    "body",
    [
        "{% set ns.x = ns.x ~ ns.x %}",
        "{% set ns.x = ns.x + ns.x %}",
        "{% set ns.x = ns.x * 2 %}",
        "{% set ns.x = [ns.x, ns.x] | join %}",
        "{% set ns.x = ''.join([ns.x, ns.x]) %}",
        "{% set ns.x = ns.x.replace('a', ns.x) %}",
        "{% set ns.x = ns.x | replace('a', ns.x) %}",
        "{% set ns.x = '%s%s' % (ns.x, ns.x) %}",
        "{% set ns.x = '%s%s' | format(ns.x, ns.x) %}",
        "{% set ns.x = '{0}{0}'.format(ns.x) %}",
        "{% set ns.x = '{x}{x}'.format_map({'x': ns.x}) %}",
        "{% set z %}{{ ns.x }}{{ ns.x }}{% endset %}{% set ns.x = z %}",
        "{% set ns.y = [ns.y, ns.y] %}{% set ns.x = ns.y %}",
        "{% set ns.y = [ns.y, ns.y] %}{% set ns.x = ns.y | tojson %}",
        "{% set ns.y = [ns.y, ns.y] %}{% set ns.x = ns.y | upper %}",
        "{% set ns.y = {'a': ns.y, 'b': ns.y} %}{% set ns.x = 'a' ~ ns.y %}",
        "{% set ns.y = ns.y + ns.y %}{% set ns.x = ns.y %}",
    ],
)
def test_text_that_doubles_again_and_again_is_stopped(body):
    assert failure(DOUBLED.replace("BODY", body)) == "too much text"


@pytest.mark.parametrize(
    "expression",
    [
        "'a' * 10000000000",
        "[1] * 10000000000",
        "10 ** 1000000000",
        "10000000000 ** 100000 ** 100000",
        "'%1000000000d' % 1",
        "'%*d' | format(1000000000, 1)",
        "'{:1000000000}'.format(1)",
        "'{:{}}'.format(1, 1000000000)",
        "'a'.ljust(1000000000)",
        "'a'['zfill'](1000000000)",
        "'a' | center(1000000000)",
        "'a\nb' | indent(1000000000)",
        "('a\n' * 100000) | indent(99999)",
        "1.5 | round(1000000000, 'ceil')",
        "[1] | batch(1000000000, 'x') | list",
        "(1).to_bytes(1000000000)",
        "range(1000000000) | list",
        "lipsum(n=100000)",
    ],
)
def test_long_text_from_a_number_is_refused(expression):
    failure("{{ " + expression + " }}")


def test_output_is_bounded_by_what_goes_in():
    source = "{% for i in range(20) %}{{ messages[0].content }}{% endfor %}"
    assert failure(source, (ChatMessage("user", "x" * 1_000_000),)) == "too much text"
    assert len(render(source, (ChatMessage("user", "x" * 10_000),))) == 200_000


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "messages.__class__.x",
        "messages.append(1)",
        "messages[0].update({})",
        "raise_exception.__globals__.x",
        "cycler.__init__.__globals__",
        "'{0.__class__.__mro__}'.format(1) + 1",
        "self._TemplateReference__context.x",
        "(''|attr('__class__')).x",
    ],
)
def test_python_stays_out_of_reach(expression):
    failure("{{ " + expression + " }}")


@pytest.mark.parametrize(
    "source",
    [
        "{% for %}",
        "{{ nothing.at.all }}",
        "{{ messages[0].content + 1 }}",
        "{{ 1 // 0 }}",
        "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{{ raise_exception('') }}",
        "{{ 'x' | nofilter }}",
        "x" * (MAX_SOURCE_CHARACTERS + 1),
    ],
)
def test_any_failure_is_one_error_with_a_short_reason(source):
    assert 0 < len(failure(source)) <= 300


def test_an_empty_conversation_fails_in_the_template_not_in_us():
    failure(QWQ, ())


def test_a_failure_leaves_the_template_usable_and_the_trace_as_it_was():
    template = ChatTemplate(QWQ, bos_token="", eos_token="")
    before = sys.gettrace()
    with pytest.raises(QwQError):
        template.render((), (), thinking=True)
    assert template.render((USER,), (), thinking=True).endswith("<think>\n")
    assert sys.gettrace() is before


def test_a_long_conversation_is_within_the_bounds():
    messages = [USER, ChatMessage("assistant", "word " * 200)] * 1_000
    assert len(render(QWQ, messages)) > 1_000_000
