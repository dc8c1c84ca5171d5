"""Companies that may come: what page, API and command answer, beside the declared points and never in them."""

import json

import pytest
from chains_lake import HOME
from click.testing import CliRunner
from django.urls import reverse
from expansion_models import learned

from zhuchao.accounts.selectors import jobs
from zhuchao.chains import flows, selectors
from zhuchao.chains.flows.start_targeting_training import JOB
from zhuchao.engagements.flows import open_lead
from zhuchao.site.cli import root
from zhuchao.terms.reason import total
from zhuchao.terms.refusal import Refused

__all__ = ["learned"]
pytestmark = pytest.mark.django_db
LINK = ("machinery", "pumps_valves")
API = "/api/v1/chains/newcomers"


@pytest.fixture
def charted(learned, few_chains):
    """What was learned, with the tables of both chains built."""
    selectors.build_tables(lambda *_: None)
    return learned


def page(client, **asked):
    return client.get(reverse("chains:newcomers"), asked)


def test_until_it_is_trained_the_page_says_how_and_who(planted, client_as, actors):
    shown = page(client_as("centre")).content.decode()
    assert "还没有学习" in shown and reverse("chains:learn") in shown and "不用上传数据" in shown
    officer = page(client_as("officer")).content.decode()
    assert "只有区招商投资促进中心或系统管理员可以学习历史外拓规律" in officer
    assert selectors.newcomers(actors["officer"]).state == "未训练"
    assert client_as("officer").get(API).json()["state"] == "未训练"
    assert "未训练" in client_as("officer").get(reverse("chains:link", args=LINK)).content.decode()


def test_the_button_queues_the_learning_for_those_who_may(planted, client_as, actors):
    assert client_as("officer").post(reverse("chains:learn")).status_code == 403
    shown = client_as("centre").post(reverse("chains:learn"), follow=True).content.decode()
    assert "正在学习" in shown and "已在后台开始学习" in shown
    (job,) = jobs(actors["centre"], kind=JOB)
    assert not job.is_over
    part = client_as("centre").get(reverse("chains:newcomers"), headers={"HX-Target": "learning"})
    assert "已完成 0 %" in part.content.decode() and "<html" not in part.content.decode()
    assert client_as("officer").post(f"{API}/training").status_code == 403
    assert client_as("centre").post(f"{API}/training").json()["job"]


def command(*said):
    ran = CliRunner().invoke(root, ["--as", "officer", "chains", "newcomers", *said])
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def test_unless_told_otherwise_only_companies_on_a_link_are_named(charted, client_as, actors):
    """Page, API and command alike; the condition is seen on the page and can be taken off."""
    client = client_as("officer")
    body = client.get(API, {"district": HOME}).json()
    assert {r["uscc"] for r in body["rows"]} == set(charted["stay"]) and body["everyone"] is False
    assert all(x["link"] == LINK[1] for r in body["rows"] for x in r["links"]) and body["rows"][0]["links"]
    assert json.loads(command("--district", HOME, "--json")) == body
    shown = page(client)
    (chip,) = shown.context["list"].chips
    assert chip.label == "所在环节：任一产业链环节" and chip.url.endswith("?on=")
    text = shown.content.decode()
    assert "去掉“所在环节”的条件可看全部" in text
    assert [r["uscc"] for r in shown.context["list"].page.rows] == [r["uscc"] for r in body["rows"]]
    assert reverse("chains:target", args=[*LINK, charted["stay"][0]]) in text
    whole = client.get(API, {"district": HOME, "everyone": "true", "limit": 500}).json()
    assert whole["total"] == body["total"] + body["left_out"] > body["total"] and whole["left_out"] == 0
    assert json.loads(command("--everyone", "--top", "500", "--json")) == whole
    taken_off = client.get(chip.url).context["list"]
    assert taken_off.page.total == whole["total"] and taken_off.chips == []
    for url in (taken_off.next_url, taken_off.export_urls[0][1], taken_off.sizes[0][1]):
        assert "on=&" in url or url.endswith("on="), url
    told = command()
    assert f"另有 {body['left_out']:,} 家不在所列环节上" in told and "·泵阀与压缩机" in told


def test_a_link_is_named_with_its_chain(charted, client_as, actors):
    with pytest.raises(Refused) as refused:
        selectors.newcomers(actors["officer"], HOME, link="pumps_valves")
    assert "没有写产业链" in str(refused.value)
    assert client_as("officer").get(API, {"link": "pumps_valves"}).status_code == 409
    ran = CliRunner().invoke(root, ["--as", "officer", "chains", "newcomers", "--link", "pumps_valves"])
    assert ran.exit_code != 0 and "没有写产业链" in str(ran.exception)


