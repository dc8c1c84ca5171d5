"""Facts as they were known at a moment (design.md §2.1)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from zhuchao.ledger.models import Fact, FactState, State, fact_model
from zhuchao.ledger.selectors.reading import Condition, read, values
from zhuchao.terms.actor import Actor

_Fact = TypeVar("_Fact", bound=Fact)


@dataclass(frozen=True, slots=True)
class StateRow:
    """One judgement of a fact."""

    state: str
    state_name: str
    reason: str
    evidence: tuple[str, ...]
    recorded_at: datetime
    actor_code: str
    actor_name: str


def _judged(actor: Actor, kind: str, code: str) -> QuerySet[FactState]:
    """The judgements of a fact of an office the actor sees, in the order they were made."""
    model = fact_model(kind)
    fact = model._default_manager.filter(code=code).first() if model else None
    if fact is None or not actor.sees_office(fact.office_code):
        return FactState.objects.none()
    return FactState.objects.filter(kind=kind, fact_code=code).order_by("id")


def state_at(actor: Actor, kind: str, code: str, *, known_at: datetime | None = None) -> State | None:
    """What was thought of a fact (``kind`` its table) at a moment, or is thought now.

    None when nothing was known of it then, or the actor does not see it.
    """
    rows = _judged(actor, kind, code)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    newest = rows.last()
    return State(newest.state) if newest else None


def judgements(actor: Actor, kind: str, code: str) -> list[StateRow]:
    """Every judgement of a fact the actor sees, the oldest first."""
    return [state_row(row) for row in _judged(actor, kind, code)]


def newest_judgements(model: type[Fact], codes: Iterable[str]) -> dict[str, StateRow]:
    """What is thought now of facts that the actor was found to see, by code. One query."""
    rows = FactState.objects.filter(kind=model._meta.db_table, fact_code__in=set(codes)).order_by("id")
    return {row.fact_code: state_row(row) for row in rows}


def state_row(row: FactState) -> StateRow:
    """A judgement as it is read."""
    return StateRow(
        row.state,
        State(row.state).label,
        row.reason,
        tuple(row.evidence),
        row.recorded_at,
        row.actor_code,
        row.actor_name,
    )


def known_facts(
    actor: Actor, model: type[_Fact], *, known_at: datetime | None = None, corrected: bool = False
) -> "QuerySet[_Fact, Any]":
    """The facts of a table that stood at a moment (now when not said) and belong to an office the actor
    sees, each with ``state_known``.

    Left out are voided facts and, unless ``corrected``, those replaced by a correction that stood then.
    """
    standing = _standing(model, known_at)
    if not corrected:
        later = _standing(model, known_at).filter(replaces=OuterRef("code"))
        standing = standing.filter(~Exists(later))
    return standing.filter(_seen(actor))


def standing_facts(
    actor: Actor,
    models: Iterable[type[Fact]],
    subjects: Collection[str],
    *,
    known_at: datetime | None = None,
) -> dict[type[Fact], list[Any]]:
    """The facts of several tables about these subjects that stood at a moment (now when not said), each with
    ``state_known``, by day and then as recorded: what ``known_facts`` gives, in one plain query a table and one for
    their states, for a screenful of subjects at a time."""
    found = _about(actor, models, subjects, known_at)
    codes = [row.code for rows in found.values() for row in rows]
    judged = [*_upto(known_at), ("fact_code", "in", codes), ("state", "<>", State.CLAIMED)]
    states = values(FactState, ("kind", "fact_code", "state"), judged, ("id",))
    newest = {(kind, code): state for kind, code, state in states}
    return {model: stood(model, rows, newest) for model, rows in found.items()}


def _about(
    actor: Actor, models: Iterable[type[Fact]], subjects: Collection[str], known_at: datetime | None
) -> dict[type[Fact], list[Any]]:
    """Every fact of these tables about the subjects that the actor sees."""
    asked = [*_upto(known_at), ("subject", "in", list(subjects))]
    offices = _offices(actor)
    if offices is not None:
        asked.append(("office_code", "in", offices))
    return {model: read(model, asked, ("happened_on", "id")) for model in models}


def _upto(known_at: datetime | None) -> list[Condition]:
    return [] if known_at is None else [("recorded_at", "<=", known_at)]


def stood(model: type[Fact], rows: list[Any], newest: Mapping[tuple[str, str], str]) -> list[Any]:
    """Those of a table's facts that stand, each with ``state_known``: neither voided nor replaced by one that stands."""
    kind = model._meta.db_table
    for row in rows:
        row.state_known = newest.get((kind, row.code), State.CLAIMED.value)
    standing = [row for row in rows if row.state_known != State.VOIDED]
    corrected = {row.replaces for row in standing if row.replaces}
    return [row for row in standing if row.code not in corrected]


def _standing(model: type[_Fact], known_at: datetime | None) -> "QuerySet[_Fact, Any]":
    facts: QuerySet[_Fact, Any] = model._default_manager.all()
    if known_at is not None:
        facts = facts.filter(recorded_at__lte=known_at)
    annotated: QuerySet[_Fact, Any] = facts.annotate(state_known=_state_known(model, known_at))  # type: ignore[assignment]
    return annotated.exclude(state_known=State.VOIDED)


def _state_known(model: type[Fact], known_at: datetime | None) -> Coalesce:
    rows = FactState.objects.filter(kind=model._meta.db_table, fact_code=OuterRef("code"))
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    newest = rows.order_by("-id").values("state")[:1]
    return Coalesce(Subquery(newest), Value(State.CLAIMED.value), output_field=CharField())


def _seen(actor: Actor) -> Q:
    offices = _offices(actor)
    return Q() if offices is None else Q(office_code__in=offices)


def _offices(actor: Actor) -> Collection[str] | None:
    """The offices whose facts the actor sees; None is all of them."""
    if actor.sees_district:
        return None
    return actor.office_codes if actor.is_staff else ()
