import sys

import pytest

from qwq_desktop.platform.speech import Speaker, Voice, is_chinese, system_voice

WRITE = (
    "import sys, pathlib; said = sys.stdin.buffer.read() + ' '.join(sys.argv[2:]).encode();"
    "pathlib.Path(sys.argv[1]).write_bytes(said)"
)
ENDLESS = "import time\nwhile True: time.sleep(1)"


def found(*names):
    return lambda name: f"/bin/{name}" if name in names else None


def test_each_system_brings_its_own_voice():
    assert system_voice("darwin", found("say")).arguments == ("-f", "-")
    assert system_voice("linux", found("spd-say", "espeak-ng")).program == "/bin/spd-say"
    assert system_voice("linux", found("espeak-ng")).chinese == ("-v", "cmn")
    assert system_voice("win32", found("powershell.exe")).program == "/bin/powershell.exe"
    for platform in ("darwin", "linux", "win32"):
        assert system_voice(platform, found()) is None


def test_the_language_is_that_of_most_letters():
    assert is_chinese("今天天气很好。")
    assert is_chinese("用 Python 写一个函数，计算两个数的和")
    assert not is_chinese("The word 中文 means Chinese.")
    assert not is_chinese("")


@pytest.fixture
def speaker(qapp, request):
    made = []

    def make(voice):
        made.append(Speaker(voice))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_the_text_goes_to_the_voice_whole(speaker, qtbot, tmp_path):
    file = tmp_path / "said"
    one = speaker(Voice(sys.executable, ("-c", WRITE, str(file)), ("zh",)))
    with qtbot.waitSignal(one.ended, timeout=20_000):
        one.speak("你好，世界。" * 20_000)
    assert file.read_text("utf-8") == "你好，世界。" * 20_000 + "zh"
    assert not one.is_speaking


def test_it_falls_silent_at_once(speaker, qtbot):
    one = speaker(Voice(sys.executable, ("-c", ENDLESS)))
    one.speak("something long")
    assert one.is_speaking
    with qtbot.waitSignal(one.ended):
        one.stop()
    assert not one.is_speaking


def test_a_new_text_takes_the_place_of_the_old(speaker, qtbot, tmp_path):
    file = tmp_path / "said"
    one = speaker(Voice(sys.executable, ("-c", WRITE, str(file))))
    one.speak("first")
    ended = []
    one.ended.connect(lambda: ended.append(one.is_speaking))
    one.speak("second")
    qtbot.waitUntil(lambda: len(ended) == 2, timeout=20_000)
    assert file.read_text("utf-8") == "second"


def test_a_voice_that_is_gone_ends_it(speaker, qtbot):
    one = speaker(Voice("/nowhere/voice"))
    with qtbot.waitSignal(one.ended):
        one.speak("x")
    silent = speaker(None)
    assert not silent.is_available
    with qtbot.waitSignal(silent.ended):
        silent.speak("x")
