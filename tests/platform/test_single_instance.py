import subprocess
import sys

import pytest
from PySide6.QtNetwork import QLocalSocket

from qwq_desktop.platform.single_instance import SingleInstance


@pytest.fixture
def instance(qapp):
    made = []

    def make(identity):
        made.append(SingleInstance(str(identity)))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def pair(instance, tmp_path):
    first, second = instance(tmp_path), instance(tmp_path)
    assert first.try_acquire()
    return first, second


def test_only_the_first_holds_a_home(pair):
    first, second = pair
    assert not second.try_acquire()
    assert first.try_acquire()


def test_different_homes_do_not_meet(instance, tmp_path):
    assert instance(tmp_path / "one").try_acquire()
    assert instance(tmp_path / "two 😀").try_acquire()


def test_a_home_is_free_again_after_close(pair):
    first, second = pair
    first.close()
    assert second.try_acquire()


def test_messages_reach_the_holder_in_order(pair, qtbot):
    first, second = pair
    heard = []
    first.message_received.connect(heard.append)
    sent = ["--model /模型 é/a b.gguf", "two\nlines", "", "😀" * 2000]
    assert all(second.send(message) for message in sent)
    qtbot.waitUntil(lambda: len(heard) == len(sent))
    assert heard == sent


def test_sending_without_a_holder_says_so(instance, tmp_path):
    assert not instance(tmp_path).send("hello")


def test_a_message_that_the_holder_does_not_take_is_not_called_sent(pair):
    _, second = pair
    assert not second.send("😀" * 80_000)  # more than the socket holds while nobody reads


def test_nonsense_on_the_socket_is_ignored(pair, qtbot):
    first, second = pair
    heard = []
    first.message_received.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(first._name)
    assert socket.waitForConnected(1000)
    socket.write(b'\xff\x00nonsense\n{"a": 1}\n12\n"unfinished')
    socket.flush()
    socket.disconnectFromServer()
    second.send("after")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["after"]
    qtbot.waitUntil(lambda: not first._received)


def test_an_endless_message_is_cut_off(pair, qtbot):
    first, _ = pair
    socket = QLocalSocket()
    socket.connectToServer(first._name)
    assert socket.waitForConnected(1000)
    socket.write(b"x" * (3 << 20))
    with qtbot.waitSignal(socket.disconnected):
        socket.flush()


def test_a_killed_process_leaves_the_home_free(instance, tmp_path, qtbot):
    code = (
        "import sys; from PySide6.QtCore import QCoreApplication;"
        "from qwq_desktop.platform.single_instance import SingleInstance;"
        "app = QCoreApplication([]); one = SingleInstance(sys.argv[1]);"
        "print(one.try_acquire(), flush=True); app.exec()"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE)
    assert process.stdout.readline().strip() == b"True"
    mine = instance(tmp_path)
    assert not mine.try_acquire()
    assert mine.send("to the other process")
    process.kill()
    process.communicate()
    assert mine.try_acquire()
    heard = []
    mine.message_received.connect(heard.append)
    assert instance(tmp_path).send("hello")
    qtbot.waitUntil(lambda: heard == ["hello"])
