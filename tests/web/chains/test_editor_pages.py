"""The chain editor as the centre uses it: history, draft, forms, dry run, publishing; the same by page, API and CLI."""

import datetime as dt
import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from zhuchao.chains import selectors
from zhuchao.chains.engine.content import LISTS
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.chains.selectors import versions
from zhuchao.site.cli import root

pytestmark = pytest.mark.django_db
CHAIN, PUMP = "machinery", "pumps_valves"
DRAFT = ("draft", "draft-head", "draft-add", "draft-publish", "dry-run", "moves")


def at(name, *more):
    return reverse(f"chains:{name}", args=[CHAIN, *more])


@pytest.fixture
def drafted(planted, actors):
    draft_chain(actor=actors["centre"], chain=CHAIN)
    return actors["centre"]


def form_of(centre, link=PUMP, **more):
    """What the form of a link posts when nothing is touched, but for ``more``."""
    its = versions.draft(centre, CHAIN)
    found = its.chain.link(link)
    lines = {f: "\n".join(getattr(found, f)) for f in LISTS if f != "gb"}
    near = {side: list(getattr(its.chain, side)(found.code)) for side in ("upstream", "downstream")}
    plain = {"name": found.name, "stage": found.stage, "gb": list(found.gb), "revision": its.revision}
    return plain | lines | near | ({"service": "on"} if found.service else {}) | more


def said(answer):
    return answer.content.decode()


@pytest.mark.parametrize("name", ["officer", "office_head", "department", "leader", "assessor"])
def test_staff_read_the_history_and_nothing_of_a_draft(drafted, client_as, name):
    client = client_as(name)
    shown = said(client.get(at("versions")))
    assert "规则库 2017-10-01 版" in shown and "编辑产业链" not in shown
    assert "编辑产业链" not in said(client.get(reverse("chains:map", args=[CHAIN])))
    for page in (*map(at, DRAFT), at("draft-link", PUMP), reverse("chains:draft-new")):
        assert client.get(page).status_code == 403, page
    for page in (at("draft-start"), at("draft-drop"), at("draft-link-drop", PUMP), at("dry-run")):
        assert client.post(page).status_code == 403, page
    assert versions.draft(drafted, CHAIN).revision == 1


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_refused(drafted, client_as, name):
    client = client_as(name)
    assert client.get(at("versions")).status_code == client.get(at("draft")).status_code == 403
    assert client.get(reverse("chains:codes")).status_code == 403


def test_from_the_map_to_a_version_in_force(planted, client_as, actors):
    """编辑产业链, 起草, a word changed and nothing else, 公布: the history says who, when, from when and what."""
    client = client_as("centre")
    for page in (reverse("chains:map", args=[CHAIN]), reverse("chains:link", args=[CHAIN, PUMP])):
        assert at("draft") in said(client.get(page))
    assert "还没有人在修改" in said(client.get(at("draft")))
    assert client.post(at("draft-start"))["Location"] == at("draft")
    before = versions.draft(actors["centre"], CHAIN).chain
    assert before.links == selectors.chain(actors["centre"], CHAIN).links
    posted = form_of(actors["centre"], make="水泵\n印染、印花\n")
    assert client.post(at("draft-link", PUMP), posted)["Location"] == at("draft")
    after = versions.draft(actors["centre"], CHAIN).chain
    assert after.link(PUMP).make == ("水泵", "印染、印花")
    # Nothing that was not touched moved: not the other links, not the grounds of what flows where.
    assert [x for x in after.links if x.code != PUMP] == [x for x in before.links if x.code != PUMP]
    assert after.edges == before.edges
    shown = said(client.get(at("draft")))
    assert "增加“印染、印花”" in shown and "改动 1 个" in shown
    today = timezone.localdate()
    given = {"revision": 2, "on": today.isoformat(), "reason": "按走访修改"}
    answer = client.post(at("draft-publish"), given, follow=True)
    shown = said(answer)
    assert answer.redirect_chain[0][0] == at("versions")
    for words in (
        "第 1 版",
        "现行",
        f"{today} 起生效",
        "按走访修改",
        actors["centre"].person_name,
        "增加“印染、印花”",
    ):
        assert words in shown
    assert "已被替代" in shown[shown.index('id="first-title"') :]


def test_a_version_to_come_is_said_to_be_so(drafted, client_as):
    edit_link(actor=drafted, chain=CHAIN, link=PUMP, change=LinkChange(make=["示例泵"]))
    on = timezone.localdate() + dt.timedelta(days=9)
    publish_chain(actor=drafted, chain=CHAIN, on=on, reason="示例")
    shown = said(client_as("officer").get(at("versions")))
    assert "待生效" in shown and "现行" in shown and "已被替代" not in shown


