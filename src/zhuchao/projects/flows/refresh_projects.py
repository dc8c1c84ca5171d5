"""Work out again from the facts where projects stand."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import partial

from zhuchao.ledger.models import Fact, State
from zhuchao.ledger.selectors import standing_facts
from zhuchao.ledger.store import recording
from zhuchao.projects.engine.exits import EXITS, state_after
from zhuchao.projects.engine.needs import missing
from zhuchao.projects.engine.plans import next_due
from zhuchao.projects.engine.standing import due_on, standing
from zhuchao.projects.models import (
    ContractFact,
    DelayFact,
    DoneFact,
    ExitFact,
    MoneyFact,
    PlanFact,
    Project,
    ProjectState,
)
from zhuchao.projects.selectors import held, plans, rules
from zhuchao.projects.selectors.held import Record
from zhuchao.terms.actor import SYSTEM, Actor
from zhuchao.terms.refusal import forbidden

_BATCH = 200
_COLUMNS = (
    "stage",
    "stage_on",
    "fields",
    "signed_on",
    "started_on",
    "amount_wan",
    "arrived_wan",
    "verified_wan",
    "due",
    "plan_due",
    "blocked_since",
    "state",
)
_TABLES: tuple[type[Fact], ...] = (*held.TABLES, PlanFact, DoneFact, DelayFact, ExitFact)


def refresh_projects(*, actor: Actor, codes: Iterable[str]) -> int:
    """Bring the rows of these projects up to date with their facts; gives how many. It changes no fact and no version:
    lists are brought up to date after any act and after any judgement of a fact.

    Raises Refused for whoever is not staff.
    """
    if not actor.is_staff:
        raise forbidden("projects.staff-only", "项目只对招商工作人员开放")
    wanted = list(dict.fromkeys(codes))
    with recording(actor) as book:
        # The facts of this very transaction are there to be read only when it closes.
        for start in range(0, len(wanted), _BATCH):
            book.afterwards(partial(_refresh, wanted[start : start + _BATCH]))
    return len(wanted)


def _refresh(codes: list[str]) -> None:
    projects = list(Project.objects.filter(code__in=codes))
    facts = standing_facts(SYSTEM, _TABLES, codes)
    known = held.of_facts(codes, facts)
    signed, money = _signed(facts[ContractFact]), _money(facts[MoneyFact])
    planned, blocked = plans.items_told(facts), _blocked(facts[DelayFact])
    left = {row.subject: state_after(row.what) for row in facts[ExitFact] if row.what in EXITS}
    for project in projects:
        its = known[project.code]
        _stand(project, its)
        first, amount = signed.get(project.code, (None, None))
        project.signed_on, project.amount_wan = first, amount
        project.started_on = its.reached.get("started")
        project.arrived_wan, project.verified_wan = money.get(project.code, (Decimal(0), Decimal(0)))
        open_items = next_due(planned.get(project.code, ()), most=1)
        project.plan_due = open_items[0].due_on if open_items else None
        project.blocked_since = blocked.get(project.code)
        project.state = left.get(project.code, ProjectState.ACTIVE)
    Project.objects.bulk_update(projects, _COLUMNS)


def _stand(project: Project, its: Record) -> None:
    route = rules.route(project.klass, project.form)

    def complete(stage: str) -> bool:
        needed = rules.needs(stage, klass=project.klass, form=project.form, on=its.reached[stage])
        lacking = missing(needed, its.held(stage), rules.words())
        return not any(m.need.blocks for m in lacking)

    found = standing(route, its.reached, complete)
    project.stage, project.stage_on = found.stage, found.on
    specs = rules.field_specs()
    project.fields = {code: v for code, v in its.fields.items() if code in specs and v not in (None, "")}
    agreed = its.fields.get("started_plan")
    project.due = due_on(
        found.stage,
        entered=found.on or project.opened_on,
        days=rules.numbers("overdue-days"),
        agreed_start=date.fromisoformat(str(agreed)) if agreed else None,
    )


def _blocked(rows: Sequence[DelayFact]) -> dict[str, date]:
    """The first day of what still holds each project up."""
    found: dict[str, date] = {}
    for row in rows:
        if row.until is None:
            found.setdefault(row.subject, row.happened_on)
    return found


def _signed(rows: Sequence[ContractFact]) -> dict[str, tuple[date | None, Decimal | None]]:
    """First day of a formal contract, and the sum of the newest text of every contract, in 万元."""
    first: dict[str, date] = {}
    newest: dict[str, dict[str, Decimal]] = {}
    formal = {row.contract for row in rows if row.what == "formal"}
    for row in rows:
        if row.contract not in formal:
            continue
        if row.what == "formal":
            first.setdefault(row.subject, row.happened_on)
        if row.amount_wan is not None:
            newest.setdefault(row.subject, {})[row.contract] = row.amount_wan
    return {
        code: (day, sum(newest[code].values(), Decimal(0)) if code in newest else None)
        for code, day in first.items()
    }


def _money(rows: Sequence[MoneyFact]) -> dict[str, tuple[Decimal, Decimal]]:
    """Arrived and of it verified, in 万元, of the kinds that count."""
    counting = {kind for kind, said in rules.details("money-kinds").items() if said["counts"]}
    found: dict[str, tuple[Decimal, Decimal]] = {}
    for row in rows:
        if row.what not in counting:
            continue
        arrived, verified = found.get(row.subject, (Decimal(0), Decimal(0)))
        sure = getattr(row, "state_known", None) == State.VERIFIED
        found[row.subject] = (arrived + row.amount_wan, verified + (row.amount_wan if sure else 0))
    return found
