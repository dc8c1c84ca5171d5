"""When projects left and came back, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from zhuchao.ledger.selectors import known_facts
from zhuchao.projects.engine import checks, rights
from zhuchao.projects.engine.exits import EXIT_NAMES, EXITS, exit_faults
from zhuchao.projects.models import ExitFact, Project, ProjectState
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.projects import row_for
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden

#: Decision → its name in a sentence.
SPOKEN = {"shelved": "项目搁置", "ended": "项目终止", "resumed": "恢复推进"}


@dataclass(frozen=True, slots=True)
class Exit:
    """One exit or return of a project; ``standing`` is what is thought of the fact."""

    code: str
    what: str
    what_name: str
    on: date
    reason: str
    reason_name: str
    note: str
    decided_by: str
    stage: str
    recorded_at: datetime
    by: str
    standing: str


def exits(actor: Actor, code: str) -> list[Exit]:
    """The exits and returns of a project the actor sees, the newest first."""
    row_for(actor, code)
    reasons = rules.choices("exit-reasons")
    stages = rules.choices("stages")
    rows = known_facts(SYSTEM, ExitFact).filter(subject=code).order_by("-happened_on", "-id")
    return [
        Exit(
            row.code,
            row.what,
            EXIT_NAMES.get(row.what, row.what),
            row.happened_on,
            str(row.value.get("reason", "")),
            reasons.get(str(row.value.get("reason", "")), ""),
            str(row.value.get("note", "")),
            str(row.value.get("decided_by", "")),
            stages.get(str(row.value.get("from_stage", "")), ""),
            row.recorded_at,
            row.actor_name,
            str(getattr(row, "state_known", "")),
        )
        for row in rows
    ]


def ended_on(codes: Iterable[str]) -> dict[str, date]:
    """The day on which each of the projects was ended, for those that are; sight is the caller's matter."""
    newest: dict[str, tuple[str, date]] = {}
    rows = known_facts(SYSTEM, ExitFact).filter(subject__in=set(codes), what__in=list(EXITS))
    for row in rows.order_by("happened_on", "id"):
        newest[row.subject] = (row.what, row.happened_on)
    return {code: on for code, (what, on) in newest.items() if what == "ended"}


def ended_before(project: Project, day: date, field: str) -> list[Refusal]:
    """The refusal for something that happened after the project was ended: late entries of an ended project are of days
    before its end."""
    if project.state != ProjectState.ENDED:
        return []
    end = ended_on([project.code]).get(project.code)
    if end is None or day <= end:
        return []
    return [
        Refusal(
            "projects.ended",
            f"项目已于 {end} 终止，{day} 的事项不能再登记",
            "日期有误请更正；项目重新推进的，请先由单位负责人恢复。",
            field,
        )
    ]


def leaving(
    actor: Actor,
    code: str,
    what: str,
    *,
    happened_on: date | None,
    version: int | None,
    wrong: Iterable[Refusal],
) -> tuple[Project, date]:
    """The project that is about to be shelved, ended or resumed (``what``) as the person saw it (``version``), and the
    day, today when not said.

    Raises Refused when the actor may not decide, the project's state does not allow it, the day lies ahead or before the
    last such decision, or with what the caller found ``wrong``.
    """
    project = row_for(actor, code)
    if not rights.may_decide(actor, project.office_code):
        told = f"{SPOKEN[what]}由牵头单位负责人或促进中心决定"
        raise forbidden("projects.exit-right", told, "请提请本单位负责人办理。")
    today = timezone.localdate()
    day = happened_on or today
    found = exit_faults(what, project.state, project.get_state_display()) + list(wrong)
    found += checks.day("happened_on", day, today=today) + _in_order(project, day)
    if found:
        raise Refused(*found)
    if version is not None:
        project.version = version
    return project, day


def _in_order(project: Project, day: date) -> list[Refusal]:
    """An exit or return is not before the last one."""
    rows = known_facts(SYSTEM, ExitFact).filter(subject=project.code, what__in=list(EXITS))
    last = rows.order_by("happened_on", "id").last()
    if last is None or last.happened_on <= day:
        return []
    return [
        Refusal(
            "projects.exit-order",
            f"日期 {day} 早于上一次{EXIT_NAMES[last.what]}（{last.happened_on}）",
            "请核对日期；上一次录入有误的，请先作废。",
            "happened_on",
        )
    ]
