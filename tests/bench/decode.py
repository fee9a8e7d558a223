"""Decode speed of the whole chain, to the application's `delta` events, against llama.cpp alone.

With `--llama-server PROGRAM` (built from the sources that llama-cpp-python carries) the baseline is
llama.cpp's server, which samples and streams as we do, by its own clock. With `--llama-bench
PROGRAM` it is the `tg` test, which draws no tokens: our side pays for the sampling. Without either
it is `bare_loop`: llama_sampler_sample and llama_decode through the C interface in this process,
and nothing else. Both run in turn, after a prompt of the same length; the figures are medians, the
ratio is that of the pairs.
`engine_beyond_mb` is what an engine process holds that has read the vocabulary alone: interpreter,
libraries and vocabulary, without weights, KV cache and compute buffers.
"""

import argparse
import json
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psutil

from qwq_desktop.engine import protocol as p
from qwq_desktop.platform.priority import give_way
from qwq_desktop.settings.schema import SamplingSettings
from tests.bench.driver import NANO, EngineDriver
from tests.bench.llama_server import LlamaServer
from tests.bench.result import Result

MIB = 2**20
QUESTION = "Tell me a long story about a harbour, a lighthouse and three ships. " * 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of this benchmark."""
    parser.add_argument("--model", type=Path, default=NANO)
    parser.add_argument("--llama-bench", type=Path)
    parser.add_argument("--llama-server", type=Path)
    parser.add_argument("--tokens", type=int, default=128)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--tries", type=int, default=7)


def run(options: argparse.Namespace) -> Result:
    """Ours and llama.cpp's own, in turn."""
    give_way()  # as the engine does: on a busy computer all must compete alike
    driver = EngineDriver()
    ours, theirs = [], []
    try:
        driver.load(options.model, threads=options.threads)
        depth = ask(driver, options.tokens)[1]  # also warms up
        with baseline(options, depth) as their_speed:
            for _ in range(options.tries):
                theirs.append(their_speed())
                ours.append(ask(driver, options.tokens)[0])
    finally:
        driver.close()
    beyond = beyond_bytes(options.model) / MIB
    name = "llama_server" if options.llama_server else "bare_loop"
    name = "llama_bench" if options.llama_bench else name
    return Result(
        {"tokens_per_second": median(ours), "engine_beyond_mb": beyond},
        {f"{name}_tokens_per_second": median(theirs)},
        {"decode": median(our / their for our, their in zip(ours, theirs, strict=True))},
    )


@contextmanager
def baseline(options: argparse.Namespace, depth: int) -> Iterator[Callable[[], float]]:
    """What is to be compared with, as a function that measures once."""
    if options.llama_bench:
        yield lambda: llama_bench(options, depth)
    elif options.llama_server:
        with LlamaServer(options.llama_server, options.model, options.threads, 4096) as server:
            server.speed(QUESTION, options.tokens)  # warms up
            yield lambda: server.speed(QUESTION, options.tokens)
    else:
        yield lambda: bare_loop(options.model, options.threads, depth, options.tokens)


def ask(driver: EngineDriver, tokens: int) -> tuple[float, int]:
    """(tokens a second between the first `delta` and the last, tokens of the prompt)."""
    request = driver.begin(QUESTION, temperature=0.6, max_tokens=tokens)
    done = driver.wait(request)
    assert isinstance(done, p.DoneEvent), done
    deltas = [(at, e) for at, e in driver.events[request] if isinstance(e, p.DeltaEvent)]
    (began, first), (ended, last) = deltas[0], deltas[-1]
    return (last.tokens - first.tokens) / (ended - began), done.usage.prompt


def llama_bench(options: argparse.Namespace, depth: int) -> float:
    """Tokens a second by llama.cpp's own benchmark."""
    command = [options.llama_bench, "-m", options.model, "-p", "0", "-n", options.tokens]
    command += ["-d", depth, "-t", options.threads, "-r", "1", "-ngl", "0", "-o", "json"]
    out = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True).stdout
    return float(json.loads(out)[0]["avg_ts"])


def bare_loop(model: Path, threads: int, depth: int, tokens: int) -> float:
    """Tokens a second of llama.cpp's sampler and decoder with no work between them."""
    import llama_cpp.llama_cpp as ll

    from qwq_desktop.engine.native import NativeModel
    from qwq_desktop.engine.native_log import NativeLog
    from qwq_desktop.engine.sampling import SamplerChain

    log = NativeLog()
    request = p.LoadRequest(0, str(model), context_length=4096, threads=threads)
    native = NativeModel(request, log, lambda _fraction: True)
    chain = SamplerChain(SamplingSettings(seed=7), native.vocabulary.size)
    for start in range(0, depth, request.micro_batch_size):
        native.decode([9] * min(request.micro_batch_size, depth - start))
    began = time.perf_counter()
    for _ in range(tokens):
        token = (ll.llama_token * 1)(native.sample(chain.handle))
        ll.llama_decode(native._context, ll.llama_batch_get_one(token, 1))
    speed = tokens / (time.perf_counter() - began)
    chain.close()
    native.close()
    return speed


def beyond_bytes(model: Path) -> float:
    """Resident memory of an engine with the vocabulary alone, besides the mapped file; Linux."""
    if not psutil.LINUX:
        return float("nan")
    driver = EngineDriver()
    try:
        driver.load(model, vocab_only=True)
        maps = psutil.Process(driver.pid).memory_maps()
        return sum(part.rss for part in maps if part.path != str(model.resolve()))
    finally:
        driver.close()
