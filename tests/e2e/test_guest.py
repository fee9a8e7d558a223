"""A good guest: the model rests and wakes by itself, a chat offers the model that answered it."""

from qwq_desktop.models.idle import RestReason
from qwq_desktop.ui.model_offer import KEY as OFFER
from qwq_desktop.ui.rest_notice import KEY as RESTS

STRAWBERRY = 'How many r\'s are in the word "strawberry"'


def test_a_resting_model_wakes_with_the_next_question(program):
    program.until(program.is_ready)
    models = program.app.services.models
    models.unload()
    program.app.idle.rested.emit(RestReason.MEMORY_SHORT)
    assert program.find("modelPicker").text().endswith("· rests")
    assert RESTS in program.window.notices.keys
    assert not models.engine.is_running
    assert program.ask(STRAWBERRY).text
    assert program.is_ready()


def test_the_engine_gives_way(program):
    program.until(program.is_ready)
    (engine,) = program.engines()
    assert engine.nice() >= 5


def test_the_computer_stays_awake_while_it_answers(program):
    program.send("Count from 1 to 100")
    program.until(lambda: program.app.inhibitor.is_held)
    program.until(lambda: program.finished)
    program.until(lambda: not program.app.inhibitor.is_held)  # what was said is read ahead first


def test_a_chat_that_another_model_answered_offers_it_again(program, nano_model, tmp_path):
    program.ask("hello")
    first = program.app.chats.chat.id
    path = tmp_path / "other.gguf"
    path.write_bytes(nano_model.read_bytes())
    program.window.model_file_dropped.emit(str(path))
    program.until(lambda: program.app.services.models.state.reference == str(path))
    program.until(program.is_ready)
    program.app.chats.new_chat()
    assert OFFER not in program.window.notices.keys
    program.window.sidebar.chat_selected.emit(first)
    program.until(lambda: OFFER in program.window.notices.keys)
    program.window.notices.action_triggered.emit(OFFER)
    program.until(lambda: program.app.services.models.state.reference == "qwq-nano")
    program.until(program.is_ready)
    program.app.chats.new_chat()
    program.window.sidebar.chat_selected.emit(first)
    program.until(lambda: program.app.chats.chat is not None)
    program.qtbot.wait(100)
    assert OFFER not in program.window.notices.keys
