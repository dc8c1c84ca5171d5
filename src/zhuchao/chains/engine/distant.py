"""Labels nobody wrote: a scope item that is word for word the name of a GB/T 4754 class tells the class.

The item is taken out, and the rest of the scope with the company's name has to find the class again. What is
learnt is therefore which other words stand beside a class, not what an official would have assigned.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha1

_ENDS = re.compile(r"[;；,，、。.:：()（）\[\]【】\s*^#]+")
_LEGAL = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|分公司|公司|厂|合作社|中心|店|部)+$")
_SHORTEST = 3
_TEST_SHARE = 20
#: Tokens of this kind are pieces of items; the others are evidence by themselves.
PIECE = "c"


@dataclass(frozen=True, slots=True)
class DistantRow:
    """A company with the class its scope named, and what is left of the scope without that item."""

    uscc: str
    name: str
    items: tuple[str, ...]
    label: str


def class_names(industries: Mapping[str, str]) -> dict[str, str]:
    """Code by name of the 4-digit classes whose name is theirs alone and three characters long at least."""
    codes: dict[str, list[str]] = {}
    for code, name in industries.items():
        if len(code) == 4:
            codes.setdefault(name, []).append(code)
    return {name: found[0] for name, found in codes.items() if len(found) == 1 and len(name) >= _SHORTEST}


def scope_items(scope: str) -> list[str]:
    """The items of a scope between separators and brackets."""
    return [item for item in _ENDS.split(scope) if item]


def distant_row(uscc: str, name: str, scope: str, names: Mapping[str, str]) -> DistantRow | None:
    """The row a company gives: exactly one class is named and something else stands in the scope."""
    items = scope_items(scope)
    named = {item for item in items if item in names}
    if len(named) != 1:
        return None
    rest = tuple(item for item in items if item not in named)
    return DistantRow(uscc, name, rest, names[named.pop()]) if rest else None


def is_test(uscc: str) -> bool:
    """One company in five, for good, whatever file names it."""
    return int(sha1(uscc.encode()).hexdigest()[:8], 16) % 100 < _TEST_SHARE


def divided(rows: Iterable[DistantRow], cap: int) -> tuple[list[DistantRow], list[DistantRow]]:
    """Rows to learn from and rows to judge: at most ``cap`` of a class judged, in the order given, and only
    classes that are learnt."""
    learn: list[DistantRow] = []
    judge: list[DistantRow] = []
    taken: dict[str, int] = {}
    for row in rows:
        if not is_test(row.uscc):
            learn.append(row)
        elif taken.get(row.label, 0) < cap:
            taken[row.label] = taken.get(row.label, 0) + 1
            judge.append(row)
    known = {row.label for row in learn}
    return learn, [row for row in judge if row.label in known]


def tokens(name: str, items: Iterable[str]) -> list[str]:
    """What is looked at: whole items with their beginnings, ends and pieces, and the last words of the name."""
    found: list[str] = []
    for number, item in enumerate(items):
        if not number:
            found.append(f"F{item}")
        found += _of_item(item)
    return list(dict.fromkeys([*found, *_of_name(name)]))


@lru_cache(maxsize=500_000)
def _of_item(item: str) -> tuple[str, ...]:
    pieces = [item[i : i + size] for size in (2, 3) for i in range(len(item) - size + 1)]
    return (f"I{item}", f"E{item[-3:]}", f"G{item[:4]}", *(f"{PIECE}{p}" for p in pieces))


def _of_name(name: str) -> list[str]:
    trade = _LEGAL.sub("", name)
    found = [f"N{trade[-size:]}" for size in (2, 3, 4) if len(trade) >= size]
    return found + [f"B{trade[i : i + 2]}" for i in range(max(0, len(trade) - 6), len(trade) - 1)]
