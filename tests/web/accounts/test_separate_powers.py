"""Three administrators of separate powers: none does another's work, none does business, nobody is two of them."""

import pytest
from django.test import Client

from zhuchao.accounts.models import Holding, Office, Person, Post
from zhuchao.engagements.flows import open_lead
from zhuchao.engagements.models import Lead
from zhuchao.terms.uscc import check_character

pytestmark = pytest.mark.django_db
ADMINS = ("system_admin", "security_admin", "audit_admin")
#: What each alone may press; every other administrator and every staff role is refused.
PRESSED = {
    "/accounts/people/new/": ("system_admin", {"name": "示例新人", "login": "xinren"}),
    "/accounts/people/R-officer/reset/": ("system_admin", {}),
    "/accounts/people/R-officer/deactivate/": ("system_admin", {"reason": "调离"}),
    "/accounts/offices/new/": (
        "system_admin",
        {"code": "T9", "name": "示例镇", "kind": "town", "parent": "D"},
    ),
    "/accounts/offices/T1/rename/": ("system_admin", {"name": "示例新街道", "document": "示例文1号"}),
    "/accounts/offices/T1/posts/new/": ("system_admin", {"name": "示例岗"}),
    "/accounts/posts/P-officer/roles/": ("security_admin", {"roles": ["department"]}),
    "/accounts/people/R-officer/assign/": ("security_admin", {"post": "P-other_officer"}),
    "/accounts/lock-outs/R-officer/lift/": ("security_admin", {}),
    "/accounts/second-factors/R-officer/drop/": ("security_admin", {}),
    "/ledger/verify/": ("audit_admin", {}),
}


def records():
    """Everything an administrator could have changed."""
    return (
        list(Person.objects.order_by("pk").values_list("code", "password", "is_active")),
        list(Office.objects.order_by("pk").values_list("code", "name", "valid_to")),
        list(Post.objects.order_by("pk").values_list("code", "roles", "valid_to")),
        list(Holding.objects.order_by("pk").values_list("person_id", "post_id", "end")),
    )


@pytest.mark.parametrize("path", PRESSED)
def test_only_one_power_may_press(client_as, path):
    """Whoever else presses gets 403 and changes nothing."""
    whose, body = PRESSED[path]
    before = records()
    for name in (*ADMINS, "officer", "office_head", "centre", "leader"):
        if name != whose:
            assert client_as(name).post(path, body).status_code == 403, name
    assert records() == before


@pytest.fixture
def second_guard(district):
    """Nobody empowers themselves: for the first security administrator another presses."""
    other = Person(code="R-second", login="second", name="示例第二安全员")
    other.set_unusable_password()
    other.save()
    Holding.objects.create(person=other, post=Post.objects.get(code="P-security_admin"), start="2020-01-01")
    client = Client()
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("held", ADMINS)
def test_nobody_is_two_of_them(second_guard, held):
    """By the page that assigns posts: an administrator gets neither another power nor business."""
    before = records()
    for wanted in {*ADMINS, "officer", "centre"} - {held}:
        answer = second_guard.post(f"/accounts/people/R-{held}/assign/", {"post": f"P-{wanted}"})
        assert answer.status_code == 422, wanted
        assert "不能由同一人担任" in answer.content.decode()
    assert records() == before


@pytest.mark.parametrize("name", ADMINS)
def test_administrators_do_no_business(client_as, actors, name):
    """Neither by page nor by API, whatever they know of the address."""
    first17 = "91990000000000055"
    uscc = first17 + check_character(first17)
    code = open_lead(actor=actors["officer"], uscc=uscc, company_name="示例公司", source="visit")
    client = client_as(name)
    assert client.post(f"/leads/{code}/answer/", {"note": "x"}).status_code == 403
    assert client.get(f"/api/v1/engagements/leads/{code}").status_code == 403
    by_api = client.post(
        f"/api/v1/engagements/leads/{code}/answer", {"note": "x"}, content_type="application/json"
    )
    assert by_api.status_code == 403
    assert Lead.objects.get(code=code).answered_on is None
