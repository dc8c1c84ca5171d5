"""A project fills a link of an industry chain."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from zhuchao.projects import selectors
from zhuchao.projects.cli import projects as command
from zhuchao.projects.flows import place_project
from zhuchao.projects.models import FieldFact, Project
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def told(code):
    facts = FieldFact.objects.filter(subject=code, what__in=("chain", "link")).order_by("id")
    return [(f.what, f.happened_on, f.value["v"], f.value["was"]) for f in facts]


def test_works(actors, make_project):
    """By code or name, dated, and away again; the timeline says what it was."""
    code, day = make_project(), date(2025, 3, 3)
    place_project(
        actor=actors["officer"], code=code, chain="现代纺织与印染", link="涤纶纺丝", happened_on=day
    )
    row = Project.objects.get(code=code)
    assert row.chain == "textile"
    assert row.link == "polyester"
    assert told(code) == [("chain", day, "textile", ""), ("link", day, row.link, "")]
    place_project(actor=actors["centre"], code=code, chain="textile")
    today = timezone.localdate()
    assert told(code)[2:] == [("link", today, "", row.link)]
    place_project(actor=actors["officer"], code=code, chain="")
    assert Project.objects.get(code=code).chain == ""
    assert any(step.title == "环节变更" for step in selectors.timeline(actors["officer"], code))


def test_works_by_page_api_and_command(actors, make_project, client_as):
    """Each way leads to the same flow."""
    code, client = make_project(), client_as("officer")
    address = reverse("projects:place", args=[code])
    assert "不在本区产业链上" in client.get(address).content.decode()
    done = client.post(address, {"place": "machinery.castings", "happened_on": "2025-03-03"})
    assert done.status_code == 302
    assert (Project.objects.get(code=code).chain, Project.objects.get(code=code).link) == (
        "machinery",
        "castings",
    )
    sent = client.post(
        f"/api/v1/projects/projects/{code}/place",
        json.dumps({"chain": "nev", "link": "castings"}),
        content_type="application/json",
    )
    assert (sent.status_code, sent.json()["chain"]) == (200, "nev")
    ran = CliRunner().invoke(command, ["place", code, "--chain", "machinery"], obj={"login": "officer"})
    assert ran.exit_code == 0, ran.output
    assert (Project.objects.get(code=code).chain, Project.objects.get(code=code).link) == ("machinery", "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"chain": "没有的链"}, "没有产业链"),
        ({"chain": "machinery", "link": "没有的环节"}, "没有环节"),
        ({"chain": "", "link": "castings"}, "没有产业链"),
        ({"chain": ""}, "没有变化"),
        ({"chain": "nev", "happened_on": date(2999, 1, 1)}, "日期"),
    ],
)
def test_refuses(actors, make_project, given, said):
    """An unknown chain or link, a link alone, no change, a day ahead."""
    code = make_project()
    with pytest.raises(Refused, match=said):
        place_project(actor=actors["officer"], code=code, **given)
    assert told(code) == []


@pytest.mark.parametrize("name", ["other_officer", "leader", "assessor", "department", "audit_admin"])
def test_forbids(actors, make_project, name):
    """Only the lead office and the centre."""
    code = make_project()
    with pytest.raises(Refused) as refused:
        place_project(actor=actors[name], code=code, chain="nev")
    assert refused.value.forbidden
