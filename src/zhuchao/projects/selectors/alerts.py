"""Projects that ask to be looked at: one answer for the desk, the board, the API and the command line."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.accounts.models import Office
from zhuchao.projects.engine.alerts import ALERTS, Horizon, horizon
from zhuchao.projects.models import ProjectState
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Alert:
    """A project and why it asks to be looked at. ``day`` is when it was due, or when it last showed a sign of life;
    ``days`` how long ago that is, less than nothing when it lies ahead."""

    kind: str
    kind_name: str
    code: str
    name: str
    office: str
    office_name: str
    stage: str
    stage_name: str
    day: date
    days: int
    text: str


@dataclass(frozen=True, slots=True)
class AlertPage:
    """Some alerts, the longest due first, and how many there are of each kind."""

    rows: Sequence[Alert]
    total: int
    counts: dict[str, int]


def alerts(
    actor: Actor,
    *,
    kinds: Collection[str] = (),
    mine: bool = False,
    today: date | None = None,
    offset: int = 0,
    limit: int = 50,
) -> AlertPage:
    """Alerts of the pursued projects the actor sees; ``mine`` keeps to those led by the actor's own office and
    post. ``kinds`` of ``ALERTS``, all when not said.

    Raises Refused for an unknown kind.
    """
    if unknown := [kind for kind in kinds if kind not in ALERTS]:
        raise Refused(
            Refusal(
                "projects.alert-kind",
                f"没有提醒种类“{unknown[0]}”",
                f"请从{'、'.join(ALERTS.values())}中选择。",
                "kinds",
            )
        )
    day = today or timezone.localdate()
    asked = {
        kind: rows for kind, rows in _by_kind(actor, day, mine=mine).items() if not kinds or kind in kinds
    }
    counts = {kind: rows.count() for kind, rows in asked.items()}
    found = _page([asked[kind] for kind, many in counts.items() if many], offset, limit) if limit > 0 else []
    return AlertPage(_named(found, day), sum(counts.values()), counts)


def alert_counts(actor: Actor, *, mine: bool = False, today: date | None = None) -> dict[str, int]:
    """How many projects there are of each kind of alert, as the actor sees them."""
    day = today or timezone.localdate()
    return {kind: rows.count() for kind, rows in _by_kind(actor, day, mine=mine).items()}


def days_of(today: date) -> Horizon:
    """The horizon by the rules of the day."""
    soon = rulebook.rule("projects.plan-soon-days", on=today).value
    silent = rulebook.rule("projects.silent-days", on=today).value
    report = rules.numbers("overdue-days", on=today)["report"]
    return horizon(today, soon_days=int(str(soon)), silent_days=int(str(silent)), report_days=report)


def _by_kind(actor: Actor, today: date, *, mine: bool) -> dict[str, QuerySet[Any]]:
    at = days_of(today)
    pursued = projects_visible_to(actor).filter(state=ProjectState.ACTIVE)
    if mine:
        pursued = pursued.filter(office_code=actor.home_office, post_code__in=["", actor.post_code])
    may_be_silent = rulebook.rule("projects.silent-stages", on=today).value
    conditions = {
        "stage-overdue": (Q(due__lt=at.today), "due"),
        "plan-overdue": (Q(plan_due__lt=at.today), "plan_due"),
        "unreported": (Q(due__lt=at.unreported_before, blocked_since=None), "due"),
        "silent": (Q(last_contact_on__lt=at.silent_before, stage__in=may_be_silent), "last_contact_on"),
        "plan-soon": (Q(plan_due__range=(at.today, at.soon_until)), "plan_due"),
    }
    return {
        kind: pursued.filter(condition).annotate(kind=Value(kind, CharField()), day=F(column)).order_by()
        for kind, (condition, column) in conditions.items()
    }


_COLUMNS = ("kind", "code", "name", "office_code", "stage", "day")


def _page(asked: Sequence[QuerySet[Any]], offset: int, limit: int) -> list[tuple[Any, ...]]:
    if not asked:
        return []
    first, *others = (rows.values_list(*_COLUMNS) for rows in asked)
    both = first.union(*others, all=True) if others else first
    return list(both.order_by("day", "code", "kind")[offset : offset + limit])


def _named(found: Sequence[tuple[Any, ...]], today: date) -> list[Alert]:
    stages = rules.choices("stages")
    offices = dict(Office.objects.filter(code__in={row[3] for row in found}).values_list("code", "name"))
    return [
        Alert(
            kind,
            ALERTS[kind],
            code,
            name,
            office,
            offices.get(office, office),
            stage,
            stages.get(stage, stage),
            day,
            (today - day).days,
            _text(kind, stages.get(stage, stage), day, (today - day).days),
        )
        for kind, code, name, office, stage, day in found
    ]


def _text(kind: str, stage: str, day: date, days: int) -> str:
    if kind == "stage-overdue":
        return f"“{stage}”阶段应于 {day} 前完成，已逾期 {days} 天"
    if kind == "plan-overdue":
        return f"计划事项应于 {day} 前完成，已逾期 {days} 天"
    if kind == "unreported":
        return f"逾期 {days} 天，还没有登记受阻原因"
    if kind == "silent":
        return f"自 {day} 起 {days} 天没有动态"
    return f"计划事项 {day} 到期" + (f"，还有 {-days} 天" if days else "，今天到期")
