"""Projects are found by the chain and link they fill, by their filing code, and from the box on top of every page."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse

from zhuchao.accounts.flows import save_view
from zhuchao.projects.cli import projects as command
from zhuchao.projects.flows import set_fields
from zhuchao.projects.models import FieldFact

pytestmark = pytest.mark.django_db
FILING = "2601-330603-04-01-123456"


@pytest.fixture
def placed(make_project):
    """Two projects on links of one code in two chains, and one on no chain."""
    return {
        "castings": make_project(name="示例铸件项目", chain="machinery", link="castings"),
        "other": make_project(name="示例别链项目", chain="nev", link="castings"),
        "none": make_project(name="示例无链项目"),
    }


def listed(client, **query):
    return {row["name"] for row in client.get("/api/v1/projects/projects", query).json()["rows"]}


def test_by_chain_and_link_in_every_way(client_as, placed):
    """Page, export, API and command keep the same; a link alone finds it in both chains."""
    client = client_as("officer")
    asked = {"chain": "machinery", "link": "machinery.castings"}
    assert listed(client, **asked) == {"示例铸件项目"}
    assert listed(client, link="castings") == {"示例铸件项目", "示例别链项目"}
    text = client.get(reverse("projects:list"), asked).content.decode()
    assert "示例铸件项目" in text
    assert "示例别链项目" not in text
    file = client.get(reverse("projects:list"), {**asked, "export": "csv"})
    told = b"".join(file.streaming_content).decode("utf-8-sig")
    assert "示例铸件项目" in told
    assert "示例无链项目" not in told
    words = ["list", "--chain", "machinery", "--link", "castings", "--json"]
    ran = CliRunner().invoke(command, words, obj={"login": "officer"})
    assert [row["name"] for row in json.loads(ran.output)] == ["示例铸件项目"]


def test_a_saved_view_keeps_the_chain(client_as, actors, placed):
    """The tab of the view leads to the list as it was asked for."""
    query = "chain=machinery&link=machinery.castings"
    save_view(
        actor=actors["officer"],
        list_id="projects",
        name="示例链上项目",
        query=query,
        path=reverse("projects:list"),
    )
    text = client_as("officer").get(reverse("projects:list")).content.decode()
    assert "chain=machinery&amp;link=machinery.castings" in text


def test_the_link_is_a_dated_fact(placed):
    """Like the chain, from the day the project was opened."""
    told = FieldFact.objects.filter(subject=placed["castings"], what__in=("chain", "link"))
    assert {f.what: f.value["v"] for f in told} == {"chain": "machinery", "link": "castings"}


def test_the_search_box_finds_projects(client_as, actors, placed):
    """By a part of the name, the investor, the code and the filing code; not for another office."""
    code = placed["castings"]
    set_fields(actor=actors["officer"], code=code, fields={"filing_code": FILING})
    link = reverse("projects:detail", args=[code])
    client = client_as("officer")
    for text in ("铸件", code.lower(), FILING):
        shown = client.get(reverse("companies:search"), {"q": text}).content.decode()
        assert link in shown, text
        assert reverse("projects:detail", args=[placed["none"]]) not in shown, text
    assert (
        "共 3 条" in client.get(reverse("companies:search"), {"q": "示例智能装备有限公司"}).content.decode()
    )
    assert (
        link
        not in client_as("other_officer").get(reverse("companies:search"), {"q": FILING}).content.decode()
    )
    assert listed(client, text=FILING) == {"示例铸件项目"}
