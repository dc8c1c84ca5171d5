"""REST of accounts."""

import pytest

from zhuchao import slots
from zhuchao.accounts.flows import enqueue_job
from zhuchao.slots import Slot

pytestmark = pytest.mark.django_db


def test_me(client_as):
    """Who acts, through which post, with which roles."""
    body = client_as("officer").get("/api/v1/accounts/me").json()
    assert (body["person_code"], body["post_code"], body["roles"]) == ("R-officer", "P-officer", ["officer"])
    assert [p["office"] for p in body["posts"]] == ["T1"]


def test_nobody_is_let_in(client, db):
    """Without a log-in there is nothing."""
    for path in ("me", "offices", "jobs", "jobs/x"):
        assert client.get(f"/api/v1/accounts/{path}").status_code == 401


def test_offices_come_as_the_directory_allows(client_as):
    """Staff and the two keepers see the tree, the audit administrator does not."""
    assert client_as("officer").get("/api/v1/accounts/offices").json()[0]["code"] == "D"
    assert len(client_as("system_admin").get("/api/v1/accounts/offices").json()) == 6
    assert client_as("audit_admin").get("/api/v1/accounts/offices").json() == []


def test_a_job_is_seen_by_its_asker_only(client_as, actors):
    """Another gets 403 in Chinese, as for a job that does not exist."""
    slots.register(Slot.JOB, "test-api", lambda actor, payload, progress: {})
    code = enqueue_job(actor=actors["officer"], kind="test-api", payload={}, title="示例任务")
    slots.unregister(Slot.JOB, "test-api")
    asker = client_as("officer")
    assert asker.get(f"/api/v1/accounts/jobs/{code}").json()["state_name"] == "排队中"
    assert [j["code"] for j in asker.get("/api/v1/accounts/jobs").json()] == [code]
    other = client_as("office_head").get(f"/api/v1/accounts/jobs/{code}")
    assert (other.status_code, other["content-type"]) == (403, "application/problem+json")
    assert "不是您提交的" in other.content.decode()


def test_drafts_and_recent_items_are_ones_own(client_as):
    """Kept, read back, dropped; nobody else sees them."""
    one, other = client_as("officer"), client_as("office_head")
    body = {"data": {"data": {"name": "示例"}}, "content_type": "application/json"}
    assert one.put("/api/v1/accounts/drafts/lead:new", **body).status_code == 204
    assert [d["data"] for d in one.get("/api/v1/accounts/drafts").json()] == [{"name": "示例"}]
    assert other.get("/api/v1/accounts/drafts").json() == []
    assert one.delete("/api/v1/accounts/drafts/lead:new").status_code == 204
    assert one.get("/api/v1/accounts/drafts").json() == []
    item = {"record": "lead:1", "title": "示例线索", "url": "/leads/1/"}
    assert one.post("/api/v1/accounts/recent", item, content_type="application/json").status_code == 204
    assert one.get("/api/v1/accounts/recent").json()[0]["record"] == "lead:1"
    assert other.get("/api/v1/accounts/recent").json() == []
