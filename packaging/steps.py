"""Shows the set-up as steps with their times, and runs commands whose output goes to a log."""

import os
import shlex
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

TAIL_LINES = 40
NEW_LINE = "\r\033[K"  # to the start of the terminal's line, which is wiped


class SetupError(Exception):
    """The set-up cannot go on; the text says why and what helps, for the user's eye."""


def format_seconds(seconds: float) -> str:
    """A duration for people: `0.3 s`, `42 s`, `4 min 12 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def tail(text: str, lines: int = TAIL_LINES) -> str:
    """The last `lines` lines of `text`."""
    return "\n".join(text.rstrip().splitlines()[-lines:])


class Steps:
    """Prints numbered steps and runs their commands, whose output is kept in `log_path`."""

    def __init__(self, log_path: Path, write: Callable[[str], object] | None = None) -> None:
        self.log_path = log_path
        self._write = write or self._write_stdout
        self._live = write is None and sys.stdout.isatty()
        self._number = 0
        self._title = ""
        self._started = 0.0

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """One step: its title when it starts, its time when it ends, also when it fails."""
        self._number += 1
        self._title = f"{self._number}. {title}"
        self._started = time.monotonic()
        self._write(f"{self._title} …" if self._live else f"{self._title} …\n")
        outcome = "failed after"
        try:
            yield
            outcome = "done in"
        finally:
            end = f"{outcome} {self._spent()}\n"
            self._write(f"{NEW_LINE}{self._title}: {end}" if self._live else f"   {end}")

    def say(self, text: str) -> None:
        """Prints a remark on a line of its own."""
        self._write(f"{NEW_LINE}{text}\n" if self._live else f"{text}\n")

    def note(self, text: str) -> None:
        """Keeps a remark in the log alone."""
        with self.log_path.open("a", encoding="utf-8", errors="replace") as log:
            log.write(f"\n{text}\n")

    def run(self, command: Sequence[str | Path], env: Mapping[str, str] | None = None) -> None:
        """Runs `command` with its output in the log; `env` is added to this process's own.

        Raises `SetupError` with the end of the output when it fails.
        """
        with self.log_path.open("a", encoding="utf-8", errors="replace") as log:
            log.write(f"\n$ {shlex.join(map(str, command))}\n")
            log.flush()
            begin = log.tell()
            try:
                process = subprocess.Popen(
                    [str(part) for part in command],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env={**os.environ, **(env or {})},
                )
            except OSError as error:
                raise SetupError(f"{command[0]} could not be started: {error}") from error
            status = self._wait(process)
        if status != 0:
            raise SetupError(self._failure(command, status, begin))

    def _wait(self, process: subprocess.Popen[bytes]) -> int:
        """The exit status, once it is there; on a terminal the step's time ticks meanwhile."""
        try:
            while True:
                try:
                    return process.wait(timeout=1)
                except subprocess.TimeoutExpired:
                    self._tick()
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise

    def _spent(self) -> str:
        return format_seconds(time.monotonic() - self._started)

    def _tick(self) -> None:
        if self._live:
            self._write(f"{NEW_LINE}{self._title} … {self._spent()}")

    def _failure(self, command: Sequence[str | Path], status: int, begin: int) -> str:
        with self.log_path.open("rb") as log:
            log.seek(begin)
            said = log.read().decode("utf-8", "replace")
        name = Path(str(command[0])).name
        end = f"{name} ended with status {status}. All of its output: {self.log_path}"
        return "\n".join([tail(said), "", end, *hints(said)])

    @staticmethod
    def _write_stdout(text: str) -> None:
        sys.stdout.write(text)
        sys.stdout.flush()


def hints(output: str) -> list[str]:
    """Sentences that explain well-known ends of a failed command's output."""
    no_network = "There seems to be no network: the packages come from the Internet."
    known = {
        "No space left on device": "The disk is full: about 3 GB are needed.",
        "Temporary failure in name resolution": no_network,
        "Failed to establish a new connection": no_network,
        "Could not find nvcc": "The CUDA toolkit was not found; --backend cpu goes without it.",
        "CMAKE_CXX_COMPILER not set": "No C++ compiler was found: see README.md.",
    }
    return list(dict.fromkeys(advice for sign, advice in known.items() if sign in output))
