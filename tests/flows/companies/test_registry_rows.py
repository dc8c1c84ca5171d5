"""One row of the registry, its kin by name, and what must be said of the registry."""

import datetime

import pytest

from zhuchao.companies import selectors
from zhuchao.terms.actor import Role

pytestmark = [pytest.mark.django_db, pytest.mark.lake]
MAIN = "浙江示例龙盛染整股份有限公司"


@pytest.fixture
def officer(make_actor):
    return make_actor(Role.OFFICER)


def test_a_row_as_the_registry_has_it(small_lake, officer):
    """Types, region and what is not known."""
    row = selectors.registry_row(officer, f" {small_lake.codes[MAIN].lower()} ")
    assert (row.name, row.reg_date, row.capital_wan) == (MAIN, datetime.date(1998, 3, 2), 30000.0)
    assert row.region == "浙江省绍兴市柯桥区"
    assert (row.is_branch, row.has_scope, row.scope) == (False, True, "印染；纺织品后整理")
    bare = selectors.registry_row(officer, small_lake.codes[MAIN + "上海分公司"])
    assert (bare.is_branch, bare.has_scope, bare.scope, bare.capital_wan) == (True, False, None, None)
    assert bare.as_dict()["region"] == "上海市闵行区"


def test_no_row_for_an_unknown_code(small_lake, officer):
    """None, also for what is no code at all."""
    assert selectors.registry_row(officer, "91330000000000000X") is None
    assert selectors.registry_row(officer, "'; DROP TABLE row; --") is None


def test_kin_by_name(small_lake, officer):
    """Branches start with the whole name; the same brand is another company."""
    kin = selectors.kin(officer, small_lake.codes[MAIN])
    assert {(k.name.removeprefix(MAIN), k.relation) for k in kin if k.relation == "分支"} == {
        ("杭州分公司", "分支"),
        ("上海分公司", "分支"),
    }
    assert small_lake.codes[MAIN] not in {k.uscc for k in kin}
    assert len({k.uscc for k in kin}) == len(kin)
    assert selectors.kin(officer, "91330000000000000X") == []


def test_the_same_brand_is_kin_unless_it_is_a_common_word(small_lake, officer, monkeypatch):
    """A brand that many bear says nothing."""
    from dataclasses import replace

    from zhuchao.companies.selectors import registry

    code = small_lake.codes["绍兴示例龙盛纺织有限公司"]
    brand = selectors.registry_row(officer, code).core_name
    same = [k for k in selectors.kin(officer, code) if k.relation == "同字号"]
    assert same
    assert all(selectors.registry_row(officer, k.uscc).core_name == brand for k in same)
    rare = replace(registry.limits(), common_brand=1)
    monkeypatch.setattr(registry, "limits", lambda: rare)
    assert selectors.kin(officer, code) == []


def test_the_note(small_lake, officer):
    """Rows, month, invented or not."""
    note = selectors.lake_note(officer)
    assert (note.rows, note.as_of, note.demo) == (73, datetime.date(2019, 4, 30), True)
    assert note.caveat == "示例数据，企业均为虚构。登记数据截至 2019-04，存续未核实"
