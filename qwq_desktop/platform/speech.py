"""Reads a text aloud with the voice that the system brings; there may be none."""

import logging
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, Signal

_LOG = logging.getLogger(__name__)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")
_WINDOWS_SPEECH = (
    "[Console]::InputEncoding = [Text.Encoding]::UTF8;"
    " Add-Type -AssemblyName System.Speech;"
    " (New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"
)


@dataclass(frozen=True)
class Voice:
    """A program that speaks what it reads from its standard input; `chinese` are more arguments.

    `silence` is a command that ends speech which goes on in a service of the system.
    """

    program: str
    arguments: tuple[str, ...] = ()
    chinese: tuple[str, ...] = ()
    silence: tuple[str, ...] = ()


def system_voice(
    platform: str = sys.platform, find: Callable[[str], str | None] = shutil.which
) -> Voice | None:
    """The voice of this system; None where there is none."""
    if platform == "darwin":
        say = find("say")
        return Voice(say, ("-f", "-")) if say else None
    if platform == "win32":
        shell = find("powershell.exe")
        return Voice(shell, ("-NoProfile", "-Command", _WINDOWS_SPEECH)) if shell else None
    if client := find("spd-say"):
        return Voice(client, ("--pipe-mode", "--wait"), ("-l", "zh"), ("--cancel",))
    if engine := find("espeak-ng") or find("espeak"):
        return Voice(engine, ("--stdin",), ("-v", "cmn" if "espeak-ng" in engine else "zh"))
    return None


def is_chinese(text: str) -> bool:
    """Whether a text is more Chinese than anything else."""
    return 3 * len(_HAN.findall(text)) > len(_LETTER.findall(text))


class Speaker(QObject):
    """Speaks one text at a time; lives in the main thread and never waits."""

    ended = Signal()  # by itself, by `stop`, or because it failed

    def __init__(self, voice: Voice | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._voice = voice
        self._process: QProcess | None = None

    @property
    def is_available(self) -> bool:
        """Whether there is a voice."""
        return self._voice is not None

    @property
    def is_speaking(self) -> bool:
        """Whether a text is being read."""
        return self._process is not None

    def speak(self, text: str) -> None:
        """Read a text, in place of the one that is being read."""
        self.stop()
        if self._voice is None or not text.strip():
            self.ended.emit()
            return
        process = QProcess(self)
        process.setProgram(self._voice.program)
        extra = self._voice.chinese if is_chinese(text) else ()
        process.setArguments([*self._voice.arguments, *extra])
        process.setStandardOutputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(lambda *_: self._on_ended(process))
        process.errorOccurred.connect(lambda error: self._on_error(process, error))
        self._process = process
        process.start()
        process.write(text.encode("utf-8", "replace"))
        process.closeWriteChannel()

    def stop(self) -> None:
        """Fall silent; `ended` follows at once if something was being read."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        if self._voice is not None and self._voice.silence:
            QProcess.startDetached(self._voice.program, list(self._voice.silence))
        self.ended.emit()

    def close(self) -> None:
        """End the voice with the program. Waits a moment for its process."""
        self.stop()
        for process in self.findChildren(QProcess):
            process.waitForFinished(1000)

    def _on_ended(self, process: QProcess) -> None:
        if process is self._process:
            self._process = None
            self.ended.emit()

    def _on_error(self, process: QProcess, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            _LOG.warning("The voice %s did not start", process.program())
            self._on_ended(process)