def test_two_editors_at_once(drafted, client_as):
    """Both opened the link; the second is told who was faster, keeps what he typed, and nothing is written over."""
    client, late = client_as("centre"), form_of(drafted, make="迟到泵")
    edit_link(actor=drafted, chain=CHAIN, link="bearings", change=LinkChange(make=["先到轴承"]))
    answer = client.post(at("draft-link", PUMP), late)
    assert answer.status_code == 422
    assert f"已由{drafted.person_name}在" in said(answer) and "迟到泵" in said(answer)
    assert "迟到泵" not in versions.draft(drafted, CHAIN).chain.link(PUMP).make
    for page, given in (
        (at("draft-link-drop", PUMP), {"revision": 1}),
        (at("draft-drop"), {"revision": 1}),
    ):
        client.post(page, given)
        assert versions.draft(drafted, CHAIN).revision == 2, page
    assert f"已由{drafted.person_name}在" in said(client.get(at("draft")))


def test_faults_stand_beside_their_fields_and_keep_what_was_typed(drafted, client_as):
    client = client_as("centre")
    posted = form_of(drafted, gb=["9999"], make="水泵\n泵")
    answer = client.post(at("draft-link", PUMP), posted)
    shown = said(answer)
    assert answer.status_code == 422 and "不在国民经济行业分类中" in shown and "“泵”不足两个字" in shown
    assert "分类表中没有这个代码" in shown and versions.draft(drafted, CHAIN).revision == 1


def test_a_link_is_added_dropped_and_the_draft_thrown_away(drafted, client_as):
    client = client_as("centre")
    given = {
        "revision": 1,
        "name": "示例环节",
        "stage": "中游",
        "make": "示例件",
        "upstream": [PUMP],
        "gb": ["3441"],
    }
    assert client.post(at("draft-add"), given)["Location"] == at("draft")
    its = versions.draft(drafted, CHAIN).chain
    assert its.link("示例环节").gb == ("3441",) and its.upstream(its.link("示例环节").code) == (PUMP,)
    client.post(at("draft-link-drop", PUMP), {"revision": 2})
    shown = said(client.get(at("draft")))
    assert 'class="ch-gone"' in shown and "新增" in shown and "data-confirm" in shown
    client.post(
        at("draft-head"), {"revision": 3, "name": "示例装备", "summary": "示例", "shared": "水泵\n轴承"}
    )
    assert versions.draft(drafted, CHAIN).chain.shared == ("水泵", "轴承")
    client.post(at("draft-drop"), {"revision": 4})
    assert not versions.has_draft(drafted, CHAIN)


def test_a_new_chain_is_found_again_before_it_is_published(planted, client_as, few_chains, actors):
    client = client_as("centre")
    answer = client.post(reverse("chains:draft-new"), {"name": "示例链"})
    assert answer["Location"] == reverse("chains:draft", args=["own1"])
    assert "还没有环节" in said(client.get(answer["Location"]))
    assert client.get(reverse("chains:draft-publish", args=["own1"])).status_code == 200
    assert client.post(reverse("chains:draft-new"), {"name": "示例链"}).status_code == 422
    from zhuchao.chains.web.overview import _editing

    assert [d["name"] for d in _editing(actors["centre"])["drafts"]] == ["示例链"]
    assert _editing(actors["officer"]) == {}


def test_codes_are_found_by_code_and_name_and_ticked_ones_stay(client_as, db):
    client = client_as("centre")
    shown = said(client.get(reverse("chains:codes"), {"text": "真空设备", "gb": ["3451"]}))
    assert shown.index("3451") < shown.index("3441") and shown.count(" checked") == 1
    assert "没有含“无此行业”的代码" in said(client.get(reverse("chains:codes"), {"text": "无此行业"}))
    assert "<script>" not in said(client.get(reverse("chains:codes"), {"text": "<script>"}))


def test_the_dry_run_opens_to_the_companies(drafted, client_as):
    client = client_as("centre")
    edit_link(actor=drafted, chain=CHAIN, link=PUMP, change=LinkChange(make=["示例泵"], loose=[], process=[]))
    assert "开始试算" in said(client.get(at("dry-run")))
    assert client.post(at("dry-run"))["Location"] == at("dry-run")
    shown = said(client.get(at("dry-run")))
    assert "柯桥区：" in shown and "泵阀与压缩机" in shown and "另有 23 个环节没有改动" in shown
    rows = said(client.get(at("moves"), {"kind": "confidence", "link": PUMP}))
    assert "高：" in rows and "低：" in rows and "40" in rows
    assert "没有企业变动" in said(client.get(at("moves"), {"kind": "on"}))
    edit_link(actor=drafted, chain=CHAIN, link=PUMP, change=LinkChange(make=["示例泵阀"]))
    assert "开始试算" in said(client.get(at("dry-run")))