def test_page_api_and_command_give_one_answer(charted, client_as, actors):
    client = client_as("officer")
    body = client.get(API, {"district": HOME, "everyone": "true", "limit": 20}).json()
    assert json.loads(command("--district", HOME, "--everyone", "--top", "20", "--json")) == body
    assert (body["state"], body["city"], len(body["rows"])) == ("已训练", "绍兴市", 20)
    assert [r["place"] for r in body["rows"]] == list(range(1, 21))
    for row in body["rows"]:
        assert round(sum(r["points"] for r in row["reasons"]), 1) == row["score"]
        assert {r["code"] for r in row["reasons"]} == {
            "flow",
            "near",
            "alike",
            "trade",
            "habit",
            "size",
            "city",
        }
    shown = page(client, on="", size=20).content.decode()
    for row in body["rows"]:
        assert row["name"] in shown and all(r["text"] in shown for r in row["reasons"])
    for said in ("分支机构不是工厂", "没有经过可学", "登记数据截至 2019-04", "经过截至 201"):
        assert said in shown, said
    told = command("--everyone", "--top", "3")
    assert body["rows"][0]["reasons"][0]["text"] in told and "分支机构不是工厂" in told


def test_pages_follow_each_other_and_a_link_or_a_word_narrows_them(charted, client_as, actors):
    officer = actors["officer"]
    whole = selectors.newcomers(officer, HOME, everyone=True, limit=10_000)
    second = selectors.newcomers(officer, HOME, everyone=True, offset=20, limit=20)
    assert second.rows == whole.rows[20:40] and second.total == whole.total == len(whole.rows)
    here = selectors.newcomers(officer, HOME, chain=LINK[0], link=LINK[1])
    assert {r.learned.uscc for r in here.rows} == set(charted["stay"])
    places = {r.learned.uscc: r.learned.place for r in whole.rows}
    assert all(r.learned.place == places[r.learned.uscc] for r in here.rows)
    assert selectors.newcomers(officer, HOME, chain="machinery", link="bearings").total == 0
    assert (
        selectors.newcomers(officer, HOME, everyone=True, text="软件").total
        == sum("软件" in r.name for r in whole.rows)
        > 0
    )
    shown = page(client_as("officer"), on="machinery/pumps_valves").content.decode()
    assert reverse("chains:target", args=[*LINK, charted["stay"][0]]) in shown


def test_a_company_in_talks_is_named_no_more(charted, actors):
    one = charted["stay"][0]
    assert one in {r.learned.uscc for r in selectors.newcomers(actors["officer"], HOME, limit=1000).rows}
    open_lead(actor=actors["officer"], uscc=one, company_name="示例泵业", source="visit")
    told = selectors.newcomers(actors["other_officer"], HOME, limit=1000)
    assert one not in {r.learned.uscc for r in told.rows}


def test_a_city_nobody_went_to_is_not_guessed_at(learned, actors, client_as):
    told = selectors.newcomers(actors["officer"], "650102")
    assert (told.state, told.rows) == ("未学到", ())
    shown = page(client_as("officer"), district="650102").content.decode()
    assert "无从学起" in shown


def test_waits_for_the_tables_of_a_chain(learned, client_as, few_chains):
    client = client_as("officer")
    shown = page(client, on="textile").content.decode()
    assert "正在等待归位" in shown
    assert "正在等待归位" in page(client).content.decode()
    part = client.get(reverse("chains:newcomers"), {"on": "textile"}, headers={"HX-Request": "true"})
    assert part["HX-Redirect"].endswith("?on=textile")


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_refused(learned, client_as, name):
    assert page(client_as(name)).status_code == 403
    assert client_as(name).get(API).status_code == 403


def test_the_list_of_a_link_shows_it_beside_the_points_and_by_its_order(learned, client_as, actors):
    """Scores and ranks stay the declared ones; those that never left are not judged."""
    client = client_as("officer")
    url = reverse("chains:link", args=LINK)
    declared = selectors.targets(actors["officer"], *LINK, HOME).rows
    assert all(total(t.reasons) == t.score for t in declared)
    shown = client.get(url, {"all": "1"})
    rows = shown.context["targets"]
    assert [r["uscc"] for r in rows] == [t.uscc for t in declared]
    assert {r["uscc"] for r in rows if r["learned"]} == set(learned["stay"])
    by = client.get(url, {"all": "1", "sort": "learned"}).context["targets"]
    first = [r for r in by if r["learned"]]
    assert by[: len(first)] == first
    places = [r["learned"]["place"] for r in first]
    assert places == sorted(places)
    assert {r["uscc"]: (r["rank"], r["score"]) for r in by} == {
        r["uscc"]: (r["rank"], r["score"]) for r in rows
    }
    text = shown.content.decode()
    assert "历史外拓规律：第" in text and "没有外设经过的企业不作推断" in text and "sort=learned" in text


