"""Leads by visibility: their own office's for officers, all for centre, leaders and assessors."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Case, DateField, F, Q, QuerySet, Value, When
from django.utils import timezone

from zhuchao.accounts.models import Office, Post
from zhuchao.engagements.engine import rights
from zhuchao.engagements.engine.clock import ClockState
from zhuchao.engagements.engine.steps import Step
from zhuchao.engagements.models import Lead, LeadState
from zhuchao.engagements.selectors.views import LeadPage, LeadView, choices, clock_of, office_names, views
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_Word = TypeVar("_Word", ClockState, Step)
#: What a list of leads can be put in order by; ``next_due`` is the last day of the next step.
SORTS = frozenset(
    {
        "next_due",
        "opened_on",
        "answer_due",
        "answered_on",
        "closed_on",
        "company_name",
        "office_code",
        "state",
    }
)


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
    """The leads the actor may see: every office's for district-wide roles, else those of the offices held."""
    if actor.sees_district:
        return Lead.objects.all()
    if not actor.is_staff:
        return Lead.objects.none()
    return Lead.objects.filter(office_code__in=actor.office_codes)


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


def find_leads(
    actor: Actor,
    *,
    text: str = "",
    state: str = "",
    office: str = "",
    source: str = "",
    standing: str = "",
    step: str = "",
    mine: bool = False,
    sort: str = "next_due",
    offset: int = 0,
    limit: int = 50,
) -> LeadPage:
    """Leads the actor may see, filtered.

    ``standing`` is a value of ``ClockState``, ``step`` one of ``Step``; ``mine`` keeps the open ones that wait for
    the actor: their post's, and those of their own office that no post was given. ``sort`` is a field of ``SORTS``,
    descending with a leading minus; by ``next_due`` what is to be done first comes first and closed leads last.
    Raises Refused for a standing or step that does not exist.
    """
    found = leads_visible_to(actor)
    if text:
        found = found.filter(Q(company_name__contains=text) | Q(uscc=text.upper()) | Q(code=text))
    for field, value in (("state", state), ("office_code", office), ("source", source)):
        if value:
            found = found.filter(**{field: value})
    if standing:
        found = found.filter(_standing(_one_of(ClockState, standing, "standing")))
    if step:
        found = found.filter(_step(_one_of(Step, step, "step")))
    if mine:
        found = found.filter(
            state=LeadState.OPEN, office_code=actor.home_office, post_code__in={"", actor.post_code}
        )
    return LeadPage(found.count(), views(_ordered(found, sort)[offset : offset + limit]))


def _one_of(words: type[_Word], given: str, field: str) -> _Word:
    try:
        return words(given)
    except ValueError:
        listed = "、".join(words)
        raise Refused(
            Refusal(f"leads.{field}", f"没有“{given[:20]}”这一项", f"请从{listed}中选择。", field)
        ) from None


def _ordered(found: QuerySet[Lead], sort: str) -> QuerySet[Lead]:
    field = sort.removeprefix("-")
    if field == "next_due":
        waiting = Case(
            When(_step(Step.ANSWER), then=F("answer_due")),
            When(_step(Step.JUDGE), then=F("judge_due")),
            default=Value(None),
            output_field=DateField(),
        )
        due = waiting.asc(nulls_last=True) if field == sort else waiting.desc(nulls_last=True)
        return found.order_by(due, "-state", "opened_on", "pk")
    return found.order_by(sort if field in SORTS else "-opened_on", "-pk")


def _step(step: Step) -> Q:
    """The database form of ``engine.steps.next_step``; a test holds the two together."""
    answered, judged = Q(answered_on__isnull=False), ~Q(verdict="")
    still_open = Q(state=LeadState.OPEN)
    return {
        Step.ANSWER: still_open & ~answered,
        Step.JUDGE: still_open & answered & ~judged,
        Step.CLOSE: still_open & answered & judged,
    }[step]


def _standing(state: ClockState) -> Q:
    """The database form of ``engine.clock.clock`` as of today; a test holds the two together."""
    today = timezone.localdate()
    answered, unanswered = Q(answered_on__isnull=False), Q(answered_on__isnull=True)
    still_open = Q(state=LeadState.OPEN)
    return {
        ClockState.IN_TIME: answered & Q(answered_on__lte=F("answer_due")),
        ClockState.LATE: answered & Q(answered_on__gt=F("answer_due")),
        ClockState.CLOSED: unanswered & Q(state=LeadState.CLOSED),
        ClockState.OVERDUE: unanswered & still_open & Q(answer_due__lt=today),
        ClockState.RUNNING: unanswered & still_open & Q(answer_due__gte=today),
    }[state]


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
    words, offices = choices("outcomes"), office_names()
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
