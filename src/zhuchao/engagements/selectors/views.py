"""A lead in words: what the page, the API and the command line show of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.accounts.models import Holding, Office, Post
from zhuchao.engagements.engine.claims import lapses_after
from zhuchao.engagements.engine.clock import clock
from zhuchao.engagements.engine.steps import Next, Standing, next_step, silent
from zhuchao.engagements.models import Introducer, Lead, LeadState
from zhuchao.rulebook import regions


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead as shown. ``clock`` is the standing of the first answer today, ``post_name`` the post that works on it
    with its holders (empty: the office has not said who). ``next_step`` is empty once closed, ``next_due`` its
    last day in time and ``next_state`` a value of ``WorkState``. ``source`` is the channel it came by; ``silent`` says
    that its report is overdue (久未跟进), ``claim_until`` the last day the claim holds without another report."""

    code: str
    uscc: str
    company_name: str
    source: str
    source_name: str
    source_ref: str
    introducer: str
    introducer_name: str
    source_place: str
    source_place_name: str
    note: str
    office: str
    office_name: str
    post: str
    post_name: str
    state: str
    state_name: str
    opened_on: date
    answer_due: date
    answered_on: date | None
    clock: str
    judge_due: date
    experts_asked_on: date | None
    verdict: str
    verdict_name: str
    feed_back_due: date | None
    fed_back_on: date | None
    active_on: date
    report_due: date
    silent: bool
    claim_until: date
    closed_on: date | None
    outcome: str
    outcome_name: str
    outcome_reason: str
    next_step: str
    next_due: date | None
    next_state: str


@dataclass(frozen=True, slots=True)
class LeadPage:
    """Some leads and how many there are in all."""

    total: int
    rows: Sequence[LeadView]


def choices(kind: str, *, on: date | None = None) -> Mapping[str, str]:
    """Codes and words of ``sources``, ``verdicts`` or ``outcomes`` in force (rulebook ``leads.<kind>``)."""
    value = rulebook.rule(f"leads.{kind}", on=on or timezone.localdate()).value
    return dict(value) if isinstance(value, Mapping) else {}


def words(kind: str) -> Mapping[str, str]:
    """Codes and words of every version of ``leads.<kind>``: a lead keeps the code it was given under an older one."""
    found: dict[str, str] = {}
    for rule in rulebook.all_rules():
        if rule.id == f"leads.{kind}" and isinstance(rule.value, Mapping):
            found |= rule.value
    return found


def outcome_words() -> Mapping[str, str]:
    """Outcomes an office may choose, and those that a rule gives."""
    return {**words("outcomes"), **words("closed-by-system")}


def introducer_names(codes: Iterable[str]) -> dict[str, str]:
    """What introducers are called, by code. No query when none is asked for."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    return {
        row.code: str(row) for row in Introducer.objects.select_related("company").filter(code__in=wanted)
    }


def office_names(codes: Iterable[str] | None = None) -> dict[str, str]:
    """Printed names of offices by code, ended ones included; all of them when not said which."""
    offices = Office.objects.all() if codes is None else Office.objects.filter(code__in=set(codes))
    return dict(offices.values_list("code", "name"))


def post_names(codes: Iterable[str]) -> dict[str, str]:
    """Posts by code, each with who holds it today: 专员（示例某某）. Two queries."""
    wanted = {code for code in codes if code}
    if not wanted:
        return {}
    today = timezone.localdate()
    held: dict[str, list[str]] = {}
    now = Holding.objects.filter(Q(end__isnull=True) | Q(end__gte=today), start__lte=today)
    for code, name in (
        now.filter(post__code__in=wanted).order_by("pk").values_list("post__code", "person__name")
    ):
        held.setdefault(code, []).append(name)
    posts = Post.objects.filter(code__in=wanted).values_list("code", "name")
    return {code: f"{name}（{'、'.join(held.get(code, ['空缺']))}）" for code, name in posts}


class _Words(NamedTuple):
    """Codes and what they are called."""

    offices: Mapping[str, str]
    posts: Mapping[str, str]
    sources: Mapping[str, str]
    introducers: Mapping[str, str]
    verdicts: Mapping[str, str]
    outcomes: Mapping[str, str]
    lapse_days: int


def views(rows: Iterable[Lead]) -> list[LeadView]:
    """Rows with their words; the same few queries however many rows."""
    found = list(rows)
    said = _Words(
        office_names({r.office_code for r in found}),
        post_names({r.post_code for r in found}),
        words("sources"),
        introducer_names({r.introducer_code for r in found}),
        words("verdicts"),
        outcome_words(),
        lapse_days(timezone.localdate()),
    )
    return [_view(row, said) for row in found]


def lapse_days(on: date) -> int:
    """After how many 天 without a report a claim lapses."""
    return int(str(rulebook.rule("leads.claim-lapse-days", on=on).value))


def _view(r: Lead, words: _Words) -> LeadView:
    then = _next(r)
    return LeadView(
        code=r.code,
        uscc=r.uscc,
        company_name=r.company_name,
        source=r.source,
        source_name=words.sources.get(r.source, r.source),
        source_ref=r.source_ref,
        introducer=r.introducer_code,
        introducer_name=words.introducers.get(r.introducer_code, r.introducer_code),
        source_place=r.source_place,
        source_place_name=regions.full_name(r.source_place) if r.source_place else "",
        note=r.note,
        office=r.office_code,
        office_name=words.offices.get(r.office_code, r.office_code),
        post=r.post_code,
        post_name=words.posts.get(r.post_code, r.post_code),
        state=r.state,
        state_name=r.get_state_display(),
        opened_on=r.opened_on,
        answer_due=r.answer_due,
        answered_on=r.answered_on,
        clock=clock_of(r),
        judge_due=r.judge_due,
        experts_asked_on=r.experts_asked_on,
        verdict=r.verdict,
        verdict_name=words.verdicts.get(r.verdict, r.verdict),
        feed_back_due=r.feed_back_due,
        fed_back_on=r.fed_back_on,
        active_on=r.active_on,
        report_due=r.report_due,
        silent=silent(closed=r.state == LeadState.CLOSED, report_due=r.report_due, on=timezone.localdate()),
        claim_until=lapses_after(r.active_on, days=words.lapse_days),
        closed_on=r.closed_on,
        outcome=r.outcome,
        outcome_name=words.outcomes.get(r.outcome, r.outcome),
        outcome_reason=r.outcome_reason,
        next_step=then.step.value if then else "",
        next_due=then.due if then else None,
        next_state=then.state.value if then else "",
    )


def clock_of(row: Lead) -> str:
    """How the lead stands with its first answer today."""
    return clock(
        due=row.answer_due,
        answered_on=row.answered_on,
        closed_on=row.closed_on,
        on=timezone.localdate(),
    ).value


#: The verdict after which a lead is to be closed.
DROPPED = "drop"


def _next(row: Lead) -> Next | None:
    standing = Standing(
        closed=row.state == LeadState.CLOSED,
        answered=row.answered_on is not None,
        judged=bool(row.verdict),
        dropped=row.verdict == DROPPED,
        fed_back=row.fed_back_on is not None,
        answer_due=row.answer_due,
        judge_due=row.judge_due,
        feed_back_due=row.feed_back_due,
        report_due=row.report_due,
    )
    return next_step(standing, on=timezone.localdate())
