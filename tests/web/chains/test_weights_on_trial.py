"""Other weights on trial: page, API and command rank alike, nothing is kept, the list in force stays as it is."""

import json
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.urls import reverse

from zhuchao.chains import flows, selectors
from zhuchao.site.cli import root
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
LINK = ("machinery", "pumps_valves")
ASKED = {"chain": LINK[0], "link": LINK[1], "district": "330603"}
API = f"/api/v1/chains/chains/{LINK[0]}/links/{LINK[1]}/targets"


@pytest.fixture
def lake(planted):
    """Beside the planted companies a large one far off and a small one near by."""
    far = planted.add("泵业有限公司", "水泵制造", "440106", province="广东", capital_wan=90_000.0)[0]
    near = planted.add("泵业有限公司", "水泵制造", "330106", capital_wan=60.0)[0]
    planted.publish("2")
    selectors.build_tables(lambda *told: None)
    return {"far": far, "near": near}


def codes(rows):
    return [row["uscc"] for row in rows]


def test_weights_turn_the_order_and_points_still_add_up(lake, actors):
    def ranked(*weights):
        return selectors.targets(actors["officer"], *LINK, "330603", 500, weights)

    def place(found, name):
        return [t.uscc for t in found.rows].index(lake[name])

    usual, tried = ranked(), ranked("capital=0", "distance=5")
    assert place(usual, "far") < place(usual, "near") and place(tried, "near") < place(tried, "far")
    assert usual.trial == "" and usual.weights == {}
    assert tried.weights == {"capital": Decimal(0), "distance": Decimal(5)} and "距离 ×5" in tried.trial
    assert tried.rule_version != usual.rule_version
    for target in tried.rows:
        assert sum(r.points for r in target.reasons) == target.score
        assert "capital" not in {r.code for r in target.reasons}


def test_page_api_and_command_rank_alike(lake, client_as):
    client = client_as("officer")
    body = client.get(API, {"weight": ["capital=0", "distance=5"], "district": "330603"}).json()
    assert body["weights"] == {"capital": 0, "distance": 5} and body["trial"].startswith("试算")
    command = ["--as", "officer", "chains", "targets", LINK[0], "--link", LINK[1], "--district", "330603"]
    ran = CliRunner().invoke(root, [*command, "--weight", "注册资本=0", "--weight", "distance=5", "--json"])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout) == body["targets"]
    told = CliRunner().invoke(root, [*command, "--weight", "capital=0", "--weight", "distance=5"])
    assert body["trial"] in told.stdout
    shown = client.get(
        reverse("chains:link", args=LINK), {"w-capital": "0", "w-distance": "5", "all": "1"}
    ).content.decode()
    assert body["trial"] in shown
    places = [shown.index(row["name"]) for row in body["targets"]]
    assert places == sorted(places)


def test_the_form_says_what_counts_and_what_is_tried_cannot_be_saved(lake, client_as):
    client, url = client_as("officer"), reverse("chains:link", args=LINK)
    usual = client.get(url).content.decode()
    for name in selectors.criteria().values():
        assert f"<span>{name}</span>" in usual
    assert "保存名单" in usual and "恢复照旧" not in usual
    tried = client.get(url, {"w-capital": "2"}).content.decode()
    assert 'name="w-capital" value="2"' in tried and 'name="w-age" value="1"' in tried
    assert "恢复照旧" in tried and "保存名单" not in tried and "转为线索" not in tried


def test_a_saved_list_is_that_of_the_scheme_in_force(lake, actors, client_as):
    client_as("officer").get(reverse("chains:link", args=LINK), {"w-capital": "0"})
    code = flows.save_target_list(actor=actors["officer"], top=5, **ASKED)
    kept = selectors.target_list(actors["officer"], code)
    usual = selectors.targets(actors["officer"], *LINK, "330603", 5)
    assert [r.uscc for r in kept.rows] == [t.uscc for t in usual.rows]
    assert kept.head.rule_version == usual.rule_version


def test_weights_that_say_nothing_are_refused_everywhere(lake, client_as):
    client = client_as("officer")
    assert client.get(API, {"weight": "size=2", "district": "330603"}).status_code == 409
    answer = client.get(reverse("chains:link", args=LINK), {"w-capital": "很多"})
    assert answer.status_code == 409 and "注册资本的权重" in answer.content.decode()
    command = ["--as", "officer", "chains", "targets", LINK[0], "--link", LINK[1], "--district", "330603"]
    assert isinstance(CliRunner().invoke(root, [*command, "--weight", "capital"]).exception, Refused)


def test_every_criterion_has_a_chinese_name():
    assert all(not name.isascii() for name in selectors.criteria().values())
