"""The facts that stand, as sets: the same rows as ``ledger.selectors.known_facts``, asked so that whole tables of a
hundred thousand projects answer within a figure's time."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    DateField,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf

from zhuchao.ledger.models import FactState, State
from zhuchao.projects.models import ContractFact, FieldFact, ProjectFact, StageFact
from zhuchao.projects.selectors.projects import projects_visible_to
from zhuchao.terms.actor import Actor

#: Rows fetched at a time.
_CHUNK = 5000
#: Projects named in one question.
_SOME = 500


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked: facts of projects ``actor`` sees, known at ``known_at`` (None: now), and the period in which the
    projects signed. ``stages`` keeps to projects of which one of these was recorded at any time."""

    actor: Actor
    since: date
    as_of: date
    known_at: datetime | None = None
    stages: tuple[str, ...] = ()


def standing(
    model: type[ProjectFact], at: Moment, *, signed_only: bool = True, state: bool = False
) -> QuerySet[Any]:
    """The facts of a table that stood at the moment: neither voided nor corrected then. What is voided stays voided,
    so a set of its codes is enough. ``signed_only`` keeps to projects with a formal text in the period, ``state``
    adds ``state_known``."""
    voided = _voided(model, at.known_at)
    facts: QuerySet[Any] = model._default_manager.exclude(code__in=voided)
    later = model._default_manager.filter(replaces__gt="").exclude(code__in=voided)
    if at.known_at is not None:
        facts, later = facts.filter(recorded_at__lte=at.known_at), later.filter(recorded_at__lte=at.known_at)
    facts = facts.exclude(code__in=later.values("replaces"))
    if signed_only:
        facts = facts.filter(subject__in=_candidates(at))
    if not at.actor.sees_district:
        facts = facts.filter(subject__in=projects_visible_to(at.actor).values("code"))
    if state:
        facts = facts.annotate(state_known=_state_known(model, at.known_at))
    return facts.order_by()


def _voided(model: type[ProjectFact], known_at: datetime | None) -> QuerySet[Any]:
    rows = FactState.objects.filter(kind=model._meta.db_table, state=State.VOIDED)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    return rows.values("fact_code")


def _candidates(at: Moment) -> QuerySet[Any]:
    """Projects with any formal text in the period, whatever became of it: no fewer than the cohort; or with any fact of
    the stages, of which the caller takes those of the cohort."""
    if at.stages:
        return StageFact.objects.filter(what__in=at.stages).values("subject")
    texts = ContractFact.objects.filter(what="formal", happened_on__range=(at.since, at.as_of))
    return texts.values("subject")


def _state_known(model: type[ProjectFact], known_at: datetime | None) -> Case:
    """Claimed, verified or disputed: the newest judgement, looked up only where there was a dispute."""
    rows = FactState.objects.filter(kind=model._meta.db_table)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    newest = rows.filter(fact_code=OuterRef("code")).order_by("-id").values("state")[:1]
    return Case(
        When(code__in=rows.filter(state=State.DISPUTED).values("fact_code"), then=Subquery(newest)),
        When(
            code__in=rows.filter(state=State.VERIFIED).values("fact_code"), then=Value(State.VERIFIED.value)
        ),
        default=Value(State.CLAIMED.value),
        output_field=CharField(),
    )


def tuples(facts: QuerySet[Any], *columns: str) -> Iterator[tuple[Any, ...]]:
    """The columns of the facts as tuples."""
    found: Iterator[tuple[Any, ...]] = facts.values_list(*columns).iterator(chunk_size=_CHUNK)
    return found


def bare(facts: QuerySet[Any], *columns: str) -> Iterator[tuple[Any, ...]]:
    """The columns as the database gives them, a third of the time: ``day`` and ``wan`` read its days and sums."""
    try:
        sql, params = facts.values_list(*_undated(facts, columns)).query.sql_with_params()
    except EmptyResultSet:  # nothing can be in it, such as projects of somebody who sees none
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(_CHUNK):
            yield from rows


def _undated(facts: QuerySet[Any], columns: Sequence[str]) -> list[Any]:
    """On SQLite days as their text: a declared day is put through Python row by row before ``day`` could keep it."""
    if connection.vendor != "sqlite":
        return list(columns)
    days = {each.name for each in facts.model._meta.concrete_fields if type(each) is DateField}
    return [Cast(c, TextField()) if c in days else c for c in columns]


