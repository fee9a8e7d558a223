"""llama.cpp's own server as a baseline: started on loopback, asked for tokens."""

import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_START_S = 60.0


class LlamaServer:
    """A `llama-server` with one slot; ends with the context."""

    def __init__(self, program: Path, model: Path, threads: int, context_length: int) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._address = f"http://127.0.0.1:{port}"
        options = {"-m": model, "-t": threads, "-c": context_length, "--port": port}
        words = [str(word) for pair in options.items() for word in pair]
        self._process = subprocess.Popen(
            [str(program), *words, "-np", "1", "-ngl", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LD_LIBRARY_PATH": str(program.parent)},
        )

    def __enter__(self) -> Self:
        deadline = time.monotonic() + _START_S
        while time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(self._address + "/health"):
                    return self
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise TimeoutError("llama-server did not start")

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def speed(self, prompt: str, tokens: int) -> float:
        """Tokens a second by its own clock, sampled as our engine samples; after the prompt."""
        body = {
            "prompt": prompt,
            "n_predict": tokens,
            "temperature": 0.6,
            "top_k": 40,
            "top_p": 0.95,
            "min_p": 0,
            "ignore_eos": True,
            "stream": True,
            "cache_prompt": True,
        }
        request = urllib.request.Request(
            self._address + "/completion",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
        )
        last: dict[str, Any] = {}
        with urllib.request.urlopen(request) as answer:
            for line in answer:
                if line.startswith(b"data:"):
                    last = json.loads(line[5:])
        return float(last["timings"]["predicted_per_second"])
