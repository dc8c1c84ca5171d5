"""What accounts lets whom see, and with how many queries."""

import json

import pytest
from click.testing import CliRunner

from zhuchao.accounts import selectors
from zhuchao.accounts.models import Holding, Person, Post
from zhuchao.terms.actor import SYSTEM, Actor, Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_an_actor_takes_three_queries(district, django_assert_num_queries):
    """On every request: holdings, tree, successions; however many offices and posts there are."""
    with django_assert_num_queries(3):
        selectors.actor_of(district.people["leader"])


def test_an_actor_sees_the_offices_below(actors):
    """The tree gives sight downward only."""
    assert actors["leader"].office_codes == {"D", "C", "B1", "T1", "T2", "K"}
    assert actors["officer"].office_codes == {"T1"}
    assert actors["officer"].sees_office("T1")
    assert not actors["officer"].sees_office("T2")


def test_the_named_post_is_acted_through(district):
    """Of several posts the chosen one, else the first; a post not held is not acted through."""
    person = district.people["officer"]
    second = Post.objects.get(code="P-department")
    Holding.objects.create(person=person, post=second, start="2026-01-01")
    assert selectors.actor_of(person).post_code == "P-officer"
    assert selectors.actor_of(person, post_code="P-department").roles == {Role.DEPARTMENT}
    assert selectors.actor_of(person, post_code="P-leader").post_code == "P-officer"
    assert selectors.actor_by_code("R-officer", post_code="P-leader") is None


@pytest.mark.parametrize(
    ("who", "offices", "people", "logins"),
    [
        ("officer", 6, 11, False),
        ("leader", 6, 11, False),
        ("system_admin", 6, 11, True),
        ("security_admin", 6, 11, True),
        ("audit_admin", 0, 0, False),
    ],
)
def test_the_directory(actors, who, offices, people, logins):
    """Names and posts for staff, accounts for the two keepers, nothing for the audit administrator."""
    actor = actors[who]
    page = selectors.people(actor)
    assert (len(selectors.offices(actor)), page.total, len(page.rows)) == (offices, people, people)
    others = [row.login for row in page.rows if row.code != actor.person_code]
    assert all(others) if logins else not any(others)
    assert selectors.person(actor, actor.person_code).login == who


def test_an_enterprise_user_sees_no_directory(actors, make_actor):
    """Outside the offices nothing of them shows."""
    outside = make_actor(Role.ENTERPRISE)
    assert selectors.offices(outside) == []
    assert selectors.posts(outside) == []
    assert selectors.people(outside).total == 0
    assert selectors.office(outside, "T1") is None


def test_a_search_by_login_tells_staff_nothing(actors):
    """Staff cannot guess login names by searching."""
    Person.objects.filter(login="leader").update(name="示例甲")
    assert selectors.people(actors["officer"], text="leader").total == 0
    assert selectors.people(actors["system_admin"], text="leader").total == 1


def test_lists_take_a_fixed_number_of_queries(actors, district, django_assert_num_queries):
    """A list of people or posts costs the same for eleven as for a hundred."""
    post = Post.objects.get(code="P-officer")
    for n in range(40):
        person = Person.objects.create(code=f"R-{n}", login=f"u{n}", name=f"示例{n}")
        Holding.objects.create(person=person, post=post, start="2026-01-01")
    with django_assert_num_queries(3):
        assert len(selectors.people(actors["system_admin"]).rows) == 50
    with django_assert_num_queries(2):
        assert len(selectors.posts(actors["officer"])) == 11
    with django_assert_num_queries(1):
        selectors.offices(actors["officer"])


def test_nobody_by_an_unknown_login(own_home, district):
    """The command line says what to do; a home's default actor is taken when none is named."""
    with pytest.raises(Refused, match="没有说明"):
        selectors.command_line_actor("")
    with pytest.raises(Refused, match="没有启用"):
        selectors.command_line_actor("x")
    (own_home / "default-actor").write_text("centre\n")
    assert selectors.command_line_actor("").person_code == "R-centre"
    assert isinstance(selectors.command_line_actor("leader"), Actor)


def run(*arguments, login="system_admin"):
    from zhuchao.accounts.cli import accounts

    return CliRunner().invoke(accounts, list(arguments), obj={"login": login})


def test_commands(actors):
    """Offices, people, who I am: for people and for machines."""
    rows = json.loads(run("offices", "--json").output)
    assert rows[0] == {
        "code": "D",
        "name": "示例区委区政府",
        "kind": "leadership",
        "parent": "",
        "valid_from": "2020-01-01",
        "valid_to": None,
    }
    assert "示例街道一" in run("offices").output
    assert json.loads(run("people", "--json", "--office", "T1").output)[0]["posts"][0]["office"] == "T1"
    assert "共11人，只列前2人" in run("people", "--top", "2").output
    assert json.loads(run("whoami", "--json", login="officer").output)["roles"] == ["officer"]
    assert "示例officer（示例街道一专员），角色：招商专员" in run("whoami", login="officer").output
    assert "重新排队0个任务" in run("requeue-jobs").output


def test_the_command_appoints_administrators_once(db, own_home):
    """Three one-time passwords, printed once."""
    made = json.loads(run("create-first-admins", "--json").output)
    assert sorted(made) == ["audadmin", "secadmin", "sysadmin"]
    assert isinstance(run("create-first-admins").exception, Refused)


def test_a_home_without_people_is_the_machines_on_the_command_line(own_home):
    assert selectors.command_line_actor("") == SYSTEM
    with pytest.raises(Refused):
        selectors.command_line_actor("x")
