"""Leads asked for: filters, order and one page; the database forms of what the engine says of one lead."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Case, DateField, F, Q, QuerySet, Value, When
from django.utils import timezone

from zhuchao.engagements.engine.clock import ClockState
from zhuchao.engagements.engine.steps import Step
from zhuchao.engagements.models import Lead, LeadState
from zhuchao.engagements.selectors.leads import leads_visible_to
from zhuchao.engagements.selectors.views import DROPPED, LeadPage, views
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

_Word = TypeVar("_Word", ClockState, Step)
#: What a list of leads can be put in order by; ``next_due`` is the last day of the next step.
SORTS = frozenset(
    {
        "next_due",
        "opened_on",
        "active_on",
        "report_due",
        "answer_due",
        "answered_on",
        "closed_on",
        "company_name",
        "office_code",
        "state",
    }
)


def find_leads(
    actor: Actor,
    *,
    text: str = "",
    state: str = "",
    office: str = "",
    source: str = "",
    introducer: str = "",
    place: str = "",
    outcome: str = "",
    opened_from: date | None = None,
    opened_to: date | None = None,
    standing: str = "",
    step: str = "",
    silent: bool = False,
    mine: bool = False,
    sort: str = "next_due",
    offset: int = 0,
    limit: int = 50,
) -> LeadPage:
    """Leads the actor may see, filtered.

    ``source`` is the channel, ``place`` a division with those below it, ``standing`` a value of ``ClockState``, ``step``
    one of ``Step``; ``silent`` keeps those whose report is overdue (久未跟进), ``mine`` the open ones that wait for the
    actor: their post's, and those of their own office that no post was given. ``sort`` is a field of ``SORTS``,
    descending with a leading minus; by ``next_due`` what is to be done first comes first and closed leads last.
    Raises Refused for a standing or step that does not exist.
    """
    equal = {
        "state": state,
        "office_code": office,
        "source": source,
        "introducer_code": introducer,
        "outcome": outcome,
        "source_place__startswith": _stem(place),
        "opened_on__gte": opened_from,
        "opened_on__lte": opened_to,
    }
    found = _said(leads_visible_to(actor), text, equal)
    if standing:
        found = found.filter(_standing(_one_of(ClockState, standing, "standing")))
    if step:
        found = found.filter(_step(_one_of(Step, step, "step")))
    if silent:
        found = found.filter(state=LeadState.OPEN, report_due__lt=timezone.localdate())
    if mine:
        found = found.filter(
            state=LeadState.OPEN, office_code=actor.home_office, post_code__in={"", actor.post_code}
        )
    return LeadPage(found.count(), views(_ordered(found, sort)[offset : offset + limit]))


def _said(found: QuerySet[Lead], text: str, equal: Mapping[str, object]) -> QuerySet[Lead]:
    if text:
        found = found.filter(Q(company_name__contains=text) | Q(uscc=text.upper()) | Q(code=text))
    return found.filter(**{field: value for field, value in equal.items() if value})


def _stem(place: str) -> str:
    """What the codes of a division and of those below it begin with: 33 for 330000, 3306 for 330600."""
    return place.removesuffix("00").removesuffix("00") if len(place) == 6 else place


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
            When(_step(Step.FEED_BACK), then=F("feed_back_due")),
            When(Q(state=LeadState.OPEN), then=F("report_due")),
            default=Value(None),
            output_field=DateField(),
        )
        due = waiting.asc(nulls_last=True) if field == sort else waiting.desc(nulls_last=True)
        return found.order_by(due, "-state", "opened_on", "pk")
    return found.order_by(sort if field in SORTS else "-opened_on", "-pk")


def _step(step: Step) -> Q:
    """The database form of ``engine.steps.next_step``; a test holds the two together."""
    answered, judged = Q(answered_on__isnull=False), ~Q(verdict="")
    owes = Q(feed_back_due__isnull=False, fed_back_on__isnull=True)
    still_open = Q(state=LeadState.OPEN)
    done = still_open & answered & judged & ~owes
    return {
        Step.ANSWER: still_open & ~answered,
        Step.JUDGE: still_open & answered & ~judged,
        Step.FEED_BACK: still_open & answered & judged & owes,
        Step.REPORT: done & ~Q(verdict=DROPPED),
        Step.CLOSE: done & Q(verdict=DROPPED),
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
