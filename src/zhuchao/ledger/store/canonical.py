"""Brings a row to the form in which it will come back, before its digest is taken."""

from decimal import Decimal
from typing import Any

from django.db import models

from zhuchao.ledger.engine.chain import plain, row_digest, row_number
from zhuchao.ledger.models import AppendOnly
from zhuchao.terms.refusal import Refusal, Refused


def settle(row: AppendOnly, link: int, place: int) -> None:
    """Give the row its number, link and digest.

    Raises Refused when a text cannot be kept, ValueError when a column would lose something.
    """
    row.id = row_number(link, place)
    row.link = link
    columns: dict[str, object] = {}
    for field in row._meta.concrete_fields:
        if field.name == "digest":
            continue
        value = _settled(field, getattr(row, field.attname))
        setattr(row, field.attname, value)
        columns[field.attname] = value
    row.digest = row_digest(row._meta.db_table, columns)


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
