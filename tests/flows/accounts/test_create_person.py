"""Opening an account."""

import pytest

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import create_person
from zhuchao.accounts.models import Person

pytestmark = pytest.mark.django_db


def test_works(actors):
    """A random first password that must be changed; no post, so no rights."""
    code, password = create_person(actor=actors["system_admin"], login="zhang.san", name="示例张三")
    person = Person.objects.get(code=code)
    assert person.check_password(password)
    assert person.must_change_password
    assert not selectors.actor_of(person).roles
    assert selectors.person(actors["system_admin"], code).login == "zhang.san"
    assert selectors.person(actors["officer"], code) is None


def test_works_with_a_given_password(actors):
    """A password of the administrator's choice obeys the rules too."""
    _, password = create_person(
        actor=actors["system_admin"], login="zhang", name="示例", password="示例-口令-2026"
    )
    assert password == "示例-口令-2026"


def test_works_for_somebody_who_does_not_log_in_yet(actors):
    """No password opens the account until the system administrator resets it."""
    code, password = create_person(actor=actors["system_admin"], login="zhang", name="示例", opens=False)
    assert password == ""
    assert not Person.objects.get(code=code).has_usable_password()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"login": "officer"}, "已被使用"),
        ({"login": "OFFICER"}, "已被使用"),
        ({"login": "张三"}, "字母开头"),
        ({"name": ""}, "姓名"),
        ({"code": "system"}, "已被使用"),
        ({"code": "R-officer"}, "已被使用"),
        ({"password": "short1"}, "至少10位"),
        ({"password": "0123456789012"}, "数字"),
        ({"password": "abcdefghijklm"}, "2类"),
        ({"password": "password123"}, "常见口令"),
        ({"password": "zhang.san-2026"}, "登录名"),
    ],
)
def test_refuses(actors, refuses, change, why):
    """Taken or malformed names, and every rule of passwords."""
    asked = {"login": "zhang.san", "name": "示例张三"} | change
    refuses(create_person, match=why, actor=actors["system_admin"], **asked)
    assert Person.objects.count() == 11


def test_forbids(actors, refuses):
    """Whoever gives rights opens no accounts."""
    for who in ("security_admin", "audit_admin", "centre"):
        refuses(create_person, forbidden=True, actor=actors[who], login="zhang.san", name="示例")
