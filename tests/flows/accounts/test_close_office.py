"""Ending an office."""

import datetime

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import close_office, create_office, create_post

pytestmark = pytest.mark.django_db
DOCUMENT = "示例编办〔2026〕5号"


@pytest.fixture
def empty(actors):
    """An office with a post nobody holds."""
    create_office(actor=actors["system_admin"], code="T3", name="示例街道三", kind="town", parent="D")
    create_post(actor=actors["system_admin"], office="T3", name="专员", code="P-empty")
    return "T3"


def test_works(actors, empty, promises):
    """The office and its posts end."""
    promises.add("1", "T1")
    close_office(actor=actors["system_admin"], code=empty, document=DOCUMENT)
    assert selectors.office(actors["centre"], empty).valid_to == datetime.date.today()
    assert selectors.post(actors["centre"], "P-empty").valid_to == datetime.date.today()


def test_refuses_while_a_duty_is_open(actors, refuses, empty, promises):
    """Not handed over and not signed for: the office may not end, whoever may see the duty."""
    promises.add("1", empty)
    told = refuses(
        close_office, match="1 项职责", actor=actors["system_admin"], code=empty, document=DOCUMENT
    )
    assert told.refusals[0].article == "优化营商环境条例第三十一条"
    promises.settle("1")
    close_office(actor=actors["system_admin"], code=empty, document=DOCUMENT)


def test_refuses_with_people_or_lower_offices(actors, refuses, promises):
    """All that is in the way is said at once."""
    create_office(actor=actors["system_admin"], code="T21", name="示例社区", kind="outpost", parent="T2")
    told = refuses(close_office, actor=actors["system_admin"], code="T2", document=DOCUMENT)
    assert [r.rule for r in told.refusals] == ["accounts.held-posts", "accounts.lower-offices"]


@pytest.mark.parametrize("day", [datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)])
def test_refuses_an_impossible_day(actors, refuses, empty, day):
    """Not before it was founded, not in advance."""
    refuses(
        close_office, match="撤销日", actor=actors["system_admin"], code=empty, document="文", last_day=day
    )


def test_forbids(actors, refuses, empty):
    """Only the system administrator."""
    refuses(close_office, forbidden=True, actor=actors["leader"], code=empty, document=DOCUMENT)
