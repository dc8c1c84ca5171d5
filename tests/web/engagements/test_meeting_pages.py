"""Pages, REST and commands of meetings and events."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lead_makers import credit_code

from zhuchao.companies.flows import add_company, add_contact
from zhuchao.engagements.cli import engagements as command
from zhuchao.engagements.models import Engagement, EngagementFact, Event, FollowUp
from zhuchao.figures.selectors import compute

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"engagements:{name}", args=args)


def test_a_visit_in_one_form(client_as):
    """Kind, company, what was said, interest: then it stands in list, detail and on nobody else's list."""
    client = client_as("officer")
    given = {
        "kind": "visit",
        "title": "示例走访",
        "company_name": "示例公司",
        "held_on": "2025-03-03",
        "summary": "示例情况",
        "ours": "2",
        "theirs": "1",
        "attending": "示例街道、发改局",
        "interest": "none",
    }
    assert client.post(url("hold-engagement"), given | {"interest": ""}).status_code == 422
    client.post(url("hold-engagement"), given)
    row = Engagement.objects.get()
    assert row.units == ["示例街道", "发改局"]
    assert "示例走访" in client.get(url("engagements")).content.decode()
    assert "没有利害关系" in client.get(url("engagement", row.code)).content.decode()
    assert "示例走访" not in client_as("other_officer").get(url("engagements")).content.decode()
    assert client_as("other_officer").get(url("engagement", row.code)).status_code == 403


def test_an_appraisal_with_votes_dissent_and_follow_up(client_as, plan_meeting):
    """Planned, held, decided, doubted, and something to do that is done from the desk."""
    code = plan_meeting(kind="appraisal")
    client = client_as("office_head")
    held = {"held_on": "2025-03-03", "summary": "示例", "ours": "5", "theirs": "0"}
    client.post(url("hold-planned", code), held)
    votes = {"decision": "示例：暂缓", "votes_for": "3", "votes_against": "2", "votes_abstain": "0"}
    client.post(url("record-decision", code), votes)
    client.post(url("add-dissent", code), {"text": "示例：应当签约"})
    client.post(url("set-follow-up", code), {"text": "示例：补充材料", "office": "T1"})
    text = client.get(url("engagement", code)).content.decode()
    for word in ("示例：暂缓", "赞成 3", "示例：应当签约", "示例：补充材料"):
        assert word in text
    desk = client_as("officer").get(reverse("accounts:desk")).content.decode()
    assert "示例：补充材料" in desk
    client.post(url("close-follow-up", FollowUp.objects.get().code), {"result": "示例：已补"})
    assert "已于" in client.get(url("engagement", code)).content.decode()


def test_events_from_plan_to_count(client_as, actors):
    """Planned, held, verified by a second person; page, REST and figure agree."""
    client = client_as("officer")
    client.post(url("plan-event"), {"kind": "ceremony", "title": "示例签约会", "planned_on": "2025-04-01"})
    event = Event.objects.get()
    client.post(url("hold-event", event.code), {"held_on": "2025-04-02", "guests": "30", "cost_wan": "12.5"})
    assert "示例签约会" in client.get(url("events")).content.decode()
    answer = client.get(f"/api/v1/engagements/events/{event.code}").json()
    assert (answer["state"], answer["guests"]) == ("held", 30)
    found = compute("ceremonies", actors["centre"], as_of=date(2026, 1, 1))
    assert found.rows == (event.code,)


def test_a_second_person_verifies_from_the_page(client_as, make_meeting):
    """With a file; the recorder is not offered to."""
    code = make_meeting()
    fact = EngagementFact.objects.get()
    judge = url("judge-meeting", fact._meta.db_table, fact.code)
    assert 'value="verified"' not in client_as("officer").get(judge).content.decode()
    file = SimpleUploadedFile("纪要.txt", "示例".encode())
    head = client_as("office_head")
    assert head.post(judge, {"judgement": "verified", "file": file}).url == url("engagement", code)
    assert "已核实" in head.get(url("engagement", code)).content.decode()


