"""Plans of projects against what came about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from zhuchao.ledger.models import Fact
from zhuchao.ledger.selectors import known_facts, standing_facts
from zhuchao.projects.engine import plans as engine
from zhuchao.projects.engine.plans import Item, Text
from zhuchao.projects.models import DoneFact, MoneyFact, PlanFact, Project, ProjectState, StageFact
from zhuchao.projects.selectors import rules
from zhuchao.projects.selectors.whole import Whole, whole
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import Refusal, Refused


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A planned item as it stands. ``slip`` is the days by which it is later than first planned; ``amount_wan`` in 万元;
    ``closed`` when the project ended before it came about; ``reason`` why it was last moved."""

    item: str
    what: str
    what_name: str
    title: str
    side: str
    side_name: str
    first_due: date
    due_on: date
    moves: int
    reason: str
    amount_wan: Decimal | None
    done_on: date | None
    slip: int
    overdue: bool
    closed: bool
    by_stage: bool
    by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """The items of a project, the next three that are open, and money by schedule in 万元 as of today."""

    items: Sequence[PlanItem]
    next_due: Sequence[PlanItem]
    scheduled_wan: Decimal
    due_wan: Decimal
    arrived_wan: Decimal


def plan(actor: Actor, code: str, *, today: date | None = None) -> Plan:
    """The plan of a project the actor sees."""
    return plan_of(whole(actor, code, TABLES), today=today)


def plan_of(its: Whole, *, today: date | None = None) -> Plan:
    """The same of a project that was read already."""
    project, facts = its.project, its.history.standing
    day = today or timezone.localdate()
    newest = {row.item: row for row in facts[PlanFact]}
    listed = items_told(facts).get(its.code, [])
    sides = rules.choices("sides")
    closed = project.state == ProjectState.ENDED
    shown = {i.item: _shown(i, newest[i.item], sides, closed, day) for i in listed}
    open_now = [] if closed else engine.next_due(listed)
    money = [i for i in shown.values() if i.what == "money" and i.amount_wan is not None]
    return Plan(
        list(shown.values()),
        [shown[i.item] for i in open_now],
        sum((i.amount_wan or Decimal(0) for i in money), Decimal(0)),
        sum((i.amount_wan or Decimal(0) for i in money if i.due_on <= day), Decimal(0)),
        project.arrived_wan,
    )


#: The tables that tell a plan and what came of it.
TABLES: tuple[type[Fact], ...] = (PlanFact, DoneFact, StageFact, MoneyFact)


def items_of(project: Project) -> list[Item]:
    """The items of the project as the engine works them out."""
    return items_told(standing_facts(SYSTEM, TABLES, [project.code])).get(project.code, [])


def items_told(facts: Mapping[type[Fact], Sequence[Any]]) -> dict[str, list[Item]]:
    """The items told by facts that were read already, each table by day; projects without a plan are left out."""
    texts: dict[str, list[Text]] = {}
    for row in facts[PlanFact]:
        title = str(row.value.get("title", ""))
        text = Text(row.item, row.what, title, row.side, row.due_on, row.amount_wan)
        texts.setdefault(row.subject, []).append(text)
    if not texts:
        return {}
    done: dict[str, dict[str, date]] = {}
    for row in facts[DoneFact]:
        done.setdefault(row.subject, {}).setdefault(row.item, row.happened_on)
    reached: dict[str, dict[str, date]] = {}
    for row in facts[StageFact]:
        reached.setdefault(row.subject, {}).setdefault(row.what, row.happened_on)
    counting = {kind for kind, said in rules.details("money-kinds").items() if said["counts"]}
    came: dict[str, list[tuple[date, Decimal]]] = {}
    for row in facts[MoneyFact]:
        if row.what in counting:
            came.setdefault(row.subject, []).append((row.happened_on, row.amount_wan))
    return {
        code: engine.items(its, done.get(code, {}), reached.get(code, {}), came.get(code, []))
        for code, its in texts.items()
    }


def _shown(item: Item, newest: PlanFact, sides: dict[str, str], closed: bool, today: date) -> PlanItem:
    open_still = item.done_on is None
    return PlanItem(
        item.item,
        item.what,
        engine.KINDS.get(item.what, item.what),
        item.title,
        item.side,
        sides.get(item.side, ""),
        item.first_due,
        item.due_on,
        item.moves,
        str(newest.value.get("reason", "")),
        item.amount_wan,
        item.done_on,
        item.slip(today),
        not closed and item.overdue(today),
        closed and open_still,
        item.item.startswith(engine.STAGE_PREFIX),
        newest.actor_name,
        newest.recorded_at,
    )


def item_of(project: Project, item: str) -> Item:
    """An item of the project.

    Raises Refused when the project has no such item.
    """
    found = next((i for i in items_of(project) if i.item == item), None)
    if found is None:
        raise Refused(
            Refusal("projects.unknown-item", "该项目没有这个计划事项", "请从项目页面的计划一栏进入。", "item")
        )
    return found


def not_open(item: Item) -> list[Refusal]:
    """The refusal for an item that came about already."""
    if item.done_on is None:
        return []
    return [
        Refusal(
            "projects.item-done",
            f"“{item.title}”已于 {item.done_on} 完成",
            "完成日有误的，请作废该条完成记录后重新登记。",
            "item",
        )
    ]


def stage_planned(project: Project, stage: str) -> list[Refusal]:
    """Why a stage cannot be planned: it is off the route, or planned already."""
    names = rules.choices("stages")
    if stage not in rules.route(project.klass, project.form):
        told = names.get(stage, stage)
        return [
            Refusal("projects.plan-stage", f"“{told}”不在该项目的阶段路线上", "请选择路线上的阶段。", "stage")
        ]
    there = known_facts(SYSTEM, PlanFact).filter(subject=project.code, item=engine.STAGE_PREFIX + stage)
    if not there.exists():
        return []
    return [
        Refusal(
            "projects.plan-stage-known",
            f"“{names[stage]}”已有计划日期",
            "要改日期请在该事项上办理调整，写明原因。",
            "stage",
        )
    ]


def settled_once(project: Project, item: Item, *, but: str) -> None:
    """Asked when the item's coming about is written and others wait.

    Raises Refused when somebody recorded it meanwhile.
    """
    there = known_facts(SYSTEM, DoneFact).filter(subject=project.code, item=item.item).exclude(code=but)
    if (other := there.order_by("id").first()) is not None:
        raise Refused(
            Refusal(
                "projects.item-done",
                f"“{item.title}”刚由{other.actor_name}登记为 {other.happened_on} 完成",
                "请刷新后查看。",
                "item",
            )
        )
