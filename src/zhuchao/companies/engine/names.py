"""The parts of a registered name: place, brand (字号), trade, legal form."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zhuchao.terms.words import normalise_name

#: A brand longer than this is no brand but a name the word lists do not know.
SHORTEST_BRAND, LONGEST_BRAND = 2, 6
BRACKETED = "（[^（）]*）"
#: What may follow a place named without its kind: 绍兴 + 市.
PLACE_KINDS = "省市区县"


@dataclass(frozen=True, slots=True)
class NameWords:
    """The word lists of the rulebook: ``forms`` end a name, ``trades`` follow the brand."""

    forms: tuple[str, ...]
    trades: tuple[str, ...]

    def tail_pattern(self) -> str:
        """Everything from the first word that is no longer brand. RE2 and Java read it alike.

        A legal form of one character counts only at the very end, for it is part of many words.
        """
        inside = [*self.trades, *(f for f in self.forms if len(f) > 1)]
        final = [f for f in self.forms if len(f) == 1]
        return f"(?:{_any(inside)}|(?:{_any(final)})$).*$"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in words)


def core_name(name: str, places: Sequence[str], words: NameWords) -> str:
    """The brand of a registered name without its own places, trade and legal form; empty when none is left.

    ``places`` are the short names of the company's province, city and county, in this order.
    """
    rest = re.sub(BRACKETED, "", normalise_name(name))
    for place in places:
        if place and rest.startswith(place) and len(rest) > len(place) + 1:
            rest = rest[len(place) :]
            if rest[0] in PLACE_KINDS and len(rest) > 2:
                rest = rest[1:]
    brand = rest[:SHORTEST_BRAND] + re.sub(words.tail_pattern(), "", rest[SHORTEST_BRAND:])
    return brand if SHORTEST_BRAND <= len(brand) <= LONGEST_BRAND else ""
