"""Labels nobody wrote: a scope item that is word for word the name of a GB/T 4754 class tells the class.

The item is taken out, and the rest of the scope with the company's name has to find the class again. What is
learnt is therefore which other words stand beside a class, not what an official would have assigned. To learn from,
items that differ from a name by filling words alone serve as well; to judge, only names word for word.
"""

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha1
from itertools import pairwise

_ENDS = re.compile(r"[;；,，、。.:：()（）\[\]【】\s*^#]+")
_LEGAL = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|分公司|公司|厂|合作社|中心|店|部)+$")
_LEADING = re.compile(
    r"^(?:本企业|公司|许可经营项目|一般经营项目|许可项目|一般项目|经营范围|主营|兼营|从事|承接|承办|提供|经营"
    r"|以及|及|和|与|有关|相关|各类|各种)+"
)
_TRAILING = re.compile(r"(?:业务|活动|项目|经营|等|兼营|及相关服务|及销售|与销售|和销售)+$")
_FILLING = re.compile(r"[的及和与或其]")
_TRADE = re.compile(r"(?:制造|零售|批发|加工|服务|活动|种植|饲养|修理|业)+$")
_PARTS = re.compile(r"[、及和与]")
_NOT = re.compile(r"^不含|除外")
_SHORTEST = 3
#: A name within an item has so many characters at least, and the item so many more at most.
_WITHIN, _MORE = 4, 6
TEST_SHARE, CALIBRATION_UPTO = 20, 30


@dataclass(frozen=True, slots=True)
class DistantRow:
    """A company with the classes its scope named, in their order, and what is left of the scope without those items.

    ``near`` where no item is a name word for word, but some differ by filling words alone; ``within`` where not even
    that, but some have a name in them.
    """

    uscc: str
    name: str
    items: tuple[str, ...]
    labels: tuple[str, ...]
    near: bool = False
    within: bool = False

    @property
    def exact(self) -> bool:
        """A name stands there word for word."""
        return not self.near and not self.within

    @property
    def label(self) -> str:
        """The class named first."""
        return self.labels[0]


@dataclass(frozen=True)
class Names:
    """Code by name of the classes whose name is theirs alone (``exact``), and by name without filling words."""

    exact: Mapping[str, str]
    near: Mapping[str, str]

    def of_item(self, item: str) -> str:
        """The class an item names word for word or nearly; empty for most."""
        return self.exact.get(item) or self.near.get(plain(item), "")

    def within_item(self, item: str) -> str:
        """The one class whose name stands in an item that says little more; the longest name counts."""
        text = plain(item)
        begun = any(text[at : at + _WITHIN] in self.starts for at in range(len(text) - _WITHIN + 1))
        if not begun or _NOT.search(item):
            return ""
        for size in range(len(text) - 1, max(_WITHIN, len(text) - _MORE) - 1, -1):
            found = {self.near.get(text[at : at + size], "") for at in range(len(text) - size + 1)} - {""}
            if found:
                return found.pop() if len(found) == 1 else ""
        return ""

    @functools.cached_property
    def starts(self) -> frozenset[str]:
        """How the names begin that may stand within an item."""
        return frozenset(name[:_WITHIN] for name in self.near if len(name) >= _WITHIN)


@dataclass(frozen=True, slots=True)
class Division:
    """Rows to learn from; rows judged by the narrow rule (exactly one class named) and by the wide one (the first of
    any number)."""

    learn: tuple[DistantRow, ...]
    judge: tuple[DistantRow, ...]
    wide: tuple[DistantRow, ...]


def class_names(industries: Mapping[str, str]) -> Names:
    """Names of the 4-digit classes that are theirs alone and three characters long at least."""
    exact = _unique((name, code) for code, name in industries.items() if len(code) == 4)
    near: list[tuple[str, str]] = []
    for name, code in exact.items():
        near.append((plain(name), code))
        if name.endswith(("服务", "活动")):
            if len(name) >= _SHORTEST + 3:
                near.append((plain(name[:-2]), code))
        else:
            near.append((plain(f"{name}服务"), code))
    return Names(exact, _unique(near))


