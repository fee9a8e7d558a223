"""Files of chats from this program and others, and files that are none."""

import json
import zipfile
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.chat.exporting.options import ExportOptions
from qwq_desktop.chat.exporting.own_json import to_own_json
from qwq_desktop.chat.importing.chatgpt import read_chatgpt
from qwq_desktop.chat.importing.files import read_chats
from qwq_desktop.chat.importing.lm_studio import read_lm_studio
from qwq_desktop.chat.importing.open_webui import read_open_webui
from qwq_desktop.platform.errors import QwQError
from qwq_desktop.storage.records import ChatSummary, Message, Role
from qwq_desktop.storage.whole_chats import WholeChat


def node(key, parent, children, role=None, text="", kind="text", **more):
    message = None
    if role:
        content = {"content_type": kind, "parts": [text]} | more.pop("content", {})
        message = {"author": {"role": role}, "content": content, "create_time": 1.7e9, **more}
    return {"id": key, "parent": parent, "children": children, "message": message}


def chatgpt():
    thoughts = {"content_type": "thoughts", "thoughts": [{"summary": "s", "content": "6 × 7…"}]}
    recap = {"content_type": "reasoning_recap", "content": "Thought for 2 s"}
    nodes = [
        node("root", None, ["sys"]),
        node("sys", "root", ["q"], "system", "hidden"),
        node("q", "sys", ["t", "b"], "user", "What is 6 × 7?"),
        node("t", "q", ["r"], "assistant", content=thoughts),
        node("r", "t", ["a"], "assistant", content=recap),
        node("a", "r", ["tool"], "assistant", "I call.", metadata={"model_slug": "o1"}),
        node("tool", "a", ["a2"], "tool", "42"),
        node("a2", "tool", [], "assistant", "It is 42."),
        node("b", "q", [], "assistant", "Forty-two."),
    ]
    return {
        "title": "Sums",
        "create_time": 1.7e9,
        "update_time": 1.7e9 + 5,
        "mapping": {one["id"]: one for one in nodes},
        "current_node": "a2",
    }


def told(whole):
    return [(m.role.value, m.text, m.thinking) for m in whole.path]


def test_chatgpt_thoughts_branches_and_pieces_become_a_tree():
    [whole] = read_chatgpt([chatgpt()])
    assert (whole.chat.title, whole.chat.updated_at) == ("Sums", 1.7e9 + 5)
    assert told(whole) == [
        ("user", "What is 6 × 7?", ""),
        ("assistant", "I call.\n\nIt is 42.", "6 × 7…"),
    ]
    assert whole.path[-1].turn.model_name == "o1"
    assert [m.text for m in whole.messages if m.parent_id == whole.path[0].id] == [
        "I call.\n\nIt is 42.",
        "Forty-two.",
    ]


def test_a_circle_in_chatgpts_tree_ends():
    data = chatgpt()
    data["mapping"]["a2"]["children"] = ["q", "root", 7, None, "nowhere"]
    assert len(read_chatgpt([data])[0].messages) == 3


def lm_studio():
    def block(text, style=None):
        content = [{"type": "text", "text": text}]
        return {"type": "contentBlock", "content": content} | ({"style": style} if style else {})

    return {
        "name": "Sums",
        "createdAt": 1_700_000_000_000,
        "systemPrompt": "Be brief.",
        "messages": [
            {
                "versions": [
                    {"type": "singleStep", "role": "user", "content": block("6 × 7?")["content"]}
                ],
                "currentlySelected": 0,
            },
            {
                "versions": [
                    {
                        "type": "multiStep",
                        "role": "assistant",
                        "steps": [block("hm", {"type": "thinking"}), block("42")],
                        "senderInfo": {"senderName": "qwq-32b"},
                    },
                    {
                        "type": "multiStep",
                        "role": "assistant",
                        "steps": [{"type": "toolStatus"}, block("<think>ah</think>\n\nforty-two")],
                    },
                ],
                "currentlySelected": 1,
            },
        ],
    }


def test_lm_studios_versions_become_branches():
    [whole] = read_lm_studio(lm_studio())
    assert (whole.chat.created_at, whole.chat.system_prompt) == (1.7e9, "Be brief.")
    assert told(whole) == [("user", "6 × 7?", ""), ("assistant", "forty-two", "ah")]
    other = next(m for m in whole.messages if m.text == "42")
    assert (other.thinking, other.turn.model_name) == ("hm", "qwq-32b")
    assert other.parent_id == whole.path[0].id


