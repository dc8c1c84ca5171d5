"""What a draft moves before it is published: companies on and off the links, and the gaps of a district.

Only links whose words changed are read again (``engine.moving.touched``). The tables are kept beside the lake by the
words they depend on, so that a draft changed meanwhile is never answered from old ones.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.analytics import moves, strength
from zhuchao.chains.engine.differences import GONE, differences
from zhuchao.chains.engine.editing import empty_chain
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.engine.moving import MOVES, Touched, only, touched
from zhuchao.chains.selectors import tables, versions
from zhuchao.chains.selectors.knowledge import chains, cues
from zhuchao.chains.selectors.lake import note
from zhuchao.chains.selectors.reading import county, rows_of
from zhuchao.chains.selectors.strength import Base, Gap, judged_links
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.warehouse import derived, lake


@dataclass(frozen=True, slots=True)
class LinkMoves:
    """What moves on one link: companies by kind of move in the nation and in the district, its verdict before and after
    (None where the link is not). ``kind`` is 新增, 删除, 修改, or empty when nothing of the link changed."""

    code: str
    name: str
    kind: str
    all: Mapping[str, int]
    here: Mapping[str, int]
    before: Gap | None
    after: Gap | None

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "link": self.code,
            "name": self.name,
            "kind": self.kind,
            "moves": dict(self.all),
            "district_moves": dict(self.here),
            "before": _side(self.before),
            "after": _side(self.after),
        }


def _side(gap: Gap | None) -> dict[str, object] | None:
    if gap is None:
        return None
    return {"kind": gap.kind.value, "observed": gap.observed, "expected": round(gap.expected, 2)}


@dataclass(frozen=True, slots=True)
class DryRun:
    """What publishing the draft today would do; ``revision`` is the draft's. ``kinds`` counts the links of each verdict
    in the district: before, after."""

    chain: Chain
    district: str
    revision: int
    links: tuple[LinkMoves, ...]
    kinds: Mapping[str, tuple[int, int]]
    as_of: date
    caveat: str
    demo: bool

    @property
    def moving(self) -> list[LinkMoves]:
        """Links on which a company moves or the verdict or its numbers change."""
        return [x for x in self.links if x.kind or any(x.all.values()) or _side(x.before) != _side(x.after)]

    def total(self, kind: str, *, here: bool = False) -> int:
        """Moves of one kind on all links: in the district or in the nation."""
        return sum((x.here if here else x.all)[kind] for x in self.links)

    def as_dict(self) -> dict[str, object]:
        """The shape of ``zhuchao chains dry-run --json``."""
        return {
            "chain": self.chain.code,
            "name": self.chain.name,
            "revision": self.revision,
            "district": self.district,
            "moves": {kind: self.total(kind) for kind in MOVES},
            "district_moves": {kind: self.total(kind, here=True) for kind in MOVES},
            "gaps": {kind: {"before": n, "after": m} for kind, (n, m) in self.kinds.items()},
            "links": [x.as_dict() for x in self.moving],
            "as_of": self.as_of.isoformat(),
            "caveat": self.caveat,
        }


@dataclass(frozen=True, slots=True)
class Sides:
    """Both chains and where companies can move between them."""

    before: Chain
    after: Chain
    touched: Touched
    revision: int


def sides(actor: Actor, chain: str) -> Sides:
    """Today's chain (without links when there is none yet) and the draft. Raises Refused as ``versions.draft``."""
    its = versions.draft(actor, chain)
    code = its.chain.code
    before = next((c for c in chains(actor) if c.code == code), empty_chain(code, its.chain.name))
    # What officers said of single companies holds on as long as there is the link.
    after = only(replace(its.chain, corrected=before.corrected), its.chain.links)
    after = replace(after, edges=its.chain.edges)
    return Sides(before, after, touched(before, after, cues()), its.revision)


def ready(actor: Actor, chain: str) -> bool:
    """True when the moves of the draft as it stands are there. Raises Refused as ``sides`` and before any import."""
    its = sides(actor, chain)
    return derived.exists(_name("moves", its), _key(its))


def is_large(actor: Actor) -> bool:
    """True when the registry has more rows than are computed while a reader waits (rulebook
    placement.dry-run-at-once). Raises Refused before any import."""
    most = rulebook.rule("placement.dry-run-at-once", on=timezone.localdate()).value
    assert isinstance(most, int)
    return lake.required().tables[tables.REGISTRY].rows > most