def day(raw: date | str) -> date:
    """A day as ``bare`` gives it: SQLite keeps its text."""
    return _parsed(raw) if isinstance(raw, str) else raw


#: The same days come again and again.
_parsed = lru_cache(maxsize=20_000)(date.fromisoformat)


def wan(raw: Decimal | float | None) -> Decimal | None:
    """A sum of two decimals in 万元 as ``bare`` gives it: SQLite keeps a binary number, exact to the fen."""
    return raw if raw is None or isinstance(raw, Decimal) else Decimal(round(raw * 100)).scaleb(-2)


def bits(model: type[ProjectFact], at: Moment, of: Mapping[str, int]) -> dict[str, int]:
    """Project → the bits of what it has among ``of`` by ``as_of``, one row a project."""
    facts = standing(model, at).filter(what__in=list(of))
    grouped = facts.values("subject").annotate(bits=_weight(of, at.as_of))
    return {code: int(found) for code, found in bare(grouped, "subject", "bits")}


def _weight(of: Mapping[str, int], as_of: date) -> Sum:
    whens = [When(what=code, happened_on__lte=as_of, then=Value(bit)) for code, bit in of.items()]
    return Sum(Case(*whens, default=Value(0), output_field=BigIntegerField()), distinct=True)


def _as_text() -> Coalesce:
    """The value of a field as text."""
    # SQLite's text of nothing is the word null.
    text = NullIf(Cast(KeyTextTransform("v", "value"), TextField()), Value("null"))
    return Coalesce(text, Value(""), output_field=TextField())


@lru_cache(maxsize=20_000)
def _told(raw: str) -> str | None:
    """The value in the text of a fact; None where it is no text."""
    value = json.loads(raw).get("v")
    return value if isinstance(value, str) else None


def newest_values(
    at: Moment,
    codes: Sequence[str],
    of: Mapping[str, int] | None = None,
    *,
    signed_only: bool = True,
    subjects: Collection[str] = (),
) -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """The newest value by ``as_of`` of each named field, by project (where the first value is of a later day, because the
    project was entered late, that one), and the bits of the fields among ``of`` whose newest value is not empty.

    ``subjects`` keeps to some projects. One row a project; only those of which a value changed or was emptied are read
    fact by fact.
    """
    of = of or {}
    asked = standing(FieldFact, at, signed_only=signed_only).filter(what__in=[*codes, *of])
    asked = asked.filter(subject__in=subjects) if subjects else asked
    asked = asked.annotate(told=Cast("value", TextField()))
    columns: dict[str, Any] = {f"low_{n}": Min("told", filter=Q(what=code)) for n, code in enumerate(codes)}
    columns |= {f"high_{n}": Max("told", filter=Q(what=code)) for n, code in enumerate(codes)}
    if of:
        emptied = Case(When(Q(told__contains='""') | Q(told__contains="null"), then=1), default=0)
        columns |= {"bits": _weight(of, at.as_of), "emptied": Max(emptied, filter=Q(what__in=list(of)))}
    found: dict[str, dict[str, str]] = {}
    held: dict[str, int] = {}
    again = []
    ends = len(codes)
    for subject, *row in bare(asked.values("subject").annotate(**columns), "subject", *columns):
        lows, highs, more = row[:ends], row[ends : 2 * ends], row[2 * ends :]
        its = {code: _told(low) for code, low in zip(codes, lows, strict=True) if low is not None}
        found[subject] = {code: value for code, value in its.items() if value is not None}
        if more and more[0]:
            held[subject] = int(more[0])
        if lows != highs or len(its) != len(found[subject]) or (more and more[1]):
            again.append(subject)
    for start in range(0, len(again), _SOME):
        _fact_by_fact(asked.filter(subject__in=again[start : start + _SOME]), at.as_of, of, found, held)
    return found, held


def _fact_by_fact(
    asked: QuerySet[Any],
    as_of: date,
    of: Mapping[str, int],
    found: dict[str, dict[str, str]],
    held: dict[str, int],
) -> None:
    """Put right the values and bits of some projects."""
    fresh: dict[str, dict[str, str]] = {}
    rows = asked.annotate(v=_as_text()).order_by("happened_on", "id")
    for code, what, value, on in bare(rows, "subject", "what", "v", "happened_on"):
        its = fresh.setdefault(code, {})
        if what in of:
            if day(on) <= as_of:
                had = held.get(code, 0)
                held[code] = had | of[what] if value else had & ~of[what]
        elif day(on) <= as_of or what not in its:
            its[what] = value
    found |= fresh
