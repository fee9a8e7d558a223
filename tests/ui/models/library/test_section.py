"""The section "On this computer"."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from qwq_desktop.models.foreign.found import FoundModel, Program, Unreadable
from qwq_desktop.models.inventory import Keeping, Listed
from qwq_desktop.models.references import ModelRef
from qwq_desktop.models.shelf.checks import Checking
from qwq_desktop.models.shelf.looking import ModelFolder, ShelfView
from qwq_desktop.models.shelf.neighbours import Neighbour, Neighbours
from qwq_desktop.models.shelf.order import Order
from qwq_desktop.models.verifying import Check, Verdict
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.ui.models.library.section import AT_ONCE, MANY, LibrarySection
from qwq_desktop.ui.models.library.wishes import FolderWish, ModelWish

GB = 10**9


def listed(name, keeping=Keeping.OWN, size=GB, **more):
    path = Path(f"/用户 数据 é/{name}.gguf")
    frees = size if keeping is Keeping.OWN else 0
    return Listed(ModelRef(str(path), name, path), keeping, size, frees, **more)


OWN = listed("QwQ-32B · Q4_K_M", came_from="huggingface:Qwen/QwQ-32B-GGUF", quantisation="Q4_K_M")
THEIRS = listed("Theirs", Keeping.IN_PLACE, came_from="LM Studio")
PLACED = listed("Placed", Keeping.IN_PLACE)
BUILT_IN = listed("QwQ Nano", Keeping.BUILT_IN)
BROKEN = listed("Broken", trouble=QwQError("model_truncated", path="/x"))
FOLDER = Path("/用户 数据 é")


def folder(**changes):
    values = {"is_there": True, "free_bytes": 9 * GB, "models": 2, "size_bytes": 2 * GB}
    values |= {"takes_new": True, "is_own": True}
    return ModelFolder(FOLDER, **(values | changes))


@pytest.fixture
def section(qtbot, dressed, icons, theme):
    widget = LibrarySection(icons, theme)
    qtbot.addWidget(widget)
    widget.resize(800, 600)
    widget.show()
    return widget


@pytest.fixture
def show(section, qtbot):
    def put(*items, loaded="", folders=(), check=None):
        section.show_view(ShelfView(items, folders, 9 * GB), loaded, lambda _id: check)
        qtbot.waitUntil(lambda: len(section.cards) == len(items))
        return [section.cards[item.ref.id] for item in items]

    return put


def actions(menu):
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def shown(section):
    return [card.item.ref.name for card in section.cards.values() if card.isVisible()]


def test_one_model_is_in_use_and_can_only_be_gone_to(show):
    own, theirs = show(OWN, THEIRS, loaded=OWN.ref.id)
    assert own.open_button.text() == "Go to chat"
    assert theirs.open_button.text() == "Open"


@pytest.mark.parametrize(
    ("item", "there", "absent"),
    [
        (OWN, {"Check the file", "Show in folder", "Delete…"}, {"Move to the models folder"}),
        (PLACED, {"Move to the models folder", "Take off the list…"}, {"Delete…"}),
        (THEIRS, {"Take off the list…"}, {"Move to the models folder", "Delete…"}),
        (BUILT_IN, {"Check the file"}, {"Delete…", "Take off the list…"}),
        (BROKEN, {"Delete…"}, {"Move to the models folder"}),
    ],
)
def test_the_menu_offers_what_is_the_programs_to_do(show, item, there, absent):
    (card,) = show(item)
    texts = set(actions(card.menu()))
    assert there <= texts
    assert not absent & texts


def test_deleting_tells_the_space_first_and_can_be_taken_back(show, section, qtbot):
    (card,) = show(OWN, loaded=OWN.ref.id)
    card.ask_removal()
    assert "1.0 GB" in card.strip.text.text()
    assert "built-in model takes its place" in card.strip.text.text()
    keep, delete = card.strip.buttons
    keep.click()
    assert not card.strip.isVisible()
    card.ask_removal()
    with qtbot.waitSignal(section.wished) as wished:
        card.strip.buttons[1].click()
    assert wished.args == [ModelWish.REMOVE, OWN]
    assert delete.text() == "Delete"


def test_a_model_of_another_program_is_only_taken_off(show):
    (card,) = show(THEIRS)
    card.ask_removal()
    assert "stays where it is" in card.strip.text.text()


def test_a_question_stays_while_the_list_is_looked_at_again(show):
    (card,) = show(OWN)
    card.ask_removal()
    show(OWN, THEIRS)
    assert card.strip.isVisible()


def test_a_check_shows_its_progress_and_can_be_cancelled(show, section, qtbot):
    (card,) = show(OWN, check=Checking(0.5))
    assert card.strip.isVisible()
    with qtbot.waitSignal(section.wished) as wished:
        card.strip.buttons[0].click()
    assert wished.args == [ModelWish.CANCEL_CHECK, OWN]


@pytest.mark.parametrize(
    ("verdict", "words", "remedies"),
    [
        (Verdict.RIGHT, "Whole", ["OK"]),
        (Verdict.UNPROVEN, "Nobody published its hash", ["OK"]),
        (Verdict.WRONG, "not what it should be", ["Fetch it again", "OK"]),
    ],
)
def test_the_verdict_is_told_in_words_with_what_to_do(show, verdict, words, remedies):
    check = Checking(checks=(Check(OWN.ref.path, verdict, "a", "b"),))
    (card,) = show(OWN, check=check)
    assert words in card.strip.text.text()
    assert [button.text() for button in card.strip.buttons] == remedies


def test_the_list_is_sorted_and_filtered(show, section):
    items = [listed(f"model {number}", size=number) for number in range(MANY)]
    show(*items)
    assert section.filter.isVisible()
    section.order.setCurrentIndex(section.order.findData(Order.SIZE))
    top = section._list.itemAt(0).widget()
    assert top.item.ref.name == f"model {MANY - 1}"
    section.filter.setText("model 3")
    assert shown(section) == ["model 3"]
    section.filter.setText("nothing like this")
    assert section._nothing.isVisible()


def test_what_is_gone_leaves_the_list(show, section):
    show(OWN, THEIRS)
    show(THEIRS)
    assert shown(section) == ["Theirs"]


def test_folders_say_what_they_hold_and_what_is_wrong(show, section, qtbot):
    own, gone = folder(), folder(is_there=False, takes_new=False, is_own=False)
    show(OWN, folders=(own, gone))
    assert "Take off the list, keep the files" not in actions(section.folders.menu(own))
    menu = actions(section.folders.menu(gone))
    assert list(menu) == ["Take off the list, keep the files"]
    with qtbot.waitSignal(section.folders.wished) as wished:
        menu["Take off the list, keep the files"].trigger()
    assert wished.args == [FolderWish.LEAVE, FOLDER]


def test_models_of_other_programs_can_be_used_once(section, qtbot):
    found = FoundModel(Program.OLLAMA, "qwq:32b", Path("/o/blobs/x"), 20 * GB)
    group = section.found
    group.show_found(Neighbours((Neighbour(found, False), Neighbour(found, True))))
    assert group.isVisible()
    assert len(group.cards) == 2
    use = group.findChildren(type(section.add_button), "useFoundButton")
    with qtbot.waitSignal(group.use_requested) as used:
        use[0].click()
    assert used.args == [found]
    assert len(use) == 1


def test_what_cannot_be_read_of_other_programs_is_told(section):
    unreadable = Unreadable(Program.OLLAMA, Path("/o"), "Permission denied")
    section.found.show_found(Neighbours((), (unreadable,)))
    assert "Permission denied" in section.found._trouble.text()


def test_it_fits_a_narrow_window(section, show):
    long = listed("a-very-long-name-" * 8, came_from="huggingface:" + "x-" * 60)
    show(long, OWN, folders=(folder(),))
    section.resize(430, 800)
    assert section.minimumSizeHint().width() <= 430


def test_both_themes_are_worn(section, show, dark_theme):
    show(OWN, folders=(folder(),))
    section.set_theme(dark_theme)
    assert not section.grab().isNull()


def many(count):
    return tuple(listed(f"Model {number:03}") for number in range(count))


def view_of(items):
    return ShelfView(items, (), 9 * GB)


def test_many_models_come_a_few_in_each_turn_of_the_event_loop(section):
    items = many(230)
    made = [0]
    section.show_view(view_of(items), "", lambda _id: None)
    while len(section.cards) < len(items):
        made.append(len(section.cards))
        QCoreApplication.processEvents()
    assert max(after - before for before, after in pairwise(made)) <= AT_ONCE
    assert shown(section) == [item.ref.name for item in items]
    section.show_view(view_of(items), items[7].ref.id, lambda _id: None)
    assert section.cards[items[7].ref.id].is_loaded, "those that are there are shown at once"


def test_a_list_that_changes_while_it_is_made_ends_right(section, qtbot):
    items = many(60)
    section.show_view(view_of(items), "", lambda _id: None)
    fewer = items[::2]
    section.show_view(view_of(fewer), "", lambda _id: None)
    section.order.setCurrentIndex(section.order.findData(Order.NAME))
    qtbot.waitUntil(lambda: len(section.cards) == len(fewer))
    assert shown(section) == [item.ref.name for item in fewer]
    section.filter.setText("004")
    assert shown(section) == ["Model 004"]


def test_nothing_is_made_while_nobody_sees_it(section):
    section.hide()
    section.show_view(view_of(many(2)), "", lambda _id: None)
    assert not section.cards
    section.show()
    assert len(section.cards) == 2