def build(
    actor: Actor, chain: str, progress: Callable[[int, int, str], None] = lambda done, of, what: None
) -> dict[str, int]:
    """Compute what moves and keep it; gives the number of moves by kind. Raises Refused as ``ready``."""
    its = sides(actor, chain)
    steps = (
        ("整理经营范围", tables.makers),
        ("现行归链", lambda: _before(its)),
        ("按草稿归链", lambda: drafted(its)),
        ("比较", lambda: moved(its)),
    )
    for done, (what, step) in enumerate(steps):
        progress(done, len(steps), what)
        step()
    progress(len(steps), len(steps), "完成")
    found = dict.fromkeys(MOVES, 0)
    for row in rows_of(moves.counts(moved(its), "")):
        found[row["kind"]] += int(row["companies"])
    return found


def outcome(actor: Actor, chain: str, district: str = "") -> DryRun:
    """What publishing the draft would do in the nation and in the district (our own when not said).

    Computed at once for a small registry. Raises Refused as ``ready``, and when a large one was not computed yet.
    """
    code, its = county(district), sides(actor, chain)
    need(actor, its)
    base, said = Base(), note()
    counted = rows_of(strength.by_region(tables.tally(its.before), code)) if its.before.links else []
    now = judged_links(its.before, counted, code, base)
    then = judged_links(its.after, _counted_after(its, counted, code), code, base)
    found = Counter(g.kind.value for g in now), Counter(g.kind.value for g in then)
    kinds = {kind: (found[0][kind], found[1][kind]) for kind in sorted({*found[0], *found[1]})}
    links = tuple(_links(its, now, then, rows_of(moves.counts(moved(its), code))))
    return DryRun(its.after, code, its.revision, links, kinds, said.as_of, said.caveat, said.demo)


def _links(
    its: Sides, now: Iterable[Gap], then: Iterable[Gap], rows: Iterable[Mapping[str, Any]]
) -> Iterable[LinkMoves]:
    everywhere: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(MOVES, 0))
    here: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(MOVES, 0))
    for row in rows:
        everywhere[row["link"]][row["kind"]] = int(row["companies"])
        here[row["link"]][row["kind"]] = int(row["here"])
    before, after = {g.link.code: g for g in now}, {g.link.code: g for g in then}
    kinds = {d.link: d.kind for d in differences(its.before, its.after) if d.link}
    for link in (*its.after.links, *(x for x in its.before.links if kinds.get(x.code) == GONE)):
        code = link.code
        sides_of = before.get(code), after.get(code)
        yield LinkMoves(code, link.name, kinds.get(code, ""), everywhere[code], here[code], *sides_of)


def need(actor: Actor, its: Sides) -> None:
    """Raises Refused when the moves of a large registry were not computed yet for the draft as it stands."""
    if derived.exists(_name("moves", its), _key(its)) or not is_large(actor):
        return
    said = f"产业链“{its.after.name}”的草稿还没有试算，或试算后又改过"
    raise Refused(Refusal("chains.dry-run-first", said, "请先开始试算，算完再看。", "chain"))


def _name(what: str, its: Sides) -> str:
    # Names of their own: a table of a draft must not sweep away the one every page reads.
    return f"draft-{what}-{its.after.code}"


def _key(its: Sides) -> str:
    both = tables.placements_key(its.before), tables.placements_key(only(its.after, its.touched.anew))
    return f"{both}|{its.touched.codes}"


def _before(its: Sides) -> Any | None:
    """Today's placements on links that change or go; None when there are none."""
    codes = {link.code for link in its.before.links} & set(its.touched.codes)
    return moves.on_links(tables.placements(its.before), codes) if codes else None


def drafted(its: Sides) -> Any | None:
    """Placements by the draft on the links that are judged again; None when there are none."""
    part = only(its.after, its.touched.anew)
    if not part.links:
        return None
    ruled = derived.get(
        _name("placements", its),
        tables.ruled_key(part),
        lambda settle: tables.by_rules(part, tables.registry(), settle, tables.makers()),
    )
    return tables.as_known(part, ruled, "draft-")


def moved(its: Sides) -> Any:
    """Every company that comes, goes or changes confidence on a link."""

    def build_them(settle: derived.Settle) -> Any:
        before, after = _before(its), drafted(its)
        nobody = moves.nobody(tables.registry())
        found = moves.moves(nobody if before is None else before, nobody if after is None else after)
        return moves.told(found, tables.whole())

    return derived.get(_name("moves", its), _key(its), build_them)


def _counted_after(its: Sides, before: Iterable[dict[str, Any]], district: str) -> list[dict[str, Any]]:
    """Counts of links that stay from today's table, of those judged again from the draft's placements."""
    found = [r for r in before if r["link"] not in its.touched.codes]
    if (anew := drafted(its)) is not None:
        found += rows_of(strength.by_region(strength.tally(tables.sure(anew)), district))
    return found
