"""The 示例 district is founded once, by the administrators' own flows."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import get_hasher

from zhuchao.accounts import selectors
from zhuchao.accounts.flows.create_first_admins import create_first_admins
from zhuchao.accounts.models import Person
from zhuchao.demo.engine.district import ADMINISTRATORS, DEFAULT_LOGIN, OFFICES, PASSWORD, POSTS
from zhuchao.demo.flows.load_district import load_district
from zhuchao.terms.actor import ROLE_NAMES, SYSTEM, Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_default_actor():
    yield
    (Path(settings.ZHUCHAO_HOME) / "default-actor").unlink(missing_ok=True)


def test_works_and_everybody_can_log_in_as_printed(rf):
    assert load_district(actor=SYSTEM)
    for login in (*(p.login for p in POSTS[:2]), *ADMINISTRATORS):
        person = authenticate(rf.get("/"), login=login, username=login, password=PASSWORD)
        assert person is not None, login
        assert not person.must_change_password


def test_works_with_light_hashes_that_the_first_log_in_makes_heavy(rf, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    usual = get_hasher().iterations
    load_district(actor=SYSTEM)
    login = POSTS[0].login

    def rounds():
        return get_hasher().decode(Person.objects.get(login=login).password)["iterations"]

    assert rounds() < usual == get_hasher().iterations
    assert authenticate(rf.get("/"), login=login, username=login, password="示例-不对-2026") is None
    assert rounds() < usual
    assert authenticate(rf.get("/"), login=login, username=login, password=PASSWORD) is not None
    assert rounds() == usual


def test_works_with_the_roles_and_offices_of_the_plan():
    load_district(actor=SYSTEM)
    for post in POSTS:
        held = selectors.actor_by_login(post.login)
        assert held.roles == frozenset(post.roles)
        assert held.home_office == post.office
    # The outpost lies under the centre, so the centre's officer sees its records.
    assert "shanghai" in selectors.actor_by_login("zhaoshang").office_codes
    assert {o.kind for o in OFFICES} >= {
        "leadership",
        "centre",
        "department",
        "town",
        "zone",
        "outpost",
        "assessment",
    }


def test_works_as_the_default_of_the_command_line():
    load_district(actor=SYSTEM)
    assert selectors.command_line_actor("") == selectors.actor_by_login(DEFAULT_LOGIN)


def test_works_once_and_a_second_time_changes_nothing():
    assert load_district(actor=SYSTEM)
    before = Person.objects.count()
    assert not load_district(actor=SYSTEM)
    assert Person.objects.count() == before


def test_works_for_every_role_but_the_enterprise():
    held = {role for post in POSTS for role in post.roles}
    assert held | {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN} == set(Role) - {Role.ENTERPRISE}
    assert {name for name, _ in ADMINISTRATORS.values()} <= set(ROLE_NAMES.values())


def test_refuses_a_home_with_people_of_another_district():
    create_first_admins(actor=SYSTEM)
    with pytest.raises(Refused, match="已有人员"):
        load_district(actor=SYSTEM)


def test_refuses_leaves_nothing_half_done(monkeypatch):
    from zhuchao.accounts.models import Office, Person
    from zhuchao.demo.flows import load_district as module

    def interrupted(**given):
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "assign_post", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load_district(actor=SYSTEM)
    assert not Person.objects.exists()
    assert not Office.objects.exists()


def test_forbids_anybody_but_the_machine(make_actor):
    with pytest.raises(Refused) as refused:
        load_district(actor=make_actor(Role.SYSTEM_ADMIN))
    assert refused.value.forbidden
