"""The menus of a chat and of a folder in the list."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from qwq_desktop.storage.records import ChatSummary
from qwq_desktop.ui.chat_list.wishes import ChatWish, FolderWish


def add_chat_wishes(
    menu: QMenu,
    chat: ChatSummary,
    folders: Sequence[str],
    wish: Callable[[ChatWish, str], object],
) -> None:
    """What can be done with a chat besides renaming and deleting it."""
    translate = QCoreApplication.translate
    if chat.archived_at is not None:
        _add(
            menu,
            translate("ChatMenu", "Take out of the archive"),
            lambda: wish(ChatWish.UNARCHIVE, ""),
        )
    elif chat.is_pinned:
        _add(menu, translate("ChatMenu", "Unpin"), lambda: wish(ChatWish.UNPIN, ""))
    else:
        _add(menu, translate("ChatMenu", "Pin"), lambda: wish(ChatWish.PIN, ""))
    if chat.archived_at is None:
        inner = QMenu(
            translate("ChatMenu", "Move to folder"), menu
        )  # made by addMenu, it would go with its name
        menu.addMenu(inner)
        _add_folders(inner, chat, folders, wish)
    _add(menu, translate("ChatMenu", "Duplicate"), lambda: wish(ChatWish.DUPLICATE, ""))
    _add(menu, translate("ChatMenu", "Copy the whole chat"), lambda: wish(ChatWish.COPY, ""))
    _add(menu, translate("ChatMenu", "Export…"), lambda: wish(ChatWish.EXPORT, ""))
    if chat.archived_at is None:
        _add(menu, translate("ChatMenu", "Archive"), lambda: wish(ChatWish.ARCHIVE, ""))


def folder_menu(parent: QWidget, wish: Callable[[FolderWish], object], *, is_open: bool) -> QMenu:
    """The menu of a folder."""
    translate = QCoreApplication.translate
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    fold = translate("ChatMenu", "Fold") if is_open else translate("ChatMenu", "Unfold")
    _add(menu, fold, lambda: wish(FolderWish.FOLD))
    _add(menu, translate("ChatMenu", "Rename folder…"), lambda: wish(FolderWish.RENAME))
    _add(menu, translate("ChatMenu", "Export…"), lambda: wish(FolderWish.EXPORT))
    menu.addSeparator()
    _add(
        menu,
        translate("ChatMenu", "Remove folder, keep its chats"),
        lambda: wish(FolderWish.DISSOLVE),
    )
    return menu


def _add_folders(
    menu: QMenu,
    chat: ChatSummary,
    folders: Sequence[str],
    wish: Callable[[ChatWish, str], object],
) -> None:
    translate = QCoreApplication.translate
    for name in folders:
        shown = name.replace("&", "&&")
        action = _add(menu, shown, partial(wish, ChatWish.MOVE, name))
        action.setEnabled(name != chat.folder)
    if folders:
        menu.addSeparator()
    _add(menu, translate("ChatMenu", "New folder…"), lambda: wish(ChatWish.MOVE_TO_NEW_FOLDER, ""))
    if chat.folder:
        _add(menu, translate("ChatMenu", "Take out of the folder"), lambda: wish(ChatWish.MOVE, ""))


def _add(menu: QMenu, text: str, work: Callable[[], object]) -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda: work())
    return action