@pytest.mark.parametrize("name", ["cancel-engagement", "hold-planned", "set-follow-up", "add-dissent"])
def test_forms_of_a_planned_meeting_open(client_as, plan_meeting, name):
    """In Chinese, with the way back."""
    assert client_as("officer").get(url(name, plan_meeting(kind="appraisal"))).status_code == 200


def test_rest_writes_too(client_as):
    """Plan, hold, decide and follow up over REST."""
    client = client_as("officer")
    base = "/api/v1/engagements/engagements"

    def post(path, body):
        return client.post(f"{base}/{path}", json.dumps(body), content_type="application/json")

    planned = post("plan", {"kind": "appraisal", "title": "示例会", "planned_on": "2025-03-01"})
    code = planned.json()["code"]
    held = {"code": code, "held_on": "2025-03-02", "summary": "示例", "ours": 4}
    assert post("held", held).status_code == 201
    assert post(f"{code}/decision", {"decision": "示例", "votes": {"for": 9}}).status_code == 409
    assert post(f"{code}/decision", {"decision": "示例", "votes": {"for": 4}}).status_code == 200
    assert post(f"{code}/follow-ups", {"text": "示例", "office": "T1"}).status_code == 201
    assert client.get(f"{base}/{code}/follow-ups").json()[0]["text"] == "示例"
    assert client.get(f"{base}?kind=appraisal").json()["total"] == 1


def ran(who, *words):
    answer = CliRunner().invoke(command, [*words], obj={"login": who})
    assert answer.exit_code == 0, (answer.output, answer.exception)
    return answer.output


def api(client, code, part, body):
    path = f"/api/v1/engagements/engagements/{code}/{part}"
    return client.post(path, json.dumps(body), content_type="application/json")


def test_an_agenda_is_said_three_ways(client_as, plan_meeting):
    """By page, API and command; the page shows the last."""
    code, client = plan_meeting(kind="appraisal"), client_as("officer")
    assert client.post(url("set-agenda", code), {"agenda": "示例议题一\n示例议题二"}).status_code == 302
    shown = client.get(f"/api/v1/engagements/engagements/{code}").json()
    assert shown["agenda"] == ["示例议题一", "示例议题二"]
    assert api(client, code, "agenda", {"agenda": ["示例议题三"]}).json()["agenda"] == ["示例议题三"]
    ran("officer", "agenda", code, "示例议题四")
    assert "示例议题四" in client.get(url("engagement", code)).content.decode()


def test_papers_are_attached_listed_and_downloaded_three_ways(
    client_as, actors, make_meeting, settings, tmp_path
):
    """The office that only has something to do downloads too; any other is refused."""
    settings.ZHUCHAO_HOME = tmp_path
    code, client = make_meeting(kind="appraisal"), client_as("officer")
    texts = {"页面": "示例一", "接口": "示例二", "命令": "示例三"}

    def file(title):
        return SimpleUploadedFile(f"{title}.txt", texts[title].encode())

    assert client.post(url("attach-paper", code), {"title": "页面", "file": file("页面")}).status_code == 302
    path = f"/api/v1/engagements/engagements/{code}/papers"
    assert client.post(path, {"title": "接口", "file": file("接口")}).status_code == 201
    (tmp_path / "命令.txt").write_text(texts["命令"])
    ran("officer", "attach", code, str(tmp_path / "命令.txt"), "--title", "命令")
    client.post(url("set-follow-up", code), {"text": "示例", "office": "T2"})
    other = client_as("other_officer")
    papers = other.get(path).json()
    assert [p["title"] for p in papers] == list(texts)
    assert json.loads(ran("other_officer", "papers", code, "--json"))[2]["file_name"] == "命令.txt"
    page = other.get(url("engagement", code)).content.decode()
    for paper in papers:
        assert url("paper", code, paper["code"]) in page
        answers = (other.get(url("paper", code, paper["code"])), other.get(f"{path}/{paper['code']}"))
        for answer in answers:
            assert b"".join(answer.streaming_content).decode() == texts[paper["title"]]
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Content-Disposition"].startswith("attachment")
        ran("other_officer", "paper", code, paper["code"], "--out", str(tmp_path / "out"))
        assert (tmp_path / "out").read_text() == texts[paper["title"]]
    hers = make_meeting()
    assert other.get(f"/api/v1/engagements/engagements/{hers}/papers").status_code == 403


