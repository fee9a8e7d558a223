"""What the user's clicks make of the choice of cards. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class CardChoice:
    """Cards by llama.cpp's names in the order on show, those in use, and their shares.

    `shares` has one for each card in use, or none where free memory decides.
    """

    order: tuple[str, ...]
    used: frozenset[str]
    shares: tuple[float, ...] = ()

    @classmethod
    def of(
        cls, there: Sequence[str], devices: Sequence[str], shares: Sequence[float]
    ) -> "CardChoice":
        """The choice that the settings hold, for the cards that are there."""
        chosen = [name for name in dict.fromkeys(devices) if name in there] or list(there)
        rest = [name for name in there if name not in chosen]
        fitting = tuple(shares) if len(shares) == len(chosen) else ()
        return cls((*chosen, *rest), frozenset(chosen), fitting)

    @property
    def in_use(self) -> tuple[str, ...]:
        """The cards in use, in their order."""
        return tuple(name for name in self.order if name in self.used)

    def devices(self, there: Sequence[str]) -> tuple[str, ...]:
        """What the settings hold: () where it is what the program would do by itself."""
        usual = self.in_use == tuple(there) and not self.shares
        return () if usual else self.in_use

    def share(self, name: str) -> float:
        """A card's share, 1 where none was chosen."""
        known = dict(zip(self.in_use, self.shares, strict=False))
        return known.get(name, 1.0)

    def toggled(self, name: str) -> "CardChoice":
        """With a card in use or out of it; the last one stays."""
        used = self.used ^ {name}
        return self._with(replace(self, used=used)) if used else self

    def raised(self, name: str) -> "CardChoice":
        """With a card one place further up."""
        place = self.order.index(name)
        if not place:
            return self
        order = list(self.order)
        order[place - 1 : place + 1] = order[place], order[place - 1]
        return self._with(replace(self, order=tuple(order)))

    def with_share(self, name: str, share: float) -> "CardChoice":
        """With another share for one card."""
        shares = tuple(share if n == name else self.share(n) for n in self.in_use)
        return replace(self, shares=shares)

    def with_shares(self, chosen: bool) -> "CardChoice":
        """With shares to choose, all equal at first, or none."""
        return replace(self, shares=(1.0,) * len(self.used) if chosen else ())

    def _with(self, other: "CardChoice") -> "CardChoice":
        """Another order or use of the cards, with each keeping its share."""
        if not self.shares:
            return other
        return replace(other, shares=tuple(self.share(name) for name in other.in_use))
