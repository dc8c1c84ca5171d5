"""All that several tables hold about a few subjects, with what was thought of each fact, read once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhuchao.ledger.models import Fact, FactState
from zhuchao.ledger.selectors.facts import StateRow, state_row, stood


@dataclass(frozen=True, slots=True)
class History:
    """``rows``: every fact, voided and corrected ones too; ``standing``: those that stand, each with ``state_known``; both
    by table, by day and then as recorded. ``judged``: the newest judgement of each fact by table and code."""

    rows: Mapping[type[Fact], list[Any]]
    standing: Mapping[type[Fact], list[Any]]
    judged: Mapping[tuple[str, str], StateRow]


def history(
    models: Iterable[type[Fact]], subjects: Collection[str], *, known_at: datetime | None = None
) -> History:
    """The facts of several tables about these subjects as known at a moment (now when not said): one query a table and
    one for the judgements. That the actor sees the subjects is the caller's matter."""
    known = {} if known_at is None else {"recorded_at__lte": known_at}
    found = {
        model: list(
            model._default_manager.filter(subject__in=subjects, **known).order_by("happened_on", "id")
        )
        for model in models
    }
    codes = [row.code for rows in found.values() for row in rows]
    states = FactState.objects.filter(fact_code__in=codes, **known).order_by("id")
    judged = {(row.kind, row.fact_code): state_row(row) for row in states}
    newest = {key: row.state for key, row in judged.items()}
    standing = {model: stood(model, rows, newest) for model, rows in found.items()}
    return History(found, standing, judged)
