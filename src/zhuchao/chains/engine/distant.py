"""Labels nobody wrote: a scope item that is word for word the name of a GB/T 4754 class tells the class.

The item is taken out, and the rest of the scope with the company's name has to find the class again. What is
learnt is therefore which other words stand beside a class, not what an official would have assigned. To learn from,
items that differ from a name by filling words alone serve as well; to judge, only names word for word.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha1

_ENDS = re.compile(r"[;；,，、。.:：()（）\[\]【】\s*^#]+")
_LEGAL = re.compile(r"(?:股份有限公司|有限责任公司|有限公司|分公司|公司|厂|合作社|中心|店|部)+$")
_LEADING = re.compile(
    r"^(?:本企业|公司|许可经营项目|一般经营项目|许可项目|一般项目|经营范围|主营|兼营|从事|承接|承办|提供|经营"
    r"|以及|及|和|与|有关|相关|各类|各种)+"
)
_TRAILING = re.compile(r"(?:业务|活动|项目|经营|等|兼营|及相关服务|及销售|与销售|和销售)+$")
_FILLING = re.compile(r"[的及和与或其]")
_SHORTEST = 3
TEST_SHARE, CALIBRATION_UPTO = 20, 30


@dataclass(frozen=True, slots=True)
class DistantRow:
    """A company with the classes its scope named, in their order, and what is left of the scope without those items.

    ``near`` where no item is a name word for word, but some differ by filling words alone.
    """

    uscc: str
    name: str
    items: tuple[str, ...]
    labels: tuple[str, ...]
    near: bool = False

    @property
    def label(self) -> str:
        """The class named first."""
        return self.labels[0]


@dataclass(frozen=True, slots=True)
class Names:
    """Code by name of the classes whose name is theirs alone (``exact``), and by name without filling words."""

    exact: Mapping[str, str]
    near: Mapping[str, str]

    def of_item(self, item: str) -> str:
        """The class an item names word for word or nearly; empty for most."""
        return self.exact.get(item) or self.near.get(plain(item), "")


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


def scope_items(scope: str) -> list[str]:
    """The items of a scope between separators and brackets."""
    return [item for item in _ENDS.split(scope) if item]


def distant_row(uscc: str, name: str, scope: str, names: Names) -> DistantRow | None:
    """The row a company gives: a class is named and something else stands in the scope."""
    items = scope_items(scope)
    named = {item: names.exact[item] for item in items if item in names.exact}
    near = not named
    if near:
        named = {item: code for item in items if (code := names.near.get(plain(item)))}
    rest = tuple(item for item in items if item not in named)
    labels = tuple(dict.fromkeys(named.values()))
    return DistantRow(uscc, name, rest, labels, near) if rest and labels else None


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
    asked = [row for row in given if is_test(row.uscc) and not row.near]
    narrow = {row.label for row in learn if is_narrow(row)}
    taught = {label for row in learn for label in row.labels}
    return Division(
        learn,
        tuple(capped((r for r in asked if is_narrow(r) and r.label in narrow), cap)),
        tuple(capped((r for r in asked if r.label in taught), cap)),
    )


def is_narrow(row: DistantRow) -> bool:
    """Exactly one class named, word for word."""
    return len(row.labels) == 1 and not row.near


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
    return found + [f"B{last[i : i + 2]}" for i in range(len(last) - 1)]


def is_evidence(token: str) -> bool:
    """Tokens that say something by themselves; pieces and places do not."""
    return token[0] in "IEGNBL"


def _pieces(text: str) -> list[str]:
    return [f"c{text[i : i + 2]}" for i in range(len(text) - 1)]


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    codes: dict[str, set[str]] = {}
    for name, code in pairs:
        codes.setdefault(name, set()).add(code)
    return {n: next(iter(c)) for n, c in codes.items() if len(c) == 1 and len(n) >= _SHORTEST}
