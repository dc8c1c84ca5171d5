"""A company takes another name."""

import datetime

import pytest
from django.utils import timezone

from zhuchao.companies import selectors
from zhuchao.companies.flows import add_company, rename_company
from zhuchao.companies.models import CompanyFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 5, 6)


@pytest.fixture
def held(actors, own_home, code):
    """A company of 2020; its code."""
    return add_company(
        actor=actors["officer"], uscc=code(70), name="示例旧名公司", reg_date=datetime.date(2020, 1, 1)
    )


def test_works(actors, held):
    """The former name is kept with the day and still finds the company."""
    rename_company(actor=actors["officer"], uscc=held, version=1, name=" 示例新名公司 ", since=DAY)
    view = selectors.company(actors["leader"], held)
    assert (view.name, view.version) == ("示例新名公司", 2)
    assert [(f.name, f.until) for f in view.former] == [("示例旧名公司", DAY)]
    for text in ("新名", "旧名"):
        assert selectors.find_companies(actors["officer"], selectors.Wanted(text=text)).total == 1
    fact = CompanyFact.objects.get(what="renamed")
    assert (fact.happened_on, fact.value) == (DAY, {"before": "示例旧名公司", "after": "示例新名公司"})


def test_works_twice(actors, held):
    """Each former name has its own day; a list shows the company once."""
    rename_company(actor=actors["officer"], uscc=held, version=1, name="示例二名公司", since=DAY)
    rename_company(
        actor=actors["officer"], uscc=held, version=2, name="示例三名公司", since=datetime.date(2025, 1, 1)
    )
    view = selectors.company(actors["officer"], held)
    assert [f.name for f in view.former] == ["示例二名公司", "示例旧名公司"]
    assert selectors.find_companies(actors["officer"], selectors.Wanted(text="示例")).total == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "示例旧名公司"}, "name"),
        ({"since": timezone.localdate() + datetime.timedelta(days=1)}, "since"),
        ({"since": datetime.date(2019, 12, 31)}, "since"),
        ({"version": 7}, ""),
    ],
)
def test_refuses(actors, held, change, field):
    """The field is named; the name stays."""
    with pytest.raises(Refused) as refused:
        rename_company(
            actor=actors["officer"],
            uscc=held,
            **({"version": 1, "name": "示例新名公司", "since": DAY} | change),
        )
    assert [r.field for r in refused.value.refusals] == [field]
    assert selectors.company(actors["officer"], held).name == "示例旧名公司"


def test_refuses_a_day_before_the_last_renaming(actors, held):
    """Names follow each other."""
    rename_company(actor=actors["officer"], uscc=held, version=1, name="示例二名公司", since=DAY)
    with pytest.raises(Refused, match="早于成立日或上一次更名日"):
        rename_company(
            actor=actors["officer"],
            uscc=held,
            version=2,
            name="示例三名公司",
            since=DAY - datetime.timedelta(days=1),
        )


@pytest.mark.parametrize("name", ["leader", "assessor", "system_admin", "security_admin", "audit_admin"])
def test_forbids_those_who_only_read_or_administer(actors, held, name):
    """They rename nothing."""
    with pytest.raises(Refused) as refused:
        rename_company(actor=actors[name], uscc=held, version=1, name="示例新名公司", since=DAY)
    assert refused.value.forbidden
