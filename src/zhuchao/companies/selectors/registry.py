"""One row of the registry, and who belongs to it by name."""

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from zhuchao.companies.engine import rights
from zhuchao.companies.selectors.finding import limits
from zhuchao.companies.selectors.master import companies_visible_to
from zhuchao.rulebook import regions
from zhuchao.terms import uscc as codes
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.warehouse import index, lake

BRANCH, SAME_BRAND = "分支", "同字号"


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """What the registry says of a company; amounts in 万元 of yuan, codes of divisions as of today.

    ``capital_note`` tells of conversion or why an amount was set aside; ``import_id`` which import gave the row.
    """

    uscc: str
    name: str
    name_key: str
    core_name: str
    reg_date: date | None
    capital_wan: float | None
    capital_note: str
    currency: str
    county_code: str
    city_code: str
    province: str
    scope: str | None
    address: str | None
    ent_type: str
    is_branch: bool
    has_scope: bool
    import_id: str

    @property
    def region(self) -> str:
        """浙江省绍兴市柯桥区, as deep as the registry knows."""
        return region_name(self.county_code, self.city_code, self.province)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, with the region's name."""
        return asdict(self) | {"region": self.region}


@dataclass(frozen=True, slots=True)
class Kin:
    """A company that belongs to another by name alone: nobody checked shareholdings."""

    uscc: str
    name: str
    relation: str
    region: str
    reg_date: date | None


def region_name(county: str | None, city: str | None, province: str | None) -> str:
    """The full name of the deepest division known; empty when nothing is."""
    return regions.full_name(county or city or "") or province or ""


def day(text: str | None) -> date | None:
    """A date as the search file keeps it."""
    return date.fromisoformat(text) if text else None


def search_file() -> index.Index | None:
    """The search file of the registry in force; None while nothing was imported.

    Raises Refused when the registry lies there without its search file.
    """
    found = index.current()
    if found is None and lake.manifest() is not None:
        raise Refused(
            Refusal(
                "registry.no-index",
                "登记库的检索文件缺失或不是现行格式",
                "请区招商投资促进中心再导入一次登记数据，同一份文件即可。",
            )
        )
    return found


def registry_row(actor: Actor, uscc: str) -> RegistryRow | None:
    """What the registry says of the company with this code; None when it has no such row.

    Raises Refused when the actor may not see companies.
    """
    rights.need_reader(actor)
    file = search_file()
    row = file.by_code(codes.clean(uscc)) if file else None
    return _registry_row(row) if row is not None else None


def registry_rows(actor: Actor, uscc_codes: Iterable[str]) -> dict[str, RegistryRow]:
    """By code what the registry says of these companies; codes it does not know are left out.

    Raises Refused when the actor may not see companies.
    """
    rights.need_reader(actor)
    wanted = list(uscc_codes)
    file = search_file() if wanted else None
    rows = file.by_codes(wanted) if file else ()
    return {row["uscc"]: _registry_row(row) for row in rows}


def company_names(actor: Actor, uscc_codes: Iterable[str]) -> dict[str, str]:
    """What the companies of these codes are called, the master's name first; unknown codes are left out.

    Raises Refused when the actor may not see companies.
    """
    rights.need_reader(actor)
    wanted = set(uscc_codes)
    file = search_file()
    rows = (file.by_code(code) for code in wanted) if file else ()
    found = {row["uscc"]: row["name"] for row in rows if row is not None}
    ours = companies_visible_to(actor).filter(uscc__in=wanted).values_list("uscc", "name")
    return found | dict(ours)


def _registry_row(row: sqlite3.Row) -> RegistryRow:
    texts = {k: row[k] or "" for k in ("capital_note", "currency", "county_code", "city_code", "province")}
    return RegistryRow(
        uscc=row["uscc"],
        name=row["name"],
        name_key=row["name_key"],
        core_name=row["core_name"] or "",
        reg_date=day(row["reg_date"]),
        capital_wan=row["capital_wan"],
        **texts,
        scope=row["scope"],
        address=row["address"],
        ent_type=row["ent_type"] or "",
        is_branch=bool(row["is_branch"]),
        has_scope=row["scope"] is not None,
        import_id=row["import_id"] or "",
    )


def kin(actor: Actor, uscc: str) -> list[Kin]:
    """Its branches (names that start with its whole name) and companies of the same brand (字号), best first.

    At most as many of each as the rulebook's ``registry.search-limits`` says; a brand more companies bear than
    ``common_brand`` is a common word and no kinship. Raises Refused when the actor may not see companies.
    """
    rights.need_reader(actor)
    file = search_file()
    own = file.by_code(codes.clean(uscc)) if file else None
    if file is None or own is None:
        return []
    bounds = limits()
    found = [
        (BRANCH, row)
        for row in file.by_name_prefix(own["name_key"], bounds.kin)
        if row["is_branch"] and row["uscc"] != own["uscc"]
    ]
    seen = {own["uscc"], *(row["uscc"] for _, row in found)}
    same = file.by_core(own["core_name"] or "", bounds.common_brand + 1)
    if len(same) <= bounds.common_brand:
        found += [(SAME_BRAND, row) for row in same if row["uscc"] not in seen][: bounds.kin]
    return [_kin(relation, row) for relation, row in found]


def _kin(relation: str, row: sqlite3.Row) -> Kin:
    region = region_name(row["county_code"], row["city_code"], row["province"])
    return Kin(row["uscc"], row["name"], relation, region, day(row["reg_date"]))
