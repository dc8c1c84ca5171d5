"""REST of contracts, money, plans, delays, exits and alerts."""

import pytest
from made_projects import make_project  # noqa: F401 - fixtures
from paid_projects import pay, sign, voucher_file  # noqa: F401 - fixtures

from zhuchao.projects.models import DelayFact, Project

pytestmark = pytest.mark.django_db
BASE = "/api/v1/projects/projects"
DENIED = ("other_officer", "system_admin")


@pytest.fixture
def code(make_project):  # noqa: F811 - the fixture
    return make_project()


@pytest.fixture
def ask(client_as, code):
    """``ask(path, body=None, name="officer")``: (status, answer) of a GET, or of a POST with a body."""

    def asked(path, body=None, name="officer"):
        client = client_as(name)
        url = f"{BASE}/{code}/{path}"
        answer = client.get(url) if body is None else client.post(url, body, content_type="application/json")
        return answer.status_code, answer.json()

    return asked


CONTRACT = {"what": "formal", "number": "示例招1号", "amount_wan": "12000", "signed_on": "2025-06-03"}


def test_contracts(ask):
    """Record, amend, end; every answer is the whole."""
    status, told = ask("contracts", CONTRACT)
    assert (status, told[0]["first"], told[0]["amount_wan"]) == (201, True, "12000.00")
    contract = told[0]["contract"]
    status, told = ask(
        f"contracts/{contract}/amend", {"signed_on": "2025-08-01", "amount_wan": "15000", "title": "补充"}
    )
    assert (status, told[0]["delta_wan"], len(told[0]["texts"])) == (201, "3000.00", 2)
    status, told = ask(f"contracts/{contract}/end", {"ended_on": "2025-09-01", "reason": "协商解除"})
    assert (status, told[0]["ended_on"]) == (201, "2025-09-01")
    assert ask("contracts") == (200, told)


def test_money(ask, voucher_file):  # noqa: F811 - the fixture
    """A voucher and the three views."""
    body = {
        "what": "capital",
        "payer": "示例投资有限公司",
        "payee": "示例智能装备有限公司",
        "amount_wan": "500",
        "paid_on": "2025-06-10",
        "evidence": [voucher_file()],
    }
    status, told = ask("money", body)
    assert status == 201
    assert {v["view"]: v["arrived_wan"] for v in told["views"]} == dict.fromkeys(
        ("promotion", "statistics", "contract"), "500.00"
    )
    assert ask("money") == (200, told)
    assert ask("money/statistics")[1] == next(v for v in told["views"] if v["view"] == "statistics")
    status, told = ask("money/gossip")
    assert (status, told["refusals"][0]["field"]) == (409, "view")
    status, told = ask("money", body | {"voucher_no": "B2"})
    assert (status, told["refusals"][0]["rule"]) == (409, "projects.voucher-twice")


def test_plan(ask):
    """Plan, move, settle."""
    body = {"what": "duty", "title": "交付场地", "side": "government", "due_on": "2025-07-01"}
    status, told = ask("plan", body | {"said_on": "2025-06-01"})
    assert (status, told["next_due"][0]["title"]) == (201, "交付场地")
    item = told["items"][0]["item"]
    status, told = ask(f"plan/{item}/move", {"due_on": "2025-08-01", "reason": "征迁未完成"})
    assert (status, told["items"][0]["moves"]) == (200, 1)
    status, told = ask(f"plan/{item}/settle", {"done_on": "2025-08-06"})
    assert (status, told["items"][0]["slip"]) == (200, 36)
    assert ask("plan") == (200, told)


def test_delays(ask):
    """Note and end."""
    status, told = ask("delays", {"cause": "land", "since": "2025-06-01"})
    assert (status, told["causes"][0]["side"]) == (201, "government")
    status, told = ask(f"delays/{DelayFact.objects.get().code}/end", {"until": "2025-06-30"})
    assert (status, told["days_by_side"]) == (200, {"government": 30})
    assert ask("delays") == (200, told)


def test_exits(ask, code):
    """Shelve, resume, end; who saw an old version is told."""
    body = {"reason": "market", "happened_on": "2025-06-03"}
    status, told = ask("shelve", body | {"version": 1}, "office_head")
    assert (status, told[0]["reason_name"]) == (201, "市场变化")
    assert ask("resume", {"note": "市场回暖", "happened_on": "2025-07-01"}, "office_head")[0] == 201
    status, told = ask("end", body | {"happened_on": "2025-08-01", "version": 1}, "office_head")
    assert (status, told["refusals"][0]["rule"]) == (409, "projects.changed-meanwhile")
    assert ask("end", body | {"happened_on": "2025-08-01"}, "office_head")[0] == 201
    assert Project.objects.get(code=code).state == "ended"
    assert [e["what"] for e in ask("exits")[1]] == ["ended", "resumed", "shelved"]


def test_alerts(client_as, code):
    """What the actor sees, of the kinds asked for; an unknown kind is a refusal."""
    client = client_as("officer")
    told = client.get("/api/v1/projects/alerts", {"kinds": ["silent", "stage-overdue"]}).json()
    assert told["counts"] == {"stage-overdue": 1, "silent": 1}
    assert {row["code"] for row in told["rows"]} == {code}
    assert client.get("/api/v1/projects/alerts", {"mine": "true", "limit": 1}).json()["total"] == 3
    assert client_as("other_officer").get("/api/v1/projects/alerts").json()["total"] == 0
    assert client_as("centre").get("/api/v1/projects/alerts").json()["total"] == 3
    assert client.get("/api/v1/projects/alerts", {"kinds": "gossip"}).status_code == 409
    assert client_as("system_admin").get("/api/v1/projects/alerts").json().get("total", 0) == 0


@pytest.mark.parametrize("name", DENIED)
@pytest.mark.parametrize("path", ["contracts", "money", "money/promotion", "plan", "delays", "exits"])
def test_forbids(ask, sign, pay, code, name, path):  # noqa: F811 - the fixtures
    """Another office and administrators read nothing of it and write nothing."""
    sign(code)
    pay(code)
    status, told = ask(path, name=name)
    assert status == 403
    assert "12000" not in str(told)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("contracts", CONTRACT),
        ("contracts/x/amend", {"signed_on": "2025-08-01"}),
        ("contracts/x/end", {"ended_on": "2025-08-01", "reason": "协商"}),
        ("money", {"what": "capital", "payer": "甲", "payee": "乙", "paid_on": "2025-06-10"}),
        ("plan", {"what": "duty", "title": "交付", "side": "government", "due_on": "2025-07-01"}),
        ("plan/x/move", {"due_on": "2025-08-01", "reason": "延期"}),
        ("plan/x/settle", {"done_on": "2025-08-01"}),
        ("delays", {"cause": "land", "since": "2025-06-01"}),
        ("delays/x/end", {"until": "2025-06-30"}),
        ("shelve", {"reason": "market"}),
        ("end", {"reason": "market"}),
        ("resume", {"note": "回暖"}),
    ],
)
@pytest.mark.parametrize("name", ["leader", *DENIED])
def test_forbids_writing(ask, path, body, name):
    """Readers read; nobody else writes."""
    assert ask(path, body, name)[0] == 403
