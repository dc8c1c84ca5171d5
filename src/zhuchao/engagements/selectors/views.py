"""A lead in words: what the page, the API and the command line show of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.accounts.models import Holding, Office, Post
from zhuchao.engagements.engine.clock import clock
from zhuchao.engagements.engine.steps import Next, next_step
from zhuchao.engagements.models import Lead, LeadState


@dataclass(frozen=True, slots=True)
class LeadView:
    """A lead as shown. ``clock`` is the standing of the first answer today, ``post_name`` the post that works on it
    with its holders (empty: the office has not said who). ``next_step`` is empty once closed, ``next_due`` its
    last day in time and ``next_state`` a value of ``WorkState``."""

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
    post_name: str
    state: str
    state_name: str
    opened_on: date
    answer_due: date
    answered_on: date | None
    clock: str
    judge_due: date
    verdict_name: str
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
    verdicts: Mapping[str, str]
    outcomes: Mapping[str, str]


def views(rows: Iterable[Lead]) -> list[LeadView]:
    """Rows with their words; the same few queries however many rows."""
    found = list(rows)
    words = _Words(
        office_names({r.office_code for r in found}),
        post_names({r.post_code for r in found}),
        choices("sources"),
        choices("verdicts"),
        choices("outcomes"),
    )
    return [_view(row, words) for row in found]


def _view(r: Lead, words: _Words) -> LeadView:
    then = _next(r)
    return LeadView(
        code=r.code,
        uscc=r.uscc,
        company_name=r.company_name,
        source=r.source,
        source_name=words.sources.get(r.source, r.source),
        source_ref=r.source_ref,
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
        verdict_name=words.verdicts.get(r.verdict, r.verdict),
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


def _next(row: Lead) -> Next | None:
    return next_step(
        closed=row.state == LeadState.CLOSED,
        answered=row.answered_on is not None,
        judged=bool(row.verdict),
        answer_due=row.answer_due,
        judge_due=row.judge_due,
        on=timezone.localdate(),
    )
