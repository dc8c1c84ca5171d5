"""Pages and ways of a lead under way and of sharing it."""

import json

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.cli import leads as command
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db

FORMS = ("experts", "feed-back", "report", "origin", "interest", "introduce", "share", "release")


def text_of(answer):
    return answer.content.decode()


def post(client, name, code, **body):
    return client.post(reverse(f"engagements:{name}", args=[code]), body)


def run(login, *words):
    return CliRunner().invoke(command, list(words), obj={"login": login})


def test_every_form_opens_for_who_sees_the_lead_and_no_other(client_as, make_lead):
    code = make_lead()
    for name in FORMS:
        url = reverse(f"engagements:{name}", args=[code])
        assert client_as("officer").get(url).status_code == 200, name
        for other in ("other_officer", "audit_admin"):
            assert client_as(other).get(url).status_code == 403, name


def test_the_lead_shows_channel_introducer_place_and_clocks(client_as, make_lead, make_introducer, age):
    code = make_lead(source="chamber", introducer=make_introducer(), source_place="苏州市")
    age(code, 20)
    shown = text_of(client_as("officer").get(reverse("engagements:lead", args=[code])))
    for word in (
        "商会协会",
        "示例900号商会",
        "江苏省苏州市",
        "下次报告期限",
        "首报首谈有效至",
        "列入久未跟进",
    ):
        assert word in shown, word
    listed = text_of(client_as("officer").get(reverse("engagements:leads"), {"silent": "1"}))
    assert "示例1号织造有限公司" in listed


def test_a_lead_goes_its_way_by_pages(client_as, make_lead):
    code, client, today = make_lead(), client_as("officer"), timezone.localdate().isoformat()
    steps = [
        ("experts", {"reason": "工艺是否属限制类"}),
        ("answer", {"note": "示例", "happened_on": today}),
        ("judge", {"verdict": "follow", "reason": "示例", "happened_on": today}),
        ("feed-back", {"to": "company", "note": "示例", "happened_on": today}),
        ("report", {"note": "已陪同考察", "happened_on": today}),
        ("interest", {"has": "yes", "text": "配偶任职"}),
        ("origin", {"source": "internet", "introducer": "", "source_place": "上海", "reason": "补录"}),
    ]
    for name, body in steps:
        assert post(client, name, code, **body).status_code == 302, name
    shown = text_of(client.get(reverse("engagements:lead", args=[code])))
    for word in ("请专家论证", "已陪同考察", "有利益关系：配偶任职", "互联网", "上海市"):
        assert word in shown, word


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("report", {"note": "", "happened_on": "2026-11-24"}, "请填写“进展内容”"),
        ("feed-back", {"to": "company", "note": "示例", "happened_on": "2026-01-01"}, "还没有研判结论"),
        ("interest", {"has": "yes", "text": ""}, "没有填写利益关系"),
        ("interest", {"has": "", "text": ""}, "请填写“与该企业”"),
        ("origin", {"source": "visit", "source_place": "桃花源", "reason": "示例"}, "没有叫“桃花源”"),
        ("share", {"office": "T2", "percent": "100", "note": "示例"}, "份额不可行"),
        ("introduce", {"office": "T1", "percent": "10", "note": "示例"}, "就是责任单位"),
    ],
)
def test_bad_input_is_told_in_chinese(client_as, make_lead, name, body, says):
    answer = post(client_as("office_head"), name, make_lead(), **body)
    assert answer.status_code == 422 and says in text_of(answer)


def test_two_heads_share_a_lead_by_pages(client_as, actors, make_lead):
    code = make_lead()
    head, other = client_as("office_head"), client_as("other_head")
    assert post(head, "share", code, office="T2", percent="40", note="对方有厂房").status_code == 302
    assert "签署共享" in text_of(other.get(reverse("accounts:desk")))
    shown = text_of(other.get(reverse("engagements:lead", args=[code])))
    assert "待签署" in shown and "签署后份额为 示例街道一 60%、示例街道二 40%" in shown
    proposal = selectors.open_proposals(actors["other_head"])[0].code
    accept = reverse("engagements:accept-share", args=[code, proposal])
    assert other.get(accept).status_code == 405
    assert client_as("other_officer").post(accept).status_code == 403
    assert other.post(accept).status_code == 302
    shown = text_of(client_as("other_officer").get(reverse("engagements:lead", args=[code])))
    assert "40%" in shown and "双方约定" in shown
    assert post(client_as("other_officer"), "report", code, note="示例").status_code in (403, 422)


