"""Leads by visibility: those of their own office or shared with it for officers, all for centre, leaders, assessors."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from zhuchao.accounts.models import Office, Post
from zhuchao.engagements.engine import rights
from zhuchao.engagements.models import Lead, LeadShare, LeadState, ProposalState, ShareProposal
from zhuchao.engagements.selectors.views import LeadView, clock_of, office_names, outcome_words, views
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def office_stands(code: str, post: str = "") -> bool:
    """True when the office exists today and, if one is named, the post belongs to it today."""
    today = timezone.localdate()
    alive = Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today))
    if post:
        return Post.objects.filter(alive, code=post, office__code=code).exists()
    return Office.objects.filter(alive, code=code).exists()


def open_rows(codes: Iterable[str]) -> list[Lead]:
    """The open leads among these, for the flows of hand-over; the caller checks the right."""
    return list(Lead.objects.filter(code__in=set(codes), state=LeadState.OPEN).order_by("pk"))


def leads_visible_to(actor: Actor) -> QuerySet[Lead]:
    """The leads the actor may see: every office's for district-wide roles, else those of the offices held, those these
    offices share, and those they are asked to share."""
    if actor.sees_district:
        return Lead.objects.all()
    if not actor.is_staff:
        return Lead.objects.none()
    mine = actor.office_codes
    shared = LeadShare.objects.filter(lead=OuterRef("pk"), office_code__in=mine)
    asked = ShareProposal.objects.filter(lead=OuterRef("pk"), to_office__in=mine, state=ProposalState.PENDING)
    return Lead.objects.filter(Q(office_code__in=mine) | Exists(shared) | Exists(asked))


def row_for(actor: Actor, code: str) -> Lead:
    """The row itself, for flows.

    Raises Refused when there is no such lead for this actor; whether it exists elsewhere is not told.
    """
    found = leads_visible_to(actor).filter(code=code).first()
    if found is None:
        raise Refused(
            Refusal("leads.unknown", f"没有您可查看的线索“{code}”", "请从线索列表中打开，或联系责任单位。"),
            forbidden=True,
        )
    return found


def lead(actor: Actor, code: str) -> LeadView:
    """One lead.

    Raises Refused when the actor may not see it or it does not exist.
    """
    return views([row_for(actor, code)])[0]


def leads_of_company(actor: Actor, uscc: str) -> list[LeadView]:
    """The leads on one company that the actor may see, the newest first."""
    return views(leads_visible_to(actor).filter(uscc=uscc).order_by("-opened_on", "-pk"))


def company_names(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """Whom these leads are about, by their code; those the actor may not see are left out."""
    return dict(leads_visible_to(actor).filter(code__in=set(codes)).values_list("code", "company_name"))


def companies_in_talks(actor: Actor) -> frozenset[str]:
    """Credit codes of companies some office follows now, whichever it is: a yes or no, never the record.

    Empty for those who are not staff.
    """
    if not actor.is_staff:
        return frozenset()
    return frozenset(Lead.objects.filter(state=LeadState.OPEN).values_list("uscc", flat=True))


def statuses(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """What became of these leads, as a phrase; another office's lead only says that it is followed or ended."""
    found = {}
    words, offices = outcome_words(), office_names()
    for row in Lead.objects.filter(code__in=set(codes)) if actor.is_staff else ():
        name = offices.get(row.office_code, row.office_code)
        if not actor.sees_office(row.office_code):
            found[row.code] = f"由{name}跟进" + ("，已办结" if row.state == LeadState.CLOSED else "中")
        elif row.state == LeadState.CLOSED:
            found[row.code] = f"已办结：{words.get(row.outcome, row.outcome)}"
        else:
            found[row.code] = f"{name}跟进中，{clock_of(row)}"
    return found


def may_open(actor: Actor, office: str = "") -> bool:
    """True when the actor may open a lead for the office (their own when not said)."""
    return rights.may_open(actor, office or actor.home_office)
