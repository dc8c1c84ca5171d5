"""Brings a row to the form in which it will come back, before its digest is taken."""

import functools
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from zhuchao.ledger.engine.chain import plain, plain_digest, row_number
from zhuchao.ledger.models import AppendOnly
from zhuchao.terms.refusal import Refusal, Refused

#: The types that a column's own conversion leaves as they are; text is looked at besides.
_OWN: tuple[tuple[type["models.Field[Any, Any]"], type], ...] = (
    (models.DateTimeField, datetime),
    (models.DateField, date),
    (models.BooleanField, bool),
    (models.IntegerField, int),
    (models.CharField, str),
)
_PLAIN = frozenset({bool, int, str})


def settle(row: AppendOnly, link: int, place: int) -> None:
    """Give the row its number, link and digest.

    Raises Refused when a text cannot be kept, ValueError when a column would lose something.
    """
    row.id = row_number(link, place)
    row.link = link
    columns: dict[str, object] = {}
    for name, field, own in _columns(type(row)):
        value = getattr(row, name)
        if type(value) is not own or (isinstance(value, str) and not _bare(field, value)):
            value = _settled(field, value)
            setattr(row, name, value)
        # Bare values and JSON are plain by now; days, moments and sums are not.
        columns[name] = value if own in _PLAIN or isinstance(field, models.JSONField) else plain(value)
    row.digest = plain_digest(row._meta.db_table, columns)


@functools.cache
def _columns(model: type[AppendOnly]) -> tuple[tuple[str, "models.Field[Any, Any]", type | None], ...]:
    """Every column but the digest, with the type of which values stay as they are."""
    return tuple(
        (f.attname, f, next((own for kind, own in _OWN if isinstance(f, kind)), None))
        for f in model._meta.concrete_fields
        if f.name != "digest"
    )


def _bare(field: "models.Field[Any, Any]", value: str) -> bool:
    """True for the short text that any database keeps, which most are."""
    return value.isascii() and "\x00" not in value and len(value) <= (field.max_length or 0)


def _settled(field: "models.Field[Any, Any]", value: object) -> object:
    try:
        if isinstance(field, models.JSONField):
            return plain(value)
        value = field.to_python(value)
        if isinstance(value, str):
            value = plain(value)
    except ValueError as error:
        raise Refused(
            Refusal("ledger.unkeepable", f"内容无法原样保存：{error}", "请删去该内容后重新提交。")
        ) from error
    if (
        isinstance(field, models.CharField)
        and isinstance(value, str)
        and len(value) > (field.max_length or 0)
    ):
        raise ValueError(f"{field} holds {field.max_length} characters, not {len(value)}")
    if isinstance(field, models.DecimalField) and isinstance(value, Decimal):
        kept = value.quantize(Decimal(1).scaleb(-field.decimal_places))
        if kept != value:
            raise ValueError(f"{field} keeps {field.decimal_places} decimals of {value}")
        return kept
    return value