def test_an_introduced_lead_is_declined_by_page(client_as, actors, make_lead):
    code = make_lead()
    post(client_as("office_head"), "introduce", code, office="T2", percent="30", note="示例")
    proposal = selectors.open_proposals(actors["other_head"])[0].code
    url = reverse("engagements:decline-share", args=[code, proposal])
    assert client_as("other_head").get(url).status_code == 200
    answer = client_as("other_head").post(url, {"reason": "已有同类项目"}, follow=True)
    assert answer.status_code == 200
    assert "已有同类项目" in text_of(client_as("officer").get(reverse("engagements:lead", args=[code])))


def test_the_centre_releases_a_lapsed_claim_by_page(client_as, make_lead, age):
    code = make_lead()
    page = reverse("engagements:lead", args=[code])
    assert "释放首报首谈" not in text_of(client_as("centre").get(page))
    age(code, 61)
    assert "释放首报首谈" in text_of(client_as("centre").get(page))
    assert post(client_as("centre"), "release", code, reason="示例催办无果").status_code == 302
    assert "长期未报告，首报首谈失效" in text_of(client_as("centre").get(page))


def test_the_same_by_rest_and_command(client_as, actors, make_lead, age):
    def api(who, path, **body):
        return client_as(who).post(
            f"/api/v1/engagements/{path}", json.dumps(body), content_type="application/json"
        )

    code = make_lead()
    at = f"leads/{code}"
    assert api("officer", f"{at}/experts", reason="示例").json()["experts_asked_on"]
    flows.judge_lead(actor=actors["officer"], code=code, verdict="follow", reason="示例")
    assert api("officer", f"{at}/feed-back", to="company", note="示例").json()["fed_back_on"]
    assert api("officer", f"{at}/report", note="示例").json()["silent"] is False
    assert api("officer", f"{at}/interest", has=False).json()["interests"][0]["has"] is False
    moved = api("officer", f"{at}/origin", source="internet", source_place="上海", reason="示例").json()
    assert (moved["source"], moved["source_place"]) == ("internet", "310000")
    assert api("centre", f"{at}/release", reason="示例").status_code == 409
    proposal = api("office_head", f"{at}/share", office="T2", percent=40, note="示例").json()["proposal"]
    assert client_as("other_head").get("/api/v1/engagements/proposals").json()[0]["code"] == proposal
    assert api("other_head", f"proposals/{proposal}/accept").status_code == 204
    shares = client_as("other_officer").get(f"/api/v1/engagements/{at}/shares").json()
    assert [(s["office"], s["percent"]) for s in shares] == [("T1", 60), ("T2", 40)]
    again = api("office_head", f"{at}/introduce", office="T2", percent=30, note="示例").json()["proposal"]
    assert api("other_head", f"proposals/{again}/decline", reason="示例").status_code == 204


def test_the_commands_do_the_same(actors, make_lead, age):
    code = make_lead()
    flows.judge_lead(actor=actors["officer"], code=code, verdict="follow", reason="示例")
    for words in (
        ("report", code, "--note", "示例"),
        ("feed-back", code, "--to", "company", "--note", "示例"),
        ("interest", code, "--none"),
        ("origin", code, "--source", "internet", "--reason", "示例"),
    ):
        assert run("officer", *words).exception is None, words
    other = make_lead(2)
    assert run("officer", "experts", other, "--reason", "示例").exception is None
    share = ("--office", "T2", "--percent", "40", "--note", "示例")
    assert run("office_head", "share", code, *share).exception is None
    assert "示例街道二" in run("other_head", "proposals").output
    proposal = json.loads(run("other_head", "proposals", "--json").output)[0]["code"]
    assert run("other_head", "accept", proposal).exception is None
    assert run("office_head", "introduce", other, *share).exception is None
    second = json.loads(run("other_head", "proposals", "--json").output)[0]["code"]
    assert run("other_head", "decline", second, "--reason", "示例").exception is None
    age(other, 61)
    assert json.loads(run("centre", "list", "--silent", "--json").output)[0]["code"] == other
    assert run("centre", "release", other, "--reason", "示例").exception is None
    assert isinstance(run("officer", "release", code, "--reason", "示例").exception, Refused)
    assert "示例" in run("officer", "contacts").output
    added = run("officer", "add-introducer", "--unit", "示例大学", "--title", "院长", "--purpose", "示例")
    assert added.exception is None and "示例大学院长" in run("leader", "introducers").output
