"""Pages, REST and commands of meetings and events."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

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