def open_webui():
    fold = '<details type="reasoning" done="true">\n<summary>Thought</summary>\n&gt; hm\n</details>'
    answer = f"{fold}\n42"
    history = {
        "messages": {
            "a": {
                "id": "a",
                "parentId": None,
                "childrenIds": ["b"],
                "role": "user",
                "content": "?",
            },
            "b": {
                "id": "b",
                "parentId": "a",
                "childrenIds": [],
                "role": "assistant",
                "content": answer,
                "model": "qwq",
            },
        },
        "currentId": "b",
    }
    return {"id": "x", "title": "Sums", "created_at": 1.7e9, "chat": {"history": history}}


def test_open_webuis_reasoning_is_told_from_the_answer():
    [whole] = read_open_webui([open_webui()])
    assert told(whole) == [("user", "?", ""), ("assistant", "42", "hm")]


def own():
    messages = (Message(1, 0, None, Role.USER, "hello"),)
    return json.loads(
        to_own_json([WholeChat(ChatSummary(0, "t", 1, 1), messages, 1)], ExportOptions())
    )


@pytest.mark.parametrize("data", [own(), [chatgpt()], [open_webui()], lm_studio()])
def test_the_format_is_seen_by_the_content(tmp_path, data):
    path = tmp_path / "whatever.txt"
    path.write_text("\ufeff" + json.dumps(data), encoding="utf-8")
    assert read_chats(path)[0].messages


def test_chatgpts_archive_is_read_as_it_was_downloaded(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("chat.html", "<html>")
        packed.writestr("conversations.json", json.dumps([chatgpt()]))
    assert told(read_chats(path)[0])[0][1] == "What is 6 × 7?"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import_unknown"),
        (b"hello", "import_unknown"),
        (b"\xff\xfe\x00", "import_unknown"),
        (b"[" * 200_000, "import_unknown"),
        (b"[1, 2]", "import_unknown"),
        (b'{"messages": "none"}', "import_unknown"),
        (b'[{"mapping": {}}]', "import_empty"),
        (b'{"format": "qwq-desktop-chats", "version": 1}', "import_empty"),
        (b'{"format": "qwq-desktop-chats", "version": 2}', "import_newer"),
        (b"PK\x03\x04 no archive", "import_unknown"),
        (b" " * 2000, "import_too_large"),
    ],
)
def test_a_file_that_is_no_export_is_told(tmp_path, content, code):
    path = tmp_path / "file.json"
    path.write_bytes(content)
    limit = 1000 if code == "import_too_large" else 1_000_000
    with pytest.raises(QwQError) as raised:
        read_chats(path, limit)
    assert (raised.value.code, raised.value.facts["path"]) == (code, str(path))


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    for path in (tmp_path / "missing.json", tmp_path):
        with pytest.raises(QwQError) as raised:
            read_chats(path)
        assert raised.value.code == "import_unreadable"


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("conversations.json", b" " * 5_000_000)
    with pytest.raises(QwQError) as raised:
        read_chats(path, 1_000_000)
    assert raised.value.code == "import_too_large"


STRANGE = [None, True, -1, 10**400, 1e308, "", "a\ud800", [], {}, [[]], {"a": 1}, "q", "root"]


@given(st.integers(0, 1 << 30))
def test_strange_values_in_others_exports_give_a_sound_tree(seed):
    chance = Random(seed)
    for example, read in (
        ([chatgpt()], read_chatgpt),
        (lm_studio(), read_lm_studio),
        ([open_webui()], read_open_webui),
    ):
        for whole in read(mutated(example, chance, is_top=True)):
            assert len(whole.path) <= len(whole.messages)
            assert all((m.parent_id or 0) < m.id for m in whole.messages)


def mutated(value, chance, *, is_top=False):
    """The example with some of its values replaced; the outermost keeps its kind."""
    if not is_top and chance.random() < 0.06:
        return chance.choice(STRANGE)
    if isinstance(value, dict):
        return {key: mutated(one, chance) for key, one in value.items()}
    if isinstance(value, list):
        return [mutated(one, chance) for one in value]
    return value
