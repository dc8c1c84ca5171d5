"""Work out again from the facts where projects stand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache, partial
from typing import Any

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.ledger.models import Fact, FactState, State, fact_model
from zhuchao.ledger.selectors import standing_facts
from zhuchao.ledger.store import Book, recording
from zhuchao.ledger.store.rows import update
from zhuchao.projects.engine.cohort import Text, signed
from zhuchao.projects.engine.exits import EXITS, state_after
from zhuchao.projects.engine.fields import FieldSpec
from zhuchao.projects.engine.needs import Words, missing
from zhuchao.projects.engine.plans import next_due
from zhuchao.projects.engine.standing import due_on, standing
from zhuchao.projects.models import (
    ContractFact,
    DelayFact,
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
_Tables = frozenset[type[Fact]]
_Facts = Mapping[type[Fact], Sequence[Any]]
_STANDING, _PLANNED = frozenset(held.TABLES), frozenset(plans.TABLES)
_ALL: _Tables = _STANDING | _PLANNED | {DelayFact, ExitFact}


def refresh_projects(*, actor: Actor, codes: Iterable[str]) -> int:
    """Bring the rows of these projects up to date with their facts; gives how many. It changes no fact and no version:
    lists are brought up to date after any act and after any judgement of a fact. Within an act only what rests on
    the tables that it wrote to, or whose facts it judged, is worked out again.

    Raises Refused for whoever is not staff.
    """
    if not actor.is_staff:
        raise forbidden("projects.staff-only", "项目只对招商工作人员开放")
    wanted = list(dict.fromkeys(codes))
    with recording(actor) as book:
        # The facts of this very transaction are there to be read only when it closes.
        changed = cache(partial(_changed, book))
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            key = f"projects.refresh:{','.join(batch)}"
            book.afterwards(partial(_refresh, batch, changed), key=key)
    return len(wanted)


def _changed(book: Book) -> _Tables:
    """The tables whose facts the act wrote or judged in a way that rows show; all when it did neither, or too much to tell."""
    facts, states = book.taken(Fact), book.taken(FactState)  # type: ignore[type-abstract]
    if book.spilled or (not facts and not states):
        return _ALL
    own = {fact.code for fact in facts}
    found: set[type[Fact]] = {type(fact) for fact in facts}
    for state in states:
        judged = None if state.fact_code in own else fact_model(state.kind)
        # Whether a fact is verified shows in the sums of money only.
        if judged is not None and (state.state == State.VOIDED or judged is MoneyFact):
            found.add(judged)
    return frozenset(found)


def _refresh(codes: list[str], changed: Callable[[], _Tables]) -> None:
    touched = changed()
    projects = list(Project.objects.filter(code__in=codes))
    stands = [p for p in projects if _stands_anew(p, touched)]
    tables = (_STANDING if stands else frozenset()) | (touched & _ALL)
    tables |= _PLANNED if touched & _PLANNED else frozenset()
    if not tables:
        return
    before = {p.pk: _row(p) for p in projects}
    facts: _Facts = standing_facts(SYSTEM, sorted(tables, key=lambda m: m.__name__), codes)
    _work_out(projects, stands, facts)
    moved = [p for p in projects if _row(p) != before[p.pk]]
    if len(moved) == 1:
        Project.objects.filter(pk=moved[0].pk).update(**dict(zip(_COLUMNS, _row(moved[0]), strict=True)))
    elif moved:
        update(Project, moved, _COLUMNS)


def _stands_anew(project: Project, touched: _Tables) -> bool:
    """Whether the stage may be another: money matters to it only where a stage needs money."""
    tables = touched & _STANDING
    if tables == {MoneyFact}:
        return _needs_money(project.klass, project.form, rulebook.version(), timezone.localdate())
    return bool(tables)


@lru_cache(maxsize=256)
def _needs_money(klass: str, form: str, _version: str, on: date) -> bool:
    route = rules.route(klass, form)
    return any(n.kind == "money" for s in route for n in rules.needs(s, klass=klass, form=form, on=on))


def _row(project: Project) -> tuple[object, ...]:
    return tuple(getattr(project, column) for column in _COLUMNS)


def _work_out(projects: Sequence[Project], stands: Sequence[Project], facts: _Facts) -> None:
    """Set the columns that rest on the tables that were read."""
    if stands:
        known = held.of_facts([p.code for p in projects], facts)
        words, specs = rules.words(), rules.field_specs()
        for project in stands:
            _stand(project, known[project.code], words, specs)
    for model, put in _PUTS.items():
        if model in facts:
            put(projects, facts)


def _put_contract(projects: Sequence[Project], facts: _Facts) -> None:
    found = _signed(facts[ContractFact])
    for project in projects:
        project.signed_on, project.amount_wan = found.get(project.code, (None, None))


def _put_money(projects: Sequence[Project], facts: _Facts) -> None:
    money = _money(facts[MoneyFact])
    for project in projects:
        project.arrived_wan, project.verified_wan = money.get(project.code, (Decimal(0), Decimal(0)))


def _put_plan(projects: Sequence[Project], facts: _Facts) -> None:
    planned = plans.items_told(facts)
    for project in projects:
        open_items = next_due(planned.get(project.code, ()), most=1)
        project.plan_due = open_items[0].due_on if open_items else None


def _put_delay(projects: Sequence[Project], facts: _Facts) -> None:
    blocked = _blocked(facts[DelayFact])
    for project in projects:
        project.blocked_since = blocked.get(project.code)


def _put_exit(projects: Sequence[Project], facts: _Facts) -> None:
    left = {row.subject: state_after(row.what) for row in facts[ExitFact] if row.what in EXITS}
    for project in projects:
        project.state = left.get(project.code, ProjectState.ACTIVE)


_PUTS: Mapping[type[Fact], Callable[[Sequence[Project], _Facts], None]] = {
    ContractFact: _put_contract,
    MoneyFact: _put_money,
    PlanFact: _put_plan,
    DelayFact: _put_delay,
    ExitFact: _put_exit,
}


def _stand(project: Project, its: Record, words: Words, specs: Mapping[str, FieldSpec]) -> None:
    route = rules.route(project.klass, project.form)

    def complete(stage: str) -> bool:
        needed = rules.needs(stage, klass=project.klass, form=project.form, on=its.reached[stage])
        lacking = missing(needed, its.held(stage), words)
        return not any(m.need.blocks for m in lacking)

    found = standing(route, its.reached, complete)
    project.started_on = its.reached.get("started")
    project.stage, project.stage_on = found.stage, found.on
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


def _signed(rows: Sequence[ContractFact]) -> dict[str, tuple[date, Decimal | None]]:
    """First day of a formal contract and the sum of the contract that counts, in 万元, as every figure takes them."""
    texts = (Text(r.subject, r.what, r.happened_on, r.id, r.contract, r.amount_wan, False) for r in rows)
    return {code: (its.first_on, its.amount) for code, its in signed(texts).items()}


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