def test_a_large_registry_is_tried_by_a_job_that_the_page_follows(drafted, client_as, monkeypatch):
    from zhuchao.chains.selectors import dry_run

    monkeypatch.setattr(dry_run, "is_large", lambda actor: True)
    client = client_as("centre")
    client.post(at("dry-run"))
    assert "排队中" in said(client.get(at("dry-run")))
    dry_run.build(drafted, CHAIN)
    part = client.get(at("dry-run"), headers={"HX-Request": "true", "HX-Target": "trial-waiting"})
    assert part["HX-Refresh"] == "true"


WRONG = {
    "code": ("edit", {"gb": ["9999"]}),
    "short": ("edit", {"make": ["泵"]}),
    "no name": ("edit", {"name": ""}),
    "past": ("publish", {"on": "2020-01-01", "reason": "示例"}),
    "no reason": ("publish", {"on": "", "reason": " "}),
}


@pytest.mark.parametrize("case", WRONG)
def test_the_same_refusals_by_page_api_and_command(drafted, client_as, case):
    what, given = WRONG[case]
    client, today = client_as("centre"), timezone.localdate().isoformat()
    if what == "publish":
        given = given | {"on": given["on"] or today}
        page = client.post(at("draft-publish"), given | {"revision": 1})
        body = client.post(f"/api/v1/chains/drafts/{CHAIN}/publish", json.dumps(given), "application/json")
        words = ["publish", CHAIN, "--on", given["on"], "--reason", given["reason"]]
    else:
        lines = {k: "\n".join(v) if isinstance(v, list) and k != "gb" else v for k, v in given.items()}
        page = client.post(at("draft-link", PUMP), form_of(drafted, **lines))
        body = client.post(
            f"/api/v1/chains/drafts/{CHAIN}/links/{PUMP}", json.dumps(given), "application/json"
        )
        options = [(f"--{k}", w) for k, v in given.items() for w in (v if isinstance(v, list) else [v])]
        words = ["edit-link", CHAIN, PUMP, *(x for pair in options for x in pair)]
    ran = CliRunner().invoke(root, ["--as", "centre", "chains", *words])
    assert (page.status_code, body.status_code, ran.exit_code != 0) == (422, 409, True)
    refusals = body.json()["refusals"]
    assert refusals
    for refusal in refusals:
        assert refusal["reason"] in said(page) and refusal["reason"] in (ran.output + str(ran.exception))
    assert versions.draft(drafted, CHAIN).revision == 1


def test_the_same_result_by_page_api_and_command(planted, client_as, actors):
    """Each way drafts, edits and publishes the same; the three versions say the same change and hold the same chain."""
    centre, client, today = actors["centre"], client_as("centre"), timezone.localdate().isoformat()
    contents = []

    def done(make):
        (kept,) = versions.versions(centre, CHAIN)[:1]
        chain = selectors.chain(centre, CHAIN)
        contents.append([(x.code, x.name, x.gb, x.process) for x in chain.links])
        assert chain.link(PUMP).make == make and kept.reason == "示例"
        assert [c.name for c in kept.changes] == ["泵阀与压缩机"]

    client.post(at("draft-start"))
    client.post(at("draft-link", PUMP), form_of(centre, make="甲泵\n乙、丙泵"))
    client.post(at("draft-publish"), {"revision": 2, "on": today, "reason": "示例"})
    done(("甲泵", "乙、丙泵"))
    url = "/api/v1/chains/drafts"
    client.post(url, json.dumps({"chain": CHAIN}), "application/json")
    client.post(f"{url}/{CHAIN}/links/{PUMP}", json.dumps({"make": ["丁泵", "乙、丙泵"]}), "application/json")
    client.post(f"{url}/{CHAIN}/publish", json.dumps({"on": today, "reason": "示例"}), "application/json")
    done(("丁泵", "乙、丙泵"))
    for words in (
        ["draft", CHAIN],
        ["edit-link", CHAIN, PUMP, "--make", "戊泵", "--make", "乙、丙泵"],
        ["publish", CHAIN, "--on", today, "--reason", "示例"],
    ):
        assert CliRunner().invoke(root, ["--as", "centre", "chains", *words]).exit_code == 0
    done(("戊泵", "乙、丙泵"))
    assert contents[0] == contents[1] == contents[2]


def test_queries_do_not_grow_with_the_versions(planted, client_as, actors, count_queries):
    centre, made = actors["centre"], iter(range(1000))

    def more(n):
        for _ in range(n):
            draft_chain(actor=centre, chain=CHAIN)
            edit_link(actor=centre, chain=CHAIN, link=PUMP, change=LinkChange(make=[f"示例泵{next(made)}"]))
            publish_chain(actor=centre, chain=CHAIN, on=timezone.localdate(), reason="示例")
        selectors.chains(centre)  # the newest version is read once in the life of a process

    client = client_as("officer")
    count_queries("chains:versions", more, lambda: client.get(at("versions")))
