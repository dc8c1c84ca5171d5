"""The district's own master goes before the registry in search."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.models import Company, FormerName
from zhuchao.terms.actor import Role
from zhuchao.terms.words import normalise_name

pytestmark = pytest.mark.django_db
MAIN = "浙江示例龙盛染整股份有限公司"


@pytest.fixture
def officer(make_actor):
    return make_actor(Role.OFFICER)


def keep(uscc, name, **more):
    now = timezone.now()
    given = {"created_at": now, "changed_at": now, "office_code": "T2"} | more
    return Company.objects.create(uscc=uscc, name=name, name_key=normalise_name(name), **given)


def test_what_the_master_knows_is_shown(small_lake, officer):
    """Name, capital and place of the master; what it leaves blank comes from the registry."""
    keep(small_lake.codes[MAIN], MAIN, capital_wan=Decimal("45000.5"), county_code="330602")
    hit = selectors.search(officer, "龙盛").hits[0]
    assert (hit.uscc, hit.capital_wan, hit.region) == (small_lake.codes[MAIN], 45000.5, "浙江省绍兴市越城区")
    assert (hit.reg_date, hit.in_master) == (datetime.date(1998, 3, 2), True)
    assert not selectors.search(officer, "示例水泵").hits[0].in_master


def test_a_renamed_company_is_found_by_either_name(small_lake, officer):
    """And the reader is told which is which."""
    row = keep(small_lake.codes[MAIN], "浙江示例新生材料股份有限公司")
    FormerName.objects.create(
        company=row, name=MAIN, name_key=normalise_name(MAIN), until=datetime.date(2024, 1, 1)
    )
    for asked in ("新生材料", MAIN):
        hit = selectors.search(officer, asked).hits[0]
        assert (hit.uscc, hit.name) == (row.uscc, "浙江示例新生材料股份有限公司")
        assert f"登记库名称：{MAIN}" in hit.why


def test_a_company_the_registry_does_not_have(small_lake, officer):
    """Found by name, code, scope and address, once each."""
    keep("91990000999999999X", "示例外来研究院", scope="石墨烯研究", address="越城区示例湾")
    for asked in ("外来研究", "91990000999999", "石墨烯", "示例湾"):
        assert [h.name for h in selectors.search(officer, asked).hits][:1] == ["示例外来研究院"]
    assert selectors.search(officer, "外来研究").total == 1


def test_the_master_answers_while_the_lake_is_empty(settings, tmp_path, officer):
    """A new district has its own companies before any import."""
    settings.ZHUCHAO_HOME = tmp_path
    keep("91990000999999999X", "示例外来研究院")
    assert [h.name for h in selectors.search(officer, "研究院").hits] == ["示例外来研究院"]
