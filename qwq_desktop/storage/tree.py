"""The messages of a chat as a tree: paths, branches and their order. Pure."""

from collections import defaultdict
from collections.abc import Iterable


class MessageTree:
    """Who answers whom in one chat, from (id, parent id) pairs. Ids grow with time."""

    def __init__(self, links: Iterable[tuple[int, int | None]]) -> None:
        self._parents: dict[int, int | None] = {}
        self._children: defaultdict[int | None, list[int]] = defaultdict(list)
        for message_id, parent_id in sorted(links):
            self._parents[message_id] = parent_id
            self._children[parent_id].append(message_id)

    def __contains__(self, message_id: object) -> bool:
        return message_id in self._parents

    def path(self, leaf_id: int) -> list[int]:
        """Return the ids from the root down to a message."""
        ids: list[int] = []
        current: int | None = leaf_id
        while current is not None:
            ids.append(current)
            current = self._parents[current]
        ids.reverse()
        return ids

    def siblings(self, message_id: int) -> list[int]:
        """Return the branches with the same parent, oldest first, the message itself among them."""
        return self._children[self._parents[message_id]]

    def newest_leaf(self, message_id: int) -> int:
        """Return the youngest leaf among those that descend from a message; itself if it is one."""
        newest = message_id
        found = [message_id]
        while found:
            current = found.pop()
            children = self._children.get(current)
            if children:
                found.extend(children)
            else:
                newest = max(newest, current)
        return newest
