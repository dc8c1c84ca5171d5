"""The company page says what a company is judged to be, why and how surely; an officer puts it right."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.chains.cli import chains

pytestmark = pytest.mark.django_db


@pytest.fixture
def uscc(planted, actors):
    return selectors.targets(actors["officer"], "machinery", "泵阀与压缩机", "330603", 1).rows[0].uscc


def test_the_page_shows_the_verdict_and_that_nothing_was_trained(uscc, client_as):
    shown = client_as("officer").get(reverse("companies:detail", args=[uscc])).content.decode()
    assert "机械设备" in shown
    assert "“水泵”" in shown
    assert "尚未训练模型" in shown
    assert reverse("chains:correct", args=[uscc]) in shown
    assert (
        reverse("chains:correct", args=[uscc])
        not in client_as("leader").get(reverse("companies:detail", args=[uscc])).content.decode()
    )


def test_a_correction_by_the_page_shows_at_once(uscc, client_as):
    client, url = client_as("officer"), reverse("chains:correct", args=[uscc])
    given = {"kind": "industry", "industry": "环保", "link": "", "reason": "实地走访"}
    assert client.post(url, given | {"reason": ""}).status_code == 422
    assert client.post(url, given)["Location"] == reverse("companies:detail", args=[uscc])
    shown = client.get(reverse("companies:detail", args=[uscc])).content.decode()
    assert "更正：实地走访" in shown
    assert client.post(url, given).status_code == 422
    place = f"machinery/{selectors.link_of(chain(), '泵阀与压缩机').code}"
    link = {"kind": "off", "industry": "", "link": place, "reason": "只做贸易"}
    assert client.post(url, link).status_code == 302
    assert "没有归入任何产业链环节" in client.get(reverse("companies:detail", args=[uscc])).content.decode()


def chain():
    from zhuchao.terms.actor import SYSTEM

    return selectors.chain(SYSTEM, "machinery")


def test_who_may_not_correct_gets_no_form(uscc, client_as):
    assert client_as("leader").get(reverse("chains:correct", args=[uscc])).status_code == 403


def test_api_and_command_say_the_same(uscc, client_as):
    client = client_as("officer")
    body = {"uscc": uscc, "industry": "环保", "reason": "年报"}
    made = client.post("/api/v1/chains/corrections", json.dumps(body), content_type="application/json")
    assert made.status_code == 201
    told = client.get(f"/api/v1/chains/industry/companies/{uscc}").json()
    assert (told["industry"], told["confidence"]) == ("环保", None)
    assert client.get("/api/v1/chains/corrections", {"uscc": uscc}).json()[0]["chosen"] == "环保"
    assert client.get("/api/v1/chains/industry/models").json() == []
    asked = client.get("/api/v1/chains/industry", {"name": "甲公司", "scope": "水泵、阀门制造"}).json()
    ran = CliRunner().invoke(
        chains, ["classify", "甲公司", "--scope", "水泵、阀门制造", "--json"], obj={"login": "officer"}
    )
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout) == asked
    assert asked["industry"] == "机械设备"


CLASS = "0141 蔬菜种植"


def class_by(client, uscc):
    return client.get(f"/api/v1/chains/industry/gbt/companies/{uscc}").json()


def test_a_class_is_put_right_by_the_page(uscc, client_as):
    """The form of the page, by code; the page, and nothing else of the company, shows it at once."""
    client, url = client_as("officer"), reverse("chains:correct", args=[uscc])
    industry = client.get(f"/api/v1/chains/industry/companies/{uscc}").json()
    before = client.get(reverse("companies:detail", args=[uscc])).content.decode()
    assert "国民经济行业小类" in before and CLASS not in before
    given = {"kind": "gbt", "gbt": "0141", "industry": "", "link": "", "reason": "实地走访"}
    for wrong, said in (("9999", "没有“9999”这个国民经济行业小类"), ("", "请填写“国民经济行业小类”")):
        answer = client.post(url, given | {"gbt": wrong})
        assert answer.status_code == 422 and list(answer.context["form"].errors) == ["gbt"]
        assert said in answer.content.decode()
    for kind, field in (("industry", "industry"), ("on", "link"), ("off", "link")):
        answer = client.post(url, given | {"kind": kind})
        assert answer.status_code == 422 and list(answer.context["form"].errors) == [field]
    assert client.post(url, given)["Location"] == reverse("companies:detail", args=[uscc])
    shown = client.get(reverse("companies:detail", args=[uscc])).content.decode()
    assert CLASS in shown and "更正：实地走访" in shown
    assert client.get(f"/api/v1/chains/industry/companies/{uscc}").json() == industry
    again = client.post(url, given | {"gbt": "蔬菜种植"})
    assert again.status_code == 422 and f"系统现在的判断就是“{CLASS}”" in again.content.decode()


def test_a_class_is_put_right_by_api_and_command(uscc, client_as):
    client, url = client_as("officer"), "/api/v1/chains/corrections"
    body = {"uscc": uscc, "gbt": "蔬菜种植", "reason": "年报"}
    wrong = client.post(url, json.dumps(body | {"gbt": "没有的小类"}), content_type="application/json")
    assert wrong.status_code == 409 and wrong.json()["refusals"][0]["field"] == "gbt"
    forbidden = client_as("leader").post(url, json.dumps(body), content_type="application/json")
    assert forbidden.status_code == 403 and class_by(client, uscc)["industry"] != CLASS
    assert client.post(url, json.dumps(body), content_type="application/json").status_code == 201
    told = class_by(client, uscc)
    assert (told["industry"], told["confidence"]) == (CLASS, None) and "年报" in told["by"]
    (held,) = client.get(url, {"uscc": uscc}).json()
    assert (held["kind"], held["chosen"], held["reason"]) == ("gbt", CLASS, "年报")
    ran = CliRunner().invoke(
        chains, ["correct", uscc, "--gbt", "1713", "--reason", "走访"], obj={"login": "officer"}
    )
    assert ran.exit_code == 0, ran.output
    assert class_by(client, uscc)["industry"] == "1713 棉印染精加工"
    ran = CliRunner().invoke(
        chains, ["classify", uscc, "--uscc", "--gbt", "--json"], obj={"login": "officer"}
    )
    assert json.loads(ran.stdout) == class_by(client, uscc)
