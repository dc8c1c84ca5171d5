"""Founding an office."""

import datetime

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import create_office
from zhuchao.accounts.models import Office
from zhuchao.ledger.models import AuditEvent

pytestmark = pytest.mark.django_db
NEW = {"code": "T3", "name": "示例街道三", "kind": "town"}


def test_works(actors):
    """The office stands in the tree under its parent, with a dated name and an audit row."""
    assert (
        create_office(actor=actors["system_admin"], parent="D", document="示例编办〔2026〕1号", **NEW) == "T3"
    )
    row = selectors.office(actors["officer"], "T3")
    assert (row.name, row.parent, row.kind_name) == ("示例街道三", "D", "镇街")
    tree = {r.code: r.depth for r in selectors.offices(actors["officer"])}
    assert (tree["D"], tree["T3"]) == (0, 1)
    assert AuditEvent.objects.get(verb="设立机构").office_code == ""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"code": "T1"}, "已被使用"),
        ({"code": "街道"}, "编号应为"),
        ({"name": " "}, "没有填写"),
        ({"name": "长" * 81}, "最多80字"),
        ({"kind": "village"}, "这类机构"),
        ({"parent": "X"}, "没有编号"),
        ({"parent": "D", "valid_from": datetime.date(2019, 1, 1)}, "不存续"),
    ],
)
def test_refuses(actors, refuses, change, why):
    """A taken or malformed code, no name, an unknown kind or parent."""
    refuses(create_office, match=why, actor=actors["system_admin"], **(NEW | change))
    assert Office.objects.count() == 6


@pytest.mark.parametrize("who", ["security_admin", "audit_admin", "centre", "leader"])
def test_forbids(actors, refuses, who):
    """Only the system administrator founds offices."""
    refuses(create_office, forbidden=True, actor=actors[who], **NEW)
