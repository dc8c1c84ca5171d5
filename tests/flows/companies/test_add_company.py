"""A company by hand."""

import datetime
from decimal import Decimal

import pytest

from zhuchao.companies import selectors
from zhuchao.companies.flows import add_company, adopt_company
from zhuchao.companies.models import Company, CompanyFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, registry, code):
    """The code is cleaned, the place found by its name, the fact says it came by hand."""
    made = add_company(
        actor=actors["officer"],
        uscc=f"{code(50)[:8]} {code(50)[8:].lower()}",
        name=" 示例新设有限公司 ",
        kind="institute",
        county_code="柯桥区",
        reg_date=datetime.date(2026, 1, 5),
        capital_wan=Decimal("300.5"),
    )
    view = selectors.company(actors["assessor"], made)
    assert (view.uscc, view.name, view.kind_name) == (code(50), "示例新设有限公司", "科研院所")
    assert (view.county_code, view.region, view.capital_wan) == (
        "330603",
        "浙江省绍兴市柯桥区",
        Decimal("300.5"),
    )
    assert (view.from_registry, view.office, CompanyFact.objects.get().what) == (False, "T1", "added")


def test_works_with_an_empty_registry(actors, own_home, code):
    """The master does not wait for the registry."""
    assert add_company(actor=actors["officer"], uscc=code(50), name="示例") == code(50)


@pytest.mark.parametrize(
    ("place", "county", "city"),
    [
        ("330621", "330603", "330600"),
        ("绍兴市", "", "330600"),
        ("浙江省绍兴市越城区", "330602", "330600"),
        ("", "", ""),
    ],
)
def test_works_with_places_as_people_write_them(actors, own_home, code, place, county, city):
    """An old code, a city, a full name, nothing."""
    add_company(actor=actors["officer"], uscc=code(50), name="示例", county_code=place)
    row = Company.objects.get()
    assert (row.county_code, row.city_code) == (county, city)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"uscc": "1"}, "uscc"),
        ({"name": " "}, "name"),
        ({"name": "示" * 201}, "name"),
        ({"name": "示例\x00公司"}, "name"),
        ({"kind": "gang"}, "kind"),
        ({"county_code": "某某区"}, "county_code"),
        ({"county_code": "鼓楼区"}, "county_code"),
        ({"reg_date": datetime.date(9999, 1, 1)}, "reg_date"),
        ({"reg_date": datetime.date(1900, 1, 1)}, "reg_date"),
        ({"capital_wan": Decimal("-1")}, "capital_wan"),
        ({"capital_wan": Decimal("1.37e10")}, "capital_wan"),
        ({"capital_wan": Decimal("NaN")}, "capital_wan"),
        ({"capital_wan": Decimal("0.00001")}, "capital_wan"),
        ({"industry_code": "C17x"}, "industry_code"),
        ({"note": "示" * 401}, "note"),
    ],
)
def test_refuses_what_is_wrong(actors, own_home, code, change, field):
    """The field is named; nothing is written."""
    with pytest.raises(Refused) as refused:
        add_company(actor=actors["officer"], **({"uscc": code(50), "name": "示例"} | change))
    assert {r.field for r in refused.value.refusals} == {field}
    assert not Company.objects.exists()


def test_refuses_everything_at_once(actors, own_home):
    """The form shows all faults together."""
    with pytest.raises(Refused) as refused:
        add_company(actor=actors["officer"], uscc="1", name="", kind="x", county_code="某某区")
    assert {r.field for r in refused.value.refusals} == {"uscc", "name", "kind", "county_code"}


def test_refuses_an_ambiguous_place_and_names_the_candidates(actors, own_home, code):
    """There is a 鼓楼区 in several cities."""
    with pytest.raises(Refused, match="江苏省南京市鼓楼区"):
        add_company(actor=actors["officer"], uscc=code(50), name="示例", county_code="鼓楼区")


def test_refuses_what_is_known_already(actors, registry, code):
    """In the registry: adopt it. In the master: open it."""
    with pytest.raises(Refused, match="纳入企业主档"):
        add_company(actor=actors["officer"], uscc=code(1), name="示例")
    adopt_company(actor=actors["officer"], uscc=code(1))
    with pytest.raises(Refused, match="已在企业主档中"):
        add_company(actor=actors["other_officer"], uscc=code(1), name="示例")
    assert Company.objects.count() == 1


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "security_admin", "audit_admin"])
def test_forbids_those_who_only_read_or_administer(actors, own_home, code, name):
    """They keep no master."""
    with pytest.raises(Refused) as refused:
        add_company(actor=actors[name], uscc=code(50), name="示例")
    assert refused.value.forbidden
