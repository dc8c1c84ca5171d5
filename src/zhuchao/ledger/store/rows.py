"""Writing many rows at once. The ORM builds the text of its statement anew for every few rows, which costs more than the
database does; here one statement is told all of them."""

import functools
from collections.abc import Callable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction


def insert(model: type[models.Model], rows: Sequence[models.Model]) -> None:
    """Save new rows whose primary keys are set; as ``bulk_create`` does, without signals."""
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields: tuple[Any, ...] = model._meta.concrete_fields
    names = ", ".join(quoted(f.column) for f in fields)
    marks = ", ".join(["%s"] * len(fields))
    kept = [(f, _keeper(f)) for f in fields]
    told = [[keep(f.pre_save(row, True)) for f, keep in kept] for row in rows]
    _tell(f"INSERT INTO {quoted(model._meta.db_table)} ({names}) VALUES ({marks})", told)
    for row in rows:
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def update(model: type[models.Model], rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Save these columns of rows that are there; as ``bulk_update`` does."""
    quoted = connections[DEFAULT_DB_ALIAS].ops.quote_name
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    key: Any = model._meta.pk
    sets = ", ".join(f"{quoted(f.column)} = %s" for f in fields)
    kept = [(f.attname, _keeper(f)) for f in (*fields, key)]
    told = [[keep(getattr(row, name)) for name, keep in kept] for row in rows]
    _tell(f"UPDATE {quoted(model._meta.db_table)} SET {sets} WHERE {quoted(key.column)} = %s", told)


def _keeper(field: Any) -> Callable[[Any], Any]:
    """How a value of the column is told to the database; bare text goes as it is."""
    connection = connections[DEFAULT_DB_ALIAS]
    if isinstance(field, models.DateField):
        # The rows of one transaction were recorded at one moment, and many happened on one day.
        return functools.lru_cache(1024)(lambda value: field.get_db_prep_save(value, connection))
    if not isinstance(field, models.CharField):
        return lambda value: field.get_db_prep_save(value, connection)
    return lambda value: value if type(value) is str else field.get_db_prep_save(value, connection)


def _tell(statement: str, rows: list[list[Any]]) -> None:
    if not rows:
        return
    with transaction.atomic(savepoint=False), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        if len(rows) == 1:
            cursor.execute(statement, rows[0])
        else:
            cursor.executemany(statement, rows)
