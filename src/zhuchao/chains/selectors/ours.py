"""What the district's own master says of companies otherwise than the registry, as tables beside the lake.

A lake's own tables are laid down once and hold the registry alone. Whoever reads them puts these few companies in the
place of the registry's rows: a change of the master builds nothing large anew.
"""

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
from django.conf import settings

from zhuchao.chains.analytics import overriding, strength
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.engine.placement import place
from zhuchao.chains.engine.scoring import excess
from zhuchao.chains.selectors.knowledge import cues
from zhuchao.companies.selectors import RegistryRow, master_mark, overridden, standing_rows
from zhuchao.terms.actor import SYSTEM
from zhuchao.warehouse import derived, lake
from zhuchao.warehouse.engines import Table

#: What is read of a company of the registry wherever companies are placed, ranked or counted.
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("uscc", "name", "name_key", "core_name")),
        *((name, pa.string()) for name in ("county_code", "city_code", "province", "scope")),
        ("reg_date", pa.date32()),
        ("capital_wan", pa.float64()),
        ("is_branch", pa.bool_()),
        ("has_scope", pa.bool_()),
    ]
)
#: What is read of a company that stands on a link.
PLACED = pa.schema(
    [
        *((name, pa.string()) for name in ("uscc", "link", "chain", "confidence", "by")),
        *(SCHEMA.field(name) for name in strength.CARRIED),
        ("trade_excess", pa.int64()),
    ]
)
#: Texts that the lake keeps as null where there is none.
_NULLED = ("county_code", "city_code", "province")


@dataclass(frozen=True, slots=True)
class Ours:
    """The companies of which the master speaks otherwise: their ``codes``, and their rows as the registry has them
    (``was``) and as they count (``now``). ``mark`` is another one for other rows, empty when there is nothing."""

    mark: str
    codes: frozenset[str]
    was: tuple[RegistryRow, ...]
    now: tuple[RegistryRow, ...]

    def codes_table(self) -> Table:
        """The codes as a table: uscc."""
        made = pa.table({"uscc": pa.array(sorted(self.codes), pa.string())})
        return derived.put("ours-codes", self.mark, lambda: made)

    def was_table(self) -> Table:
        """The rows as the registry has them."""
        return _rows_table("ours-was", self.mark, lambda: self.was)

    def now_table(self) -> Table:
        """The rows as they count."""
        return _rows_table("ours-now", self.mark, lambda: self.now)

    def over(self, registry: Table) -> Table:
        """The registry with the master's rows in place of its own, in the columns of ``SCHEMA``."""
        kept = registry.select(*SCHEMA.names)
        return overriding.replaced(kept, self.codes_table(), self.now_table()) if self.mark else kept

    def counting(self, held: Table, count: Callable[[Table], Table], *also: str) -> Table:
        """Counts of the registry (``companies`` and ``also``), as ``count`` makes them, with the master in it."""
        if not self.mark:
            return held
        return overriding.shifted(held, count(self.was_table()), count(self.now_table()), "companies", *also)

    def brands(self) -> Table:
        """The brand cores these companies bear, or bore by the registry: core_name."""
        return overriding.cores(self.was_table().union(self.now_table()))


def ours() -> Ours:
    """What the master says today.

    Raises Refused when nothing was imported yet.
    """
    return _ours(str(settings.ZHUCHAO_HOME), lake.required().version, master_mark())


@functools.lru_cache(maxsize=4)
def _ours(home: str, version: int, mark: str) -> Ours:
    """Every argument is part of the key."""
    found = overridden(SYSTEM) if mark else []
    digest = hashlib.sha256(repr(found).encode()).hexdigest()[:16] if found else ""
    return Ours(
        digest,
        frozenset(each.uscc for each in found),
        tuple(each.was for each in found if each.was is not None),
        tuple(each.now for each in found if each.now is not None),
    )


def placed(
    name: str, key: str, chain: Chain, said: Ours, words: tuple[Sequence[str], Sequence[str]]
) -> Table:
    """Where the companies of the master stand by the rules, and whom officers put on a link, as ``analytics.strength``
    carries placements; ``words`` are those of trading and of making. Few rows, judged by the engine itself."""
    trade, make = map(tuple, words)

    def made() -> pa.Table:
        rows = [
            {"chain": chain.code, "link": link, "confidence": confidence, "by": by}
            | {field: _plain(row, field) for field in ("uscc", *strength.CARRIED)}
            | {"trade_excess": None if row.scope is None else excess(row.scope, trade, make)}
            for row, link, confidence, by in _standing(chain, said)
            if not row.is_branch
        ]
        return pa.Table.from_pylist(rows, schema=PLACED)

    return derived.put(name, key, made)


def _standing(chain: Chain, said: Ours) -> Iterator[tuple[RegistryRow, str, str, str]]:
    corrected = {(c.uscc, c.link) for c in chain.corrected}
    for row in said.now:
        for p in place(row.name_key, row.scope, chain, cues()):
            if (row.uscc, p.link) not in corrected:
                yield row, p.link, p.confidence, p.by
    on = [c for c in chain.corrected if c.on]
    rows = standing_rows(SYSTEM, {c.uscc for c in on})
    for each in on:
        if each.uscc in rows:
            yield rows[each.uscc], each.link, "high", "corrected"


def _rows_table(name: str, key: str, rows: Callable[[], Iterable[RegistryRow]]) -> Table:
    def made() -> pa.Table:
        held = [{field: _plain(row, field) for field in SCHEMA.names} for row in rows()]
        return pa.Table.from_pylist(held, schema=SCHEMA)

    return derived.put(name, key, made)


def _plain(row: RegistryRow, field: str) -> object:
    value: object = getattr(row, field)
    return value or None if field in _NULLED else value
