"""Reading rows by plain conditions, many times over. The ORM builds the text of its statement anew each time, which costs
several times what the database does; here the text is joined from its few parts and the columns are looked at once."""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.expressions import Col

_Row = TypeVar("_Row", bound=models.Model)
_Converter = Callable[[Any, Any, Any], Any]

#: Column, comparison (``in``, ``<=`` or ``<>``), value; all of them hold.
Condition = tuple[str, str, Any]


def read(model: type[_Row], conditions: Sequence[Condition], order: Sequence[str]) -> list[_Row]:
    """The rows for which all conditions hold, as ``filter(…).order_by(…)`` gives them. One query; none when a collection
    is empty, as nothing is in it."""
    fields = model._meta.concrete_fields
    names = [f.attname for f in fields]
    told = values(model, names, conditions, order)
    return [model.from_db(DEFAULT_DB_ALIAS, names, row) for row in told]


def values(
    model: type[models.Model], names: Sequence[str], conditions: Sequence[Condition], order: Sequence[str]
) -> list[list[Any]]:
    """These columns of the rows for which all conditions hold, as ``values_list`` gives them."""
    if any(sign == "in" and not value for _, sign, value in conditions):
        return []
    statement, parameters = _asked(model, names, conditions, order)
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows = [list(row) for row in cursor.fetchall()]
    for place, expression, converters in _converters(model, tuple(names), connection.vendor):
        for row in rows:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
    return rows


def _asked(
    model: type[models.Model], names: Sequence[str], conditions: Sequence[Condition], order: Sequence[str]
) -> tuple[str, list[Any]]:
    connection = connections[DEFAULT_DB_ALIAS]
    quoted = connection.ops.quote_name
    parts, parameters = [], []
    for name, sign, value in conditions:
        field: Any = model._meta.get_field(name)
        given: Collection[Any] = value if sign == "in" else (value,)
        marks = ", ".join(["%s"] * len(given))
        parts.append(f"{quoted(field.column)} {sign} {f'({marks})' if sign == 'in' else marks}")
        parameters += [field.get_db_prep_value(field.get_prep_value(one), connection) for one in given]
    columns, listed = (", ".join(quoted(_column(model, one)) for one in each) for each in (names, order))
    table = quoted(model._meta.db_table)
    return f"SELECT {columns} FROM {table} WHERE {' AND '.join(parts)} ORDER BY {listed}", parameters


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.column)


@lru_cache(maxsize=256)
def _converters(
    model: type[models.Model], names: tuple[str, ...], vendor: str
) -> list[tuple[int, Col, list[_Converter]]]:
    """What the columns of a database of this kind need before they are what was saved, by their place."""
    connection = connections[DEFAULT_DB_ALIAS]
    found = []
    for place, name in enumerate(names):
        field: Any = model._meta.get_field(name)
        column = Col(model._meta.db_table, field)
        own = connection.ops.get_db_converters(column) + field.get_db_converters(connection)
        if own:
            found.append((place, column, own))
    return found
