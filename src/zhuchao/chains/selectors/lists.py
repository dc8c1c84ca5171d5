"""Saved target lists by visibility, with what became of their companies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from zhuchao.chains.models import TargetList, TargetRow
from zhuchao.engagements.selectors import companies_in_talks, leads_visible_to, office_names, statuses
from zhuchao.figures.engine.calculation import Asked, Counted
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor
from zhuchao.terms.reason import Reason
from zhuchao.terms.refusal import Refusal, Refused

SORTS = frozenset({"saved_at", "chain_name", "link_name", "office_code", "as_of"})


@dataclass(frozen=True, slots=True)
class ListView:
    """A saved list as shown in the list of lists; ``claimed`` counts its companies that became leads."""

    code: str
    chain: str
    chain_name: str
    link: str
    link_name: str
    district: str
    district_name: str
    as_of: date
    lake_version: int
    rule_version: str
    caveat: str
    notes: tuple[str, ...]
    demo: bool
    office: str
    office_name: str
    saved_by: str
    saved_at: datetime
    size: int
    claimed: int

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            name: value.isoformat() if isinstance(value := getattr(self, name), date) else value
            for name in self.__dataclass_fields__
        }


@dataclass(frozen=True, slots=True)
class RowView:
    """A row as it was saved, and beside it what became of the company.

    ``outcome`` is a phrase; ``lead_code`` is given only to those who may see the lead; ``taken`` says
    that some office follows the company now, whether from this list or not. Capital in 万元.
    """

    rank: int
    uscc: str
    name: str
    region: str
    county_code: str
    capital_wan: Decimal | None
    reg_date: date | None
    confidence: str
    score: Decimal
    reasons: tuple[Reason, ...]
    claimed: bool
    taken: bool
    lead_code: str
    outcome: str

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {
            "rank": self.rank,
            "uscc": self.uscc,
            "name": self.name,
            "region": self.region,
            "score": float(self.score),
            "reasons": [r.as_dict() for r in self.reasons],
            "claimed": self.claimed,
            "taken": self.taken,
            "lead": self.lead_code,
            "outcome": self.outcome,
        }


@dataclass(frozen=True, slots=True)
class SavedList:
    """A saved list with its rows."""

    head: ListView
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some saved lists and how many there are in all."""

    rows: Sequence[ListView]
    total: int


def target_lists_visible_to(actor: Actor) -> QuerySet[TargetList]:
    """The lists of the actor's offices; of every office for district-wide roles."""
    if actor.sees_district:
        return TargetList.objects.all()
    if not actor.is_staff:
        return TargetList.objects.none()
    return TargetList.objects.filter(office_code__in=actor.office_codes)


def find_target_lists(
    actor: Actor,
    *,
    text: str = "",
    chain: str = "",
    office: str = "",
    sort: str = "-saved_at",
    offset: int = 0,
    limit: int = 50,
) -> ListPage:
    """Saved lists the actor may see, filtered; ``sort`` is a field of ``SORTS``, descending with a minus."""
    found = target_lists_visible_to(actor)
    if text:
        found = found.filter(
            Q(chain_name__contains=text) | Q(link_name__contains=text) | Q(saved_by__contains=text)
        )
    if chain:
        found = found.filter(chain=chain)
    if office:
        found = found.filter(office_code=office)
    order = sort if sort.removeprefix("-") in SORTS else "-saved_at"
    return ListPage(_views(found.order_by(order, "-pk")[offset : offset + limit]), found.count())


def target_list(actor: Actor, code: str) -> SavedList:
    """One list exactly as saved, with the outcome of each company today.

    Raises Refused when the actor may not see it or it does not exist.
    """
    kept = list_row(actor, code)
    rows = list(kept.rows.all())
    codes = {r.lead_code for r in rows if r.lead_code}
    said = statuses(actor, codes)
    seen = set(leads_visible_to(actor).filter(code__in=codes).values_list("code", flat=True))
    followed = companies_in_talks(actor)
    return SavedList(
        _views(target_lists_visible_to(actor).filter(pk=kept.pk))[0],
        tuple(
            _row(r, said.get(r.lead_code, ""), r.lead_code if r.lead_code in seen else "", r.uscc in followed)
            for r in rows
        ),
    )


def lists_of_company(actor: Actor, uscc: str) -> list[ListView]:
    """The lists the actor may see that name the company, the newest first."""
    return _views(target_lists_visible_to(actor).filter(rows__uscc=uscc).order_by("-saved_at"))


def list_row(actor: Actor, code: str) -> TargetList:
    """The row of a list, for flows. Raises Refused as ``target_list``."""
    found = target_lists_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal("chains.unknown-list", f"没有您可查看的名单“{code}”", "请从名单列表中打开。", "code"),
            forbidden=True,
        )
    return found


def company_row(kept: TargetList, uscc: str) -> TargetRow:
    """One company of a list, for flows.

    Raises Refused when the list does not name it.
    """
    row = TargetRow.objects.select_related("target_list").filter(target_list=kept, uscc=uscc).first()
    if row is None:
        raise Refused(
            Refusal(
                "chains.not-on-list", f"名单上没有信用代码为“{uscc}”的企业", "请从名单中选择企业。", "uscc"
            )
        )
    return row


def _views(rows: QuerySet[TargetList]) -> list[ListView]:
    found: list[Any] = list(
        rows.annotate(size=Count("rows"), claimed=Count("rows", filter=~Q(rows__lead_code="")))
    )
    names = office_names({r.office_code for r in found})
    return [
        ListView(
            code=r.code,
            chain=r.chain,
            chain_name=r.chain_name,
            link=r.link,
            link_name=r.link_name,
            district=r.district,
            district_name=regions.full_name(r.district) or r.district,
            as_of=r.as_of,
            lake_version=r.lake_version,
            rule_version=r.rule_version,
            caveat=r.caveat,
            notes=tuple(r.notes),
            demo=r.demo,
            office=r.office_code,
            office_name=names.get(r.office_code, r.office_code),
            saved_by=r.saved_by,
            saved_at=r.saved_at,
            size=r.size,
            claimed=r.claimed,
        )
        for r in found
    ]


def _row(row: TargetRow, outcome: str, lead_code: str, taken: bool) -> RowView:
    return RowView(
        rank=row.rank,
        uscc=row.uscc,
        name=row.name,
        region=row.region,
        county_code=row.county_code,
        capital_wan=row.capital_wan,
        reg_date=row.reg_date,
        confidence=row.confidence,
        score=row.score,
        reasons=tuple(Reason(r["code"], r["text"], Decimal(r["points"])) for r in row.reasons),
        claimed=bool(row.lead_code),
        taken=taken,
        lead_code=lead_code,
        outcome=outcome,
    )


def figure_targets_on_list(actor: Actor, asked: Asked) -> Counted:
    """The figure targets_on_list: the companies of a list that was saved by the day and the moment asked."""
    kept = list_row(actor, asked.params["list"])
    known = asked.known_at is None or kept.saved_at <= asked.known_at
    if not known or timezone.localdate(kept.saved_at) > asked.as_of:
        return Counted.blank("该名单在此时点尚未保存")
    if asked.offices is not None and kept.office_code not in asked.offices:
        return Counted.blank("该名单不属于所选单位")
    return Counted.count(tuple(kept.rows.values_list("uscc", flat=True)), caveat=kept.caveat)
