"""The left navigation: by noun, filled by the nouns through the menu slot."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from zhuchao import slots
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor

#: Sections in the order of ui.md; a section not named here comes before 系统.
SECTIONS = (
    "工作台",
    "企业库",
    "产业链",
    "线索",
    "项目",
    "土地",
    "政策",
    "承诺",
    "审批",
    "诉求",
    "考核",
    "督办",
    "报表",
    "指标",
    "系统",
)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of the navigation. ``url_name`` as in ``companies:search``; ``badge`` a count of what waits."""

    label: str
    url_name: str
    section: str
    icon: str
    order: int = 100
    badge: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu item as it is drawn on one page."""

    label: str
    url: str
    icon: str
    badge: int | None
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A section with its entries."""

    title: str
    entries: tuple[Entry, ...]


def items(actor: Actor) -> list[MenuItem]:
    """What every noun offers this actor."""
    return [item for _, found in slots.ask(Slot.MENU, actor) for item in found]


def navigation(actor: Actor, path: str) -> list[Group]:
    """The sections for this actor; the entry whose address is the longest start of ``path`` is the current one.

    An entry whose page is not installed is left out.
    """
    placed = [(item, url) for item in items(actor) if (url := _url(item))]
    here = max((url for _, url in placed if _within(path, url)), key=len, default="")
    by_section: dict[str, list[tuple[MenuItem, str]]] = {}
    for item, url in placed:
        by_section.setdefault(item.section, []).append((item, url))
    return [
        Group(section, _entries(by_section[section], here))
        for section in sorted(by_section, key=_section_order)
    ]


def _entries(placed: Iterable[tuple[MenuItem, str]], here: str) -> tuple[Entry, ...]:
    ordered = sorted(placed, key=lambda pair: (pair[0].order, pair[0].label))
    return tuple(Entry(i.label, url, i.icon, i.badge, url == here) for i, url in ordered)


def _url(item: MenuItem) -> str:
    try:
        return reverse(item.url_name)
    except NoReverseMatch:
        return ""


def _within(path: str, url: str) -> bool:
    return path == url or path.startswith(url if url.endswith("/") else url + "/")


def _section_order(section: str) -> tuple[int, str]:
    known = SECTIONS.index(section) if section in SECTIONS else len(SECTIONS) - 1.5
    return (int(known * 2), section)
