"""Creating a post."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import create_post

pytestmark = pytest.mark.django_db


def test_works(actors):
    """A new post opens nothing yet."""
    code = create_post(actor=actors["system_admin"], office="T1", name="示例岗")
    row = selectors.post(actors["officer"], code)
    assert (row.office, row.name, row.roles, row.holders) == ("T1", "示例岗", (), ())


@pytest.mark.parametrize(
    ("change", "why"),
    [({"office": "X"}, "没有编号"), ({"code": "P-officer"}, "已被使用"), ({"name": ""}, "岗位名称")],
)
def test_refuses(actors, refuses, change, why):
    """An unknown office, a taken code, no name."""
    asked = {"office": "T1", "name": "示例岗"} | change
    refuses(create_post, match=why, actor=actors["system_admin"], **asked)


def test_forbids(actors, refuses):
    """The security administrator decides roles, not posts."""
    refuses(create_post, forbidden=True, actor=actors["security_admin"], office="T1", name="示例岗")
