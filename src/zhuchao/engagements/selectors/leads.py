"""Leads by visibility: their own office's for officers, all for centre, leaders and assessors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.accounts.models import Office, Post
from zhuchao.engagements.engine import rights
from zhuchao.engagements.engine.clock import ClockState, clock
from zhuchao.engagements.models import Lead, LeadState
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused

SORTS = frozenset(
    {"opened_on", "answer_due", "answered_on", "closed_on", "company_name", "office_code", "state"}
)
URGENCY = "urgency"


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead as shown. ``clock`` is the standing of the first answer today."""

    code: str
    uscc: str
    company_name: str
    source: str
    source_name: str
    source_ref: str
    note: str
    office: str
    office_name: str
    post: str
    state: str
    state_name: str
    opened_on: date
    answer_due: date
    answered_on: date | None
    clock: str
    verdict_name: str
    closed_on: date | None
    outcome: str
    outcome_name: str
    outcome_reason: str

    def as_dict(self) -> dict[str, object]:
        """JSON-ready."""
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in self._items()}

    def _items(self) -> list[tuple[str, object]]:
        return [(name, getattr(self, name)) for name in self.__dataclass_fields__]


@dataclass(frozen=True, slots=True)
class LeadPage:
    """Some leads and how many there are in all."""

    rows: Sequence[LeadView]
    total: int


def choices(kind: str, *, on: date | None = None) -> Mapping[str, str]:
    """Codes and words of ``sources``, ``verdicts`` or ``outcomes`` in force (rulebook ``leads.<kind>``)."""
    value = rulebook.rule(f"leads.{kind}", on=on or timezone.localdate()).value
    return dict(value) if isinstance(value, Mapping) else {}


def office_names(codes: Iterable[str] | None = None) -> dict[str, str]:
    """Printed names of offices by code, ended ones included; all of them when not said which."""
    offices = Office.objects.all() if codes is None else Office.objects.filter(code__in=set(codes))
    return dict(offices.values_list("code", "name"))


def office_name(code: str) -> str:
    """The printed name of one office; its code when it is not known."""
    return office_names([code]).get(code, code)


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
    standing: str = "",
    source: str = "",
    sort: str = "-opened_on",
    offset: int = 0,
    limit: int = 50,
) -> LeadPage:
    """Leads the actor may see, filtered. ``standing`` is a value of ``ClockState``; ``sort`` a field of
    ``SORTS``, descending with a leading minus, or ``urgency``: unanswered first, by the day they fall due."""
    found = leads_visible_to(actor)
    if text:
        found = found.filter(Q(company_name__contains=text) | Q(uscc=text.upper()) | Q(code=text))
    for field, value in (("state", state), ("office_code", office), ("source", source)):
        if value:
            found = found.filter(**{field: value})
    if standing:
        found = found.filter(_standing(ClockState(standing), timezone.localdate()))
    return LeadPage(views(_ordered(found, sort)[offset : offset + limit]), found.count())


def _ordered(found: QuerySet[Lead], sort: str) -> QuerySet[Lead]:
    if sort.removeprefix("-") == URGENCY:
        waiting = Case(
            When(state=LeadState.OPEN, answered_on__isnull=True, then=0),
            When(state=LeadState.OPEN, then=1),
            default=2,
        )
        return found.order_by(waiting, "answer_due", "-pk")
    return found.order_by(sort if sort.removeprefix("-") in SORTS else "-opened_on", "-pk")


def _standing(state: ClockState, on: date) -> Q:
    """The database form of ``engine.clock.clock``; a test holds the two together."""
    answered, unanswered = Q(answered_on__isnull=False), Q(answered_on__isnull=True)
    still_open = Q(state=LeadState.OPEN)
    return {
        ClockState.IN_TIME: answered & Q(answered_on__lte=F("answer_due")),
        ClockState.LATE: answered & Q(answered_on__gt=F("answer_due")),
        ClockState.CLOSED: unanswered & Q(state=LeadState.CLOSED),
        ClockState.OVERDUE: unanswered & still_open & Q(answer_due__lt=on),
        ClockState.RUNNING: unanswered & still_open & Q(answer_due__gte=on),
    }[state]


def leads_of_company(actor: Actor, uscc: str) -> list[LeadView]:
    """The leads on one company that the actor may see, the newest first."""
    return views(leads_visible_to(actor).filter(uscc=uscc).order_by("-opened_on", "-pk"))


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
            found[row.code] = f"{name}跟进中，{_clock(row)}"
    return found


def may_open(actor: Actor, office: str = "") -> bool:
    """True when the actor may open a lead for the office (their own when not said)."""
    return rights.may_open(actor, office or actor.home_office)


def views(rows: Iterable[Lead]) -> list[LeadView]:
    """Rows with their words; one query for the names of offices."""
    found = list(rows)
    names = office_names({r.office_code for r in found})
    sources, verdicts, outcomes = choices("sources"), choices("verdicts"), choices("outcomes")
    return [
        LeadView(
            code=r.code,
            uscc=r.uscc,
            company_name=r.company_name,
            source=r.source,
            source_name=sources.get(r.source, r.source),
            source_ref=r.source_ref,
            note=r.note,
            office=r.office_code,
            office_name=names.get(r.office_code, r.office_code),
            post=r.post_code,
            state=r.state,
            state_name=r.get_state_display(),
            opened_on=r.opened_on,
            answer_due=r.answer_due,
            answered_on=r.answered_on,
            clock=_clock(r),
            verdict_name=verdicts.get(r.verdict, r.verdict),
            closed_on=r.closed_on,
            outcome=r.outcome,
            outcome_name=outcomes.get(r.outcome, r.outcome),
            outcome_reason=r.outcome_reason,
        )
        for r in found
    ]


def _clock(row: Lead) -> str:
    return clock(
        due=row.answer_due,
        answered_on=row.answered_on,
        closed_on=row.closed_on,
        on=timezone.localdate(),
    ).value
