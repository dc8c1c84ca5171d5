"""One target by API: the answer of the command line to the letter, and of the page in its sentences."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.urls import reverse

from zhuchao.chains import selectors
from zhuchao.site.cli import root

sys.path.insert(0, str(Path(__file__).parents[1] / "invented"))
from chains_lake import _built_home, few_chains, planted  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
LINK = ("machinery", "pumps_valves")
COMMAND = ("--as", "officer", "chains", "target", LINK[0], "--link", LINK[1], "--district", "330603")


@pytest.fixture
def best(planted, actors):  # noqa: F811
    return selectors.targets(actors["officer"], *LINK, "330603", 1).rows[0]


def address(uscc, link=LINK):
    return f"/api/v1/chains/chains/{link[0]}/links/{link[1]}/targets/{uscc}"


def test_page_api_and_command_give_one_answer(best, client_as):
    client = client_as("officer")
    body = client.get(address(best.uscc), {"district": "330603"}).json()
    ran = CliRunner().invoke(root, [*COMMAND, "--uscc", best.uscc, "--json"])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout) == body
    shown = client.get(reverse("chains:target", args=[*LINK, best.uscc])).content.decode()
    for each in (*body["why"], *body["dated"], *body["ways"], *body["against"], *body["reasons"]):
        assert each["text"] in shown
    assert f"第 {body['place']} 名" in shown and f"{body['score']:.1f}" in shown
    assert all(r["name"] in shown for r in body["rivals"])


def test_points_add_up_and_the_place_is_that_of_the_list(best, client_as):
    body = client_as("officer").get(address(best.uscc)).json()
    assert (body["place"], body["of"], body["score"]) == (1, 40, float(best.score))
    assert sum(r["points"] for r in body["why"]) == sum(r["points"] for r in body["reasons"]) == body["score"]
    assert body["reasons"] == [r.as_dict() for r in best.reasons]
    for row in body["rivals"]:
        assert sum(r["points"] for r in row["reasons"]) == row["score"]
    assert body["learned"]["state"] == "未训练"


def test_the_command_prints_the_four_blocks(best, district):
    ran = CliRunner().invoke(root, [*COMMAND, "--uscc", best.uscc])
    assert ran.exit_code == 0, ran.output
    for title in ("为什么是它", "有日期的依据", "谁能搭上线", "不利因素", "对手城市"):
        assert title in ran.stdout
    assert "无联系线索" in ran.stdout


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_refused(best, client_as, name):
    assert client_as(name).get(address(best.uscc)).status_code == 403


def test_a_company_that_is_no_target_is_refused_with_the_reason(planted, client_as):  # noqa: F811
    client = client_as("officer")
    ours = next(r for r in planted.rows if r["county_code"] == "330603" and "轴承" in r["name"])
    here = client.get(address(ours["uscc"], ("machinery", "bearings")))
    assert here.status_code == 409 and "就在本区" in here.content.decode()
    elsewhere = client.get(address(ours["uscc"]))
    assert elsewhere.status_code == 409 and "归入“泵阀与压缩机”环节" in elsewhere.content.decode()
