"""The registry as the district's master puts it right: the one place where a row of the master goes before a row of the
registry, field by field. What the master leaves blank is as the registry knows it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import cast

from django.utils import timezone

from zhuchao import rulebook
from zhuchao.companies.engine.master import Event
from zhuchao.companies.engine.names import NameWords, core_name
from zhuchao.companies.models import Company, CompanyFact
from zhuchao.companies.selectors.master import companies_visible_to
from zhuchao.companies.selectors.registry import RegistryRow, registry_rows
from zhuchao.rulebook import regions
from zhuchao.terms.actor import Actor
from zhuchao.terms.words import is_branch_name

_FOUR = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Overridden:
    """A company of which the master speaks otherwise than the registry. ``was`` is the registry's row, None when it has
    none; ``now`` as it counts, None when the company was merged into another."""

    uscc: str
    was: RegistryRow | None
    now: RegistryRow | None


def master_mark() -> str:
    """Another one after every change of the master: each is a fact (design.md §2.1). Empty while it has none."""
    newest = CompanyFact.objects.order_by("-pk").values_list("pk", "recorded_at").first()
    return f"{newest[0]}@{newest[1].isoformat()}" if newest else ""


def overridden(actor: Actor) -> list[Overridden]:
    """Every company of which the master speaks otherwise, by code; those it took over unchanged are not among them.

    Raises Refused when the actor may not see companies.
    """
    companies = list(companies_visible_to(actor).order_by("uscc"))
    held = registry_rows(actor, [c.uscc for c in companies])
    return [each for each in _compared(companies, held) if each.now != each.was]


def standing_rows(actor: Actor, uscc_codes: Collection[str]) -> dict[str, RegistryRow]:
    """By code how these companies stand, the master before the registry; unknown and merged ones are left out.

    Raises Refused when the actor may not see companies.
    """
    held = registry_rows(actor, uscc_codes)
    companies = companies_visible_to(actor).filter(uscc__in=list(uscc_codes))
    ours = {each.uscc: each.now for each in _compared(companies, held)}
    return {code: row for code, row in (held | ours).items() if row is not None}


def counties_changed_since(actor: Actor, moment: datetime) -> frozenset[str]:
    """Counties of companies of which the master said something else after the moment, where they sat before and now.

    What it took over from the registry as it was is no change. Raises Refused when the actor may not see companies.
    """
    facts = CompanyFact.objects.filter(recorded_at__gt=moment).exclude(what=Event.ADOPTED)
    said = list(facts.values_list("subject", "value"))
    codes = {subject for subject, _ in said}
    rows = *registry_rows(actor, codes).values(), *standing_rows(actor, codes).values()
    before = (value.get("changes", {}).get("county_code", [""])[0] for _, value in said)
    gone = companies_visible_to(actor).filter(uscc__in=codes).values_list("county_code", flat=True)
    return frozenset({*(row.county_code for row in rows), *before, *gone})


def _compared(companies: Iterable[Company], held: Mapping[str, RegistryRow]) -> Iterable[Overridden]:
    words = _words()
    for each in companies:
        was = held.get(each.uscc)
        yield Overridden(each.uscc, was, None if each.merged_into else _put_right(each, was, words))


def _put_right(ours: Company, was: RegistryRow | None, words: NameWords) -> RegistryRow:
    found = was or _nothing(ours.uscc)
    # Kept at four decimals in the master: what is equal there is no correction.
    if ours.capital_wan is not None and ours.capital_wan != _four(found.capital_wan):
        found = replace(found, capital_wan=float(ours.capital_wan), capital_note="", currency="")
    if ours.city_code and (ours.county_code, ours.city_code) != (found.county_code, found.city_code):
        province = regions.region(f"{ours.city_code[:2]}0000")
        found = replace(
            found,
            county_code=ours.county_code,
            city_code=ours.city_code,
            province=province.short_name if province else found.province,
        )
    scope = ours.scope or found.scope
    found = replace(found, reg_date=ours.reg_date or found.reg_date, scope=scope, has_scope=scope is not None)
    if ours.name_key != found.name_key:
        found = replace(
            found, name=ours.name, name_key=ours.name_key, is_branch=is_branch_name(ours.name_key)
        )
    if was is None or (found.name_key, found.city_code, found.county_code) != (
        was.name_key,
        was.city_code,
        was.county_code,
    ):
        found = replace(found, core_name=core_name(found.name_key, _places(found), words))
    return found


def _nothing(uscc: str) -> RegistryRow:
    texts = dict.fromkeys(
        ("name", "name_key", "core_name", "capital_note", "currency", "county_code", "city_code", "province"),
        "",
    )
    return RegistryRow(
        uscc=uscc,
        **texts,
        reg_date=None,
        capital_wan=None,
        scope=None,
        address=None,
        ent_type="",
        is_branch=False,
        has_scope=False,
        import_id="",
    )


def _four(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount)).quantize(_FOUR)


def _places(row: RegistryRow) -> tuple[str, str, str]:
    """Short names of its province, city and county, as an import takes them out of a name."""
    city, county = regions.region(row.city_code), regions.region(row.county_code)
    return (
        row.province,
        city.short_name if city and city.level is regions.Level.CITY else "",
        county.short_name if county and county.level is regions.Level.COUNTY else "",
    )


def _words() -> NameWords:
    today = timezone.localdate()
    forms, trades = (
        tuple(cast("Sequence[str]", rulebook.rule(f"registry.{name}", on=today).value))
        for name in ("legal-forms", "trade-words")
    )
    return NameWords(forms, trades)
