"""What the rulebook lays down for the registry, read once for one day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhuchao import rulebook
from zhuchao.companies.analytics.cleaning import Rules
from zhuchao.companies.engine.capital import Currency, Limits
from zhuchao.companies.engine.names import NameWords
from zhuchao.companies.store.sources import FileLimits
from zhuchao.companies.store.staging import ImportRules
from zhuchao.documents import workbooks


@dataclass(frozen=True, slots=True)
class RegistryRules:
    """Everything an import obeys. ``grace_seconds`` is how long readers may hold files of an older lake."""

    reading: ImportRules
    words: NameWords
    standing: dict[str, float]
    rebuild_above: float
    as_of_share: float
    grace_seconds: float


def capital_limits(on: date) -> Limits:
    """How registered capital is judged on that day."""
    doubt = _value("registry.capital-doubt", on)
    rates = _value("registry.currency-rates", on)
    return Limits(
        ceiling_wan=float(_value("registry.capital-ceiling", on)),
        doubt_wan=float(doubt["from_wan"]),
        large_bodies=tuple(doubt["names_of_large_bodies"]),
        currencies={code: Currency(tuple(c["names"]), float(c["rate"])) for code, c in rates.items()},
    )


def name_words(on: date) -> NameWords:
    """The word lists that take a name apart."""
    forms, trades = _value("registry.legal-forms", on), _value("registry.trade-words", on)
    return NameWords(tuple(forms), tuple(trades))


def registry_rules(on: date) -> RegistryRules:
    """The rules in force on that day."""
    limits, lake = _value("registry.file-limits", on), _value("registry.lake", on)
    files = FileLimits(
        workbooks.Limits(
            unpacked_mb=limits["xlsx_unpacked_mb"],
            ratio=limits["xlsx_ratio"],
            ratio_from_mb=limits["xlsx_ratio_from_mb"],
            members=limits["xlsx_members"],
        ),
        valid_utf8_characters=limits["valid_utf8_characters"],
    )
    cleaning = Rules(
        date_floor=_value("registry.date-floor", on),
        today=on,
        limits=capital_limits(on),
        blanks=tuple(_value("registry.blank-words", on)),
    )
    return RegistryRules(
        reading=ImportRules(
            cleaning, _value("registry.columns", on), _value("registry.required-columns", on), files
        ),
        words=name_words(on),
        standing=_value("registry.search-standing", on),
        rebuild_above=lake["rebuild_index_above"],
        as_of_share=_value("registry.as-of-share", on),
        grace_seconds=lake["grace_minutes"] * 60,
    )


def _value(rule_id: str, on: date) -> Any:
    return rulebook.rule(rule_id, on=on).value