def test_contacts_are_named_three_ways_and_masked(client_as, actors, make_meeting):
    """The form offers those in sight; page, API and command mask the name."""
    uscc = credit_code(1)
    add_company(actor=actors["centre"], uscc=uscc, name="示例公司", kind="enterprise")
    told = {"uscc": uscc, "purpose": "洽谈", "phone": "05750000000"}
    one, two = (add_contact(actor=actors["officer"], name=n, **told) for n in ("张示例", "李示例"))
    unseen = add_contact(actor=actors["other_officer"], name="王示例", **told)
    code, client = make_meeting(uscc=uscc), client_as("officer")
    form = client.get(url("name-contacts", code)).content.decode()
    assert "张**" in form and "张示例" not in form and unseen not in form
    assert client.post(url("name-contacts", code), {"contacts": [one]}).status_code == 302
    page = client.get(url("engagement", code)).content.decode()
    assert "张**" in page and "张示例" not in page
    answer = api(client, code, "contacts", {"contacts": [one, two]})
    assert [c["name"] for c in answer.json()["rows"]] == ["张**", "李**"]
    assert api(client, code, "contacts", {"contacts": [unseen]}).status_code == 409
    shown = ran("officer", "contacts", code, "--set", two)
    assert "李**" in shown and "张" not in shown


def test_a_decision_by_command(client_as, actors, make_meeting):
    """With those who did not come; the page says so."""
    code = make_meeting(kind="appraisal")
    ran(
        "officer", "decide", code, "--decision", "示例：同意", "--for", "2", "--against", "1", "--absent", "4"
    )
    assert (
        "赞成 2，反对 1，弃权 0，缺席 4" in client_as("officer").get(url("engagement", code)).content.decode()
    )


def test_mine_and_the_planned_day_on_every_way(client_as, actors, make_meeting, plan_meeting):
    """List, export, API and command keep the same meetings."""
    make_meeting("office_head", title="示例别人的走访", held_on=date(2025, 3, 5))
    plan_meeting(title="示例我的计划", planned_on=date(2025, 3, 6))
    plan_meeting(title="示例以后的计划", planned_on=date(2025, 9, 6))
    client = client_as("officer")
    asked = {"mine": "1", "held_from": "2025-03-01", "held_to": "2025-03-31"}
    page = client.get(url("engagements"), asked).content.decode()
    export = b"".join(client.get(url("engagements"), asked | {"export": "csv"})).decode()
    period = {"since": "2025-03-01", "until": "2025-03-31"}
    rows = client.get("/api/v1/engagements/engagements", period | {"mine": "true"}).json()["rows"]
    words = ("list", "--from", "2025-03-01", "--to", "2025-03-31", "--json")
    told = json.loads(ran("officer", *words, "--mine"))
    for text in (page, export):
        assert "示例我的计划" in text and "示例别人的走访" not in text and "示例以后的计划" not in text
    assert [r["title"] for r in rows] == [r["title"] for r in told] == ["示例我的计划"]
    assert len(json.loads(ran("officer", *words))) == 2


def test_an_empty_panel_has_its_padding(client_as, make_lead):
    """As every other panel without rows."""
    page = client_as("officer").get(reverse("engagements:lead", args=[make_lead()])).content.decode()
    assert '<p class="card-body text-secondary mb-0">还没有记录。</p>' in page
