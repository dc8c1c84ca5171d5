"""Who shares a lead, and which proposals wait for whose signature."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.engagements.engine import rights
from zhuchao.engagements.models import Lead, LeadShare, LeadState, ProposalState, ShareProposal
from zhuchao.engagements.selectors.leads import office_stands, row_for
from zhuchao.engagements.selectors.views import introducer_names, office_names, words
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Share:
    """What part of the credit of a lead an office has, in per cent; ``agreed_on`` is None where nothing was agreed."""

    office: str
    office_name: str
    percent: int
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class LeadBrief:
    """What a higher noun needs of a lead: which company, by whom it came, whose it is. Shares add up to 100."""

    code: str
    uscc: str
    company_name: str
    channel: str
    channel_name: str
    introducer: str
    introducer_name: str
    source_place: str
    office: str
    state: str
    opened_on: date
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal to share a lead, in words; ``may_sign`` says that the actor can answer it now."""

    code: str
    lead: str
    company_name: str
    from_office: str
    from_name: str
    from_percent: int
    to_office: str
    to_name: str
    to_percent: int
    passes: bool
    note: str
    proposed_on: date
    may_sign: bool
    may_withdraw: bool


def lead_shares(actor: Actor, code: str) -> tuple[Share, ...]:
    """How the credit of a lead is split now, the largest share first; wholly the owner's where nothing was agreed.

    Raises Refused when the actor may not see the lead or it does not exist.
    """
    return _shares([row_for(actor, code)])[code]


def lead_brief(actor: Actor, code: str) -> LeadBrief:
    """One lead in brief.

    Raises Refused when the actor may not see it or it does not exist.
    """
    row = row_for(actor, code)
    return LeadBrief(
        code=row.code,
        uscc=row.uscc,
        company_name=row.company_name,
        channel=row.source,
        channel_name=words("sources").get(row.source, row.source),
        introducer=row.introducer_code,
        introducer_name=introducer_names([row.introducer_code]).get(row.introducer_code, ""),
        source_place=row.source_place,
        office=row.office_code,
        state=row.state,
        opened_on=row.opened_on,
        shares=_shares([row])[row.code],
    )


def split_now(lead: Lead) -> dict[str, int]:
    """Office to per cent, for flows."""
    return {share.office: share.percent for share in _shares([lead])[lead.code]}


def share_bounds() -> tuple[int, int]:
    """The least and the most per cent of the credit an office may have (rulebook channels.shares)."""
    value = rulebook.rule("channels.shares", on=timezone.localdate()).value
    assert isinstance(value, Mapping)
    return int(value["min_percent"]), int(value["max_percent"])


def partner_faults(lead: Lead, office: str) -> list[Refusal]:
    """Why a lead cannot be shared with an office now."""
    faults = []
    if lead.state == LeadState.CLOSED:
        faults.append(Refusal("leads.closed", "线索已办结", "企业再有意向时请重新登记线索。"))
    if office == lead.office_code:
        faults.append(Refusal("leads.same-owner", "该单位就是责任单位", "请选择另一个单位。", "office"))
    elif not office_stands(office):
        faults.append(Refusal("leads.office", f"没有在册的单位“{office}”", "请从列表中选择。", "office"))
    return faults


def _shares(rows: Sequence[Lead]) -> dict[str, tuple[Share, ...]]:
    agreed: dict[str, list[LeadShare]] = {}
    for share in LeadShare.objects.filter(lead__in=rows).select_related("lead"):
        agreed.setdefault(share.lead.code, []).append(share)
    offices = {s.office_code for shares in agreed.values() for s in shares} | {r.office_code for r in rows}
    names = office_names(offices)
    found = {}
    for row in rows:
        ordered = sorted(agreed.get(row.code, ()), key=lambda s: (-s.percent, s.office_code))
        found[row.code] = tuple(
            Share(s.office_code, names.get(s.office_code, s.office_code), s.percent, s.agreed_on)
            for s in ordered
        ) or (Share(row.office_code, names.get(row.office_code, row.office_code), 100, None),)
    return found


def proposals_visible_to(actor: Actor) -> QuerySet[ShareProposal]:
    """Proposals from or to the offices the actor sees."""
    if actor.sees_district:
        return ShareProposal.objects.all()
    if not actor.is_staff:
        return ShareProposal.objects.none()
    mine = actor.office_codes
    return ShareProposal.objects.filter(Q(from_office__in=mine) | Q(to_office__in=mine))


def proposal_row(actor: Actor, code: str) -> ShareProposal:
    """The row itself, for flows.

    Raises Refused when there is no such proposal for this actor.
    """
    found = proposals_visible_to(actor).select_related("lead").filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal("leads.unknown-proposal", "没有您可查看的共享提议", "请从线索页面打开。"), forbidden=True
        )
    return found


def open_proposals(actor: Actor, *, lead: str = "") -> list[ProposalView]:
    """Proposals that wait for an answer, on one lead or on all the actor may see, the oldest first."""
    found = proposals_visible_to(actor).filter(state=ProposalState.PENDING, lead__state=LeadState.OPEN)
    if lead:
        found = found.filter(lead__code=lead)
    return _views(actor, found.select_related("lead").order_by("pk"))


def _views(actor: Actor, rows: Iterable[ShareProposal]) -> list[ProposalView]:
    found = list(rows)
    names = office_names({o for r in found for o in (r.from_office, r.to_office)})
    return [
        ProposalView(
            code=r.code,
            lead=r.lead.code,
            company_name=r.lead.company_name,
            from_office=r.from_office,
            from_name=names.get(r.from_office, r.from_office),
            from_percent=r.from_percent,
            to_office=r.to_office,
            to_name=names.get(r.to_office, r.to_office),
            to_percent=r.to_percent,
            passes=r.passes,
            note=r.note,
            proposed_on=r.proposed_on,
            may_sign=rights.may_sign(actor, r.to_office) and actor.person_code != r.proposed_by,
            may_withdraw=rights.may_sign(actor, r.from_office),
        )
        for r in found
    ]
