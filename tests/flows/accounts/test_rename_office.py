"""Renaming an office."""

import datetime

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import create_office, rename_office

pytestmark = pytest.mark.django_db
DOCUMENT = "示例编办〔2026〕2号"


@pytest.fixture
def office(actors):
    """An office founded a year ago."""
    first = datetime.date.today() - datetime.timedelta(days=365)
    return create_office(
        actor=actors["system_admin"], code="T3", name="示例旧名", kind="town", parent="D", valid_from=first
    )


def test_works(actors, office):
    """The code stays; on a day before it was called by the old name."""
    today = datetime.date.today()
    rename_office(actor=actors["system_admin"], code=office, name="示例新名", document=DOCUMENT)
    officer = actors["officer"]
    assert selectors.office(officer, office).name == "示例新名"
    assert selectors.office_name_on(officer, office, today - datetime.timedelta(days=1)) == "示例旧名"
    assert selectors.office_name_on(officer, office, today) == "示例新名"
    assert [n for _, n, _ in selectors.office_names(officer, office)] == ["示例新名", "示例旧名"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"name": "示例旧名"}, "相同"),
        ({"document": ""}, "依据文件"),
        ({"since": datetime.date(2000, 1, 1)}, "启用日"),
        ({"since": datetime.date(2100, 1, 1)}, "启用日"),
        ({"code": "X"}, "没有编号"),
    ],
)
def test_refuses(actors, refuses, office, change, why):
    """The same name, no document, a day before the present name or to come."""
    asked = {"code": office, "name": "示例新名", "document": DOCUMENT} | change
    refuses(rename_office, match=why, actor=actors["system_admin"], **asked)


def test_forbids(actors, refuses, office):
    """Not even the office's head."""
    asked = {"code": office, "name": "示例新名", "document": DOCUMENT}
    refuses(rename_office, forbidden=True, actor=actors["office_head"], **asked)