def plain(item: str) -> str:
    """An item without filling words: 从事蔬菜的种植及销售 is 蔬菜种植."""
    cut = _TRAILING.sub("", _LEADING.sub("", item))
    return _FILLING.sub("", cut.replace("生产", "制造").replace("养殖", "饲养"))


def called(name: str) -> list[str]:
    """How companies of a class may be called: by its name, by what it deals in, by each part of that.

    轮胎制造 gives 轮胎制造 and 轮胎; 化妆品及卫生用品零售 gives 化妆品 and 卫生用品 as well.
    """
    subject = _TRADE.sub("", name.removeprefix("其他"))
    return [word for word in dict.fromkeys([name, subject, *_PARTS.split(subject)]) if len(word) > 1]


def scope_items(scope: str) -> list[str]:
    """The items of a scope between separators and brackets."""
    return [item for item in _ENDS.split(scope) if item]


def distant_row(uscc: str, name: str, scope: str, names: Names) -> DistantRow | None:
    """The row a company gives: a class is named and something else stands in the scope."""
    items = scope_items(scope)
    named = {item: names.exact[item] for item in items if item in names.exact}
    near = within = False
    if not named:
        named = {item: code for item in items if (code := names.near.get(plain(item)))}
        near = bool(named)
    if not named:
        named = {item: code for item in items if (code := names.within_item(item))}
        within = bool(named)
    rest = tuple(item for item in items if item not in named)
    labels = tuple(dict.fromkeys(named.values()))
    return DistantRow(uscc, name, rest, labels, near, within) if rest and labels else None


def hundredth(uscc: str) -> int:
    """0 to 99, for good, whatever file names the company: below ``TEST_SHARE`` it is judged and never learnt from."""
    return int(sha1(uscc.encode()).hexdigest()[:8], 16) % 100


def is_test(uscc: str) -> bool:
    """One company in five."""
    return hundredth(uscc) < TEST_SHARE


def divided(rows: Iterable[DistantRow], cap: int) -> Division:
    """Rows to learn from and rows to judge: at most ``cap`` of a class judged, in the order given. The narrow rule
    asks for classes that rows of its own kind teach, the wide one for classes any row teaches."""
    given = list(rows)
    learn = tuple(row for row in given if not is_test(row.uscc))
    asked = [row for row in given if is_test(row.uscc) and row.exact]
    narrow = {row.label for row in learn if is_narrow(row)}
    taught = {label for row in learn for label in row.labels}
    return Division(
        learn,
        tuple(capped((r for r in asked if is_narrow(r) and r.label in narrow), cap)),
        tuple(capped((r for r in asked if r.label in taught), cap)),
    )


def is_narrow(row: DistantRow) -> bool:
    """Exactly one class named, word for word."""
    return len(row.labels) == 1 and row.exact


def capped(rows: Iterable[DistantRow], cap: int) -> list[DistantRow]:
    """The first ``cap`` rows of every class."""
    found, taken = [], dict[str, int]()
    for row in rows:
        if taken.setdefault(row.label, 0) < cap:
            taken[row.label] += 1
            found.append(row)
    return found


def item_tokens(item: str) -> list[str]:
    """What is looked at in an item: the whole, its beginning, its ends and its pieces."""
    return [f"I{item}", f"E{item[-3:]}", f"G{item[:4]}", f"E{item[-2:]}", *_pieces(item)]


def name_tokens(name: str) -> list[str]:
    """What is looked at in a legal name: its place, its legal form, the last words before it and their pieces."""
    if not name:
        return []
    trade = _LEGAL.sub("", name)
    last = trade[-8:]
    found = [f"P{name[:2]}", f"L{name[len(trade) :]}", f"N{last[-2:]}", f"N{last[-3:]}", f"N{last[-4:]}"]
    return found + [f"B{a}{b}" for a, b in pairwise(last)]


def is_evidence(token: str) -> bool:
    """Tokens that say something by themselves; pieces and places do not."""
    return token[0] in "IEGNBL"


def _pieces(text: str) -> list[str]:
    return [f"c{a}{b}" for a, b in pairwise(text)]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    codes: dict[str, set[str]] = {}
    for name, code in pairs:
        codes.setdefault(name, set()).add(code)
    return {n: next(iter(c)) for n, c in codes.items() if len(c) == 1 and len(n) >= _SHORTEST}
