"""The companies a draft moves, one page at a time, with the reasons on both sides."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from zhuchao.chains.analytics import moves
from zhuchao.chains.engine import wording
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.engine.moving import absence, find, only
from zhuchao.chains.engine.placement import Placement, place
from zhuchao.chains.engine.placement_patterns import CONFIDENCE_NAMES
from zhuchao.chains.selectors import dry_run
from zhuchao.chains.selectors.dry_run import Sides
from zhuchao.chains.selectors.knowledge import cues
from zhuchao.chains.selectors.reading import rows_of
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor

SORTS = ("name", "capital_wan", "reg_date")


@dataclass(frozen=True, slots=True)
class Move:
    """A company that a draft puts on a link, takes off it, or judges with another confidence; capital in 万元.

    ``was`` and ``now`` are confidences (empty: not on the link), ``why_was`` and ``why_now`` the sentences for each.
    """

    uscc: str
    name: str
    region: str
    capital_wan: float | None
    reg_date: date | None
    link: str
    link_name: str
    kind: str
    was: str
    now: str
    why_was: str
    why_now: str

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return asdict(self) | {"reg_date": self.reg_date and self.reg_date.isoformat()}


@dataclass(frozen=True, slots=True)
class MovePage:
    """Some moves and how many there are in all."""

    rows: tuple[Move, ...]
    total: int


def find_moves(
    actor: Actor,
    chain: str,
    *,
    link: str = "",
    kind: str = "",
    district: str = "",
    text: str = "",
    sort: str = "-capital_wan",
    offset: int = 0,
    limit: int = 50,
) -> MovePage:
    """Moves of the draft: of one link, kind or district (a code; empty: all), whose names hold ``text``.

    Raises Refused as ``dry_run.outcome``.
    """
    its = dry_run.sides(actor, chain)
    dry_run.need(actor, its)
    picked = moves.picked(dry_run.moved(its), link=link, kind=kind, district=district, text=text)
    key = sort if sort.removeprefix("-") in SORTS else "-capital_wan"
    rows = rows_of(moves.page(picked, key, offset, limit))
    total = int(rows_of(picked.aggregate(n=picked.count()))[0]["n"])
    return MovePage(tuple(_shown(its, rows)), total)


def _shown(its: Sides, rows: list[dict[str, Any]]) -> Iterator[Move]:
    for row in rows:
        old, new = _placed(its.before, row), _placed(its.after, row)
        there = find(its.after, row["link"]) or find(its.before, row["link"])
        assert there is not None
        yield Move(
            uscc=row["uscc"],
            name=row["name"],
            region=regions.full_name(row["county_code"] or "") or row["province"] or "",
            capital_wan=row["capital_wan"],
            reg_date=row["reg_date"],
            link=row["link"],
            link_name=there.name,
            kind=row["kind"],
            was=row["was"],
            now=row["now"],
            why_was=_said(its.before, row) or _why(its.before, row, old, its.after, new),
            why_now=_said(its.after, row) or _why(its.after, row, new, its.before, old),
        )


def _placed(chain: Chain, row: Mapping[str, Any]) -> Placement | None:
    link = find(chain, row["link"])
    if link is None:
        return None
    return next(iter(place(row["name"], row["scope"], only(chain, (link,)), cues())), None)


def _said(chain: Chain, row: Mapping[str, Any]) -> str:
    """What an officer said of the company and the link; empty when nobody did."""
    found = (c for c in chain.corrected if (c.link, c.uscc) == (row["link"], row["uscc"]))
    return next((f"{CONFIDENCE_NAMES['high'] if c.on else '不在'}：{c.why}" for c in found), "")


def _why(
    chain: Chain, row: Mapping[str, Any], found: Placement | None, other: Chain, elsewhere: Placement | None
) -> str:
    """Why the company is on the link by this chain, or why not."""
    if found is not None:
        return f"{CONFIDENCE_NAMES[found.confidence]}：{wording.why(found)}"
    text = f"{row['scope'] or ''}　{row['name']}"
    link = row["link"]
    return (
        f"不在：{absence(find(chain, link), find(other, link), text, elsewhere.words if elsewhere else ())}"
    )
