"""The core firms of a chain in a district: what 以商招商 leans on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.chains.analytics import strength
from zhuchao.chains.engine.knowledge import Chain
from zhuchao.chains.selectors import tables
from zhuchao.chains.selectors.reading import rows_of


@dataclass(frozen=True, slots=True)
class LocalFirm:
    """One of the core companies of a link in the district; capital in 万元."""

    link: str
    uscc: str
    name: str
    capital_wan: float | None
    reg_date: date | None
    confidence: str
    scope: str


def core_firms(chain: Chain, district: str) -> list[LocalFirm]:
    """The largest companies of each link in the district (rulebook targets.core-firms)."""
    entry = rulebook.rule("targets.core-firms", on=timezone.localdate())
    value = cast("Mapping[str, int]", entry.value)
    found = strength.largest(
        tables.placements(chain),
        district,
        per_link=value["per_link"],
        min_capital_wan=value["min_capital_wan"],
    )
    return _firms(sorted(rows_of(found), key=lambda r: (r["link"], r["place"])))


def local_firms(chain: Chain, link: str, district: str, most: int = 12) -> list[LocalFirm]:
    """The companies of one link in the district, the largest first, those of unknown capital last."""
    return _firms(rows_of(strength.local(tables.placements(chain), link, district, most)))


def _firms(rows: Iterable[Mapping[str, Any]]) -> list[LocalFirm]:
    return [
        LocalFirm(
            r["link"],
            r["uscc"],
            r["name"],
            r["capital_wan"],
            r["reg_date"],
            r["confidence"],
            r["scope"] or "",
        )
        for r in rows
    ]