def test_the_saved_list_shows_it_too(learned, client_as, actors):
    kept = flows.save_target_list(actor=actors["officer"], chain=LINK[0], link=LINK[1], district=HOME, top=40)
    client = client_as("officer")
    by = client.get(reverse("chains:list", args=[kept]), {"sort": "learned"}).context["targets"]
    assert {r["uscc"] for r in by[: len(learned["stay"])]} == set(learned["stay"])


@pytest.mark.parametrize("saved", [False, True], ids=["a link", "a saved list"])
@pytest.mark.parametrize("by_place", [False, True], ids=["by rank", "by place"])
def test_page_api_and_command_say_the_same_beside_a_target_list(learned, client_as, actors, saved, by_place):
    client = client_as("officer")
    url, page_url = (
        "/api/v1/chains/chains/machinery/links/pumps_valves/learned",
        reverse("chains:link", args=LINK),
    )
    words = [LINK[0], "--link", LINK[1]]
    if saved:
        kept = flows.save_target_list(actor=actors["officer"], chain=LINK[0], link=LINK[1], district=HOME)
        url, page_url = f"/api/v1/chains/lists/{kept}/learned", reverse("chains:list", args=[kept])
        words = ["--list", kept]
    body = client.get(url, {"by_place": by_place}).json()
    asked = ["--as", "officer", "chains", "learned", *words, *(["--by-place"] if by_place else [])]
    ran = CliRunner().invoke(root, [*asked, "--json"])
    assert ran.exit_code == 0, ran.output
    assert json.loads(ran.stdout) == body
    told = {r["uscc"]: r["learned"] for r in body["rows"]}
    assert {u for u, its in told.items() if its} == set(learned["stay"]) and body["state"] == "已训练"
    shown = client.get(page_url, {"all": "1"} | ({"sort": "learned"} if by_place else {}))
    assert [(r["rank"], r["uscc"]) for r in shown.context["targets"]] == [
        (r["rank"], r["uscc"]) for r in body["rows"]
    ]
    for row in shown.context["targets"]:
        assert (row["learned"] or {}).get("place") == (told[row["uscc"]] or {}).get("place")
    assert body["note"] in shown.content.decode()
    text = CliRunner().invoke(root, asked).output
    assert (
        body["note"] in text and "不作推断" in text and f"第 {told[learned['stay'][0]]['place']:,} 名" in text
    )


def test_what_was_learned_beside_a_list_is_for_those_who_may_see_it(learned, client_as, actors):
    kept = flows.save_target_list(actor=actors["officer"], chain=LINK[0], link=LINK[1], district=HOME)
    url = f"/api/v1/chains/lists/{kept}/learned"
    seen = client_as("other_officer").get(f"/api/v1/chains/lists/{kept}").status_code
    assert client_as("other_officer").get(url).status_code == seen != 200
    assert client_as("system_admin").get(url.replace(kept, "X")).status_code != 200
    of_link = "/api/v1/chains/chains/machinery/links/pumps_valves/learned"
    assert client_as("audit_admin").get(of_link).status_code == 403
    ran = CliRunner().invoke(root, ["--as", "officer", "chains", "learned", "machinery"])
    assert ran.exit_code == 2 and "--list" in ran.output


def test_the_page_of_a_target_says_its_place_and_why_which_cities(learned, client_as, actors):
    one = learned["stay"][0]
    found = selectors.target_page(actors["officer"], *LINK, HOME, one)
    assert found.learned.here is not None and found.learned.here.uscc == one
    for city in found.learned.weighed:
        assert total(city.reasons) == city.score
    body = client_as("officer").get(f"/api/v1/chains/chains/{LINK[0]}/links/{LINK[1]}/targets/{one}").json()
    assert body["learned"] == found.learned.as_dict()
    shown = client_as("officer").get(reverse("chains:target", args=[*LINK, one])).content.decode()
    assert f"排第 <b>{found.learned.here.place:,}</b> 名" in shown
    assert all(r.text in shown for c in found.learned.weighed for r in c.reasons)


def test_queries_do_not_grow_with_the_rows(charted, client_as, count_queries):
    client = client_as("officer")
    sizes = []
    count_queries(
        "chains:newcomers", sizes.append, lambda: page(client, on="", size=20 if len(sizes) < 2 else 200)
    )
