"""The review queue: rows of the master that may be one company, with what each field says; and merge plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhuchao import slots
from zhuchao.companies.engine import rights, twins
from zhuchao.companies.engine.merging import Holding, PlanLine, Verdict, pair_of
from zhuchao.companies.models import Company, CompanyMerge, TwinVerdict
from zhuchao.companies.selectors import comparing, twin_words
from zhuchao.companies.selectors.master import companies_visible_to, company_row
from zhuchao.slots import Slot
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class TwinEvidence:
    """What one field says: its value on both sides, the level in Chinese, points for or against."""

    field: str
    words: str
    left: str
    right: str
    level: str
    points: float


@dataclass(frozen=True, slots=True)
class Twins:
    """Two rows of the master; ``points`` is the sum of the evidence; ``verdict`` what was said of the pair before."""

    left: str
    left_name: str
    right: str
    right_name: str
    points: float
    likely: bool
    verdict: str
    evidence: tuple[TwinEvidence, ...]


@dataclass(frozen=True, slots=True)
class TwinsPage:
    """Some pairs, most alike first, and how many there are in all."""

    rows: Sequence[Twins]
    total: int


@dataclass(frozen=True, slots=True)
class MergeView:
    """One merge; ``moved`` the number of rows by field."""

    code: str
    gone: str
    kept: str
    reason: str
    merged_by: str
    merged_at: datetime
    undone_at: datetime | None


def twin_pairs(actor: Actor, *, later: bool = False, offset: int = 0, limit: int = 50) -> TwinsPage:
    """Pairs to look at: those nobody has judged, or with ``later`` those put off. Pairs said to be different are gone.

    Raises Refused when the actor may not see companies.
    """
    rights.need_reader(actor)
    on = timezone.localdate()
    rows, points = list(companies_visible_to(actor).filter(merged_into="")), twin_words.points(on)
    cleaned = _cleaned(rows, on)
    found = comparing.compared(cleaned, points)
    said = {(v.left, v.right): v.verdict for v in TwinVerdict.objects.all()}
    wanted: list[tuple[float, int, int, int]] = []
    for at in (found.points >= points.ask_from).nonzero()[0].tolist():
        one, other = int(found.left[at]), int(found.right[at])
        word = said.get(pair_of(rows[one].uscc, rows[other].uscc), "")
        if word == (Verdict.LATER.value if later else ""):
            wanted.append((-float(found.points[at]), one, other, at))
    wanted.sort(key=lambda w: (w[0], rows[w[1]].uscc, rows[w[2]].uscc))
    shown = [
        _twins(rows[one], rows[other], {f: int(found.levels[f][at]) for f in twins.FIELDS}, points, later)
        for _, one, other, at in wanted[offset : offset + limit]
    ]
    return TwinsPage(shown, len(wanted))


def twin_pair(actor: Actor, one: str, other: str) -> Twins:
    """Two rows of the master side by side, whatever was said of them.

    Raises Refused when one of them is not in the master, is merged already, or the actor may not see companies.
    """
    rows, on = [company_row(actor, one), company_row(actor, other)], timezone.localdate()
    if rows[0].pk == rows[1].pk:
        raise Refused(Refusal("companies.same-row", "两边是同一条记录", "请选择两家不同的企业。", "other"))
    points = twin_words.points(on)
    levels = comparing.levels_of(_cleaned(rows, on), points)
    return _twins(rows[0], rows[1], levels, points, False)


def holdings(actor: Actor) -> dict[str, Holding]:
    """Everything that names a company, by ``app.Model.field``, as the nouns have registered it."""
    found = [h for _, its in slots.ask(Slot.NOTICE, actor, topic="company-holdings") for h in its]
    return {h.field: h for h in found}


def merge_plan(actor: Actor, gone: str, kept: str) -> list[PlanLine]:
    """What would move to ``kept`` and what stays; numbers cover every office's rows.

    Raises Refused with every reason why the two cannot be merged as they stand.
    """
    rights.need_reader(actor)
    known = holdings(actor).values()
    if clashes := [said for h in known if (said := h.clash(gone, kept))]:
        raise Refused(
            *(Refusal("companies.merge-clash", said, "请先按提示处理，再合并。") for said in clashes)
        )
    return [PlanLine(h.field, h.words, tuple(h.held(gone)), h.stays) for h in known]


def merges(actor: Actor, *, uscc: str = "", offset: int = 0, limit: int = 50) -> list[MergeView]:
    """Merges, the newest first; of one company with ``uscc``."""
    if not rights.may_read(actor):
        return []
    rows = CompanyMerge.objects.all()
    if uscc:
        rows = rows.filter(gone=uscc) | rows.filter(kept=uscc)
    return [
        MergeView(r.code, r.gone, r.kept, r.reason, r.merged_by, r.merged_at, r.undone_at)
        for r in rows[offset : offset + limit]
    ]


def merge_row(actor: Actor, code: str) -> CompanyMerge:
    """The merge itself, for flows. Raises Refused when there is none or it may not be seen."""
    rights.need_reader(actor)
    row = CompanyMerge.objects.filter(code=code).first()
    if row is None:
        raise Refused(Refusal("companies.no-merge", "没有这次合并", "请从企业页面或合并记录打开。", "code"))
    return row


def _cleaned(rows: Sequence[Company], on: date) -> list[twins.Cleaned]:
    words = twin_words.words(on)
    return [
        twins.cleaned(
            r.name,
            r.uscc,
            r.county_code,
            r.city_code,
            r.address,
            None if r.capital_wan is None else float(r.capital_wan),
            r.reg_date,
            "",
            words,
        )
        for r in rows
    ]


def _twins(one: Company, other: Company, levels: dict[str, int], points: twins.Points, later: bool) -> Twins:
    evidence = tuple(
        TwinEvidence(
            field,
            words,
            _shown(one, field),
            _shown(other, field),
            names[levels[field]],
            points.of[field][levels[field]],
        )
        for field, (words, names) in twins.FIELDS.items()
    )
    total = round(sum(e.points for e in evidence), 1)
    word = Verdict.LATER.words if later else ""
    return Twins(one.uscc, one.name, other.uscc, other.name, total, total >= points.same_from, word, evidence)


_SHOWN = {
    "name": "name",
    "whole": "name",
    "uscc": "uscc",
    "region": "county_code",
    "address": "address",
    "capital": "capital_wan",
    "day": "reg_date",
}


def _shown(row: Company, field: str) -> str:
    value = getattr(row, _SHOWN[field]) if field in _SHOWN else None
    return "" if value is None else str(value)
