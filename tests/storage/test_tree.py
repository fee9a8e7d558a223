import pytest
from hypothesis import given
from hypothesis import strategies as st

from qwq_desktop.storage.tree import MessageTree

#   1         7
#   ├─ 2      └─ 8
#   │  ├─ 3
#   │  └─ 5
#   └─ 4
#      └─ 6
LINKS = [(1, None), (2, 1), (3, 2), (4, 1), (5, 2), (6, 4), (7, None), (8, 7)]


@pytest.fixture
def tree():
    return MessageTree(LINKS)


def test_a_path_leads_from_the_root(tree):
    assert tree.path(5) == [1, 2, 5]
    assert tree.path(7) == [7]


def test_siblings_answer_the_same_parent_oldest_first(tree):
    assert tree.siblings(5) == [3, 5]
    assert tree.siblings(7) == [1, 7]
    assert tree.siblings(8) == [8]


def test_the_newest_leaf_is_the_youngest_below(tree):
    assert [tree.newest_leaf(i) for i in (1, 2, 3, 4, 7)] == [6, 5, 3, 6, 8]


def test_only_its_messages_are_in_a_tree(tree):
    assert 8 in tree
    assert 9 not in tree


@given(st.lists(st.floats(0, 1), min_size=1, max_size=40))
def test_every_path_ends_where_asked_and_every_newest_leaf_lies_below(draws):
    links = [(i, int(d * i) or None) for i, d in enumerate(draws, 1)]
    links = [(i, parent if parent != i else None) for i, parent in links]
    tree = MessageTree(reversed(links))
    parents = {parent for _, parent in links}
    for message_id, _ in links:
        path = tree.path(message_id)
        assert path[-1] == message_id
        assert path == sorted(path)
        leaf = tree.newest_leaf(message_id)
        assert leaf not in parents
        assert message_id in tree.path(leaf)
