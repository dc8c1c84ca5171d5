"""REST of the company master."""

import pytest

from zhuchao.terms import uscc

pytestmark = pytest.mark.django_db
BASE = "/api/v1/companies"
CONTACT = {"name": "示例某", "phone": "13800001234", "purpose": "扩产对接"}


def code(n):
    first = f"91990000{n:09d}"
    return first + uscc.check_character(first)


def send(client, method, path, body):
    return getattr(client, method)(f"{BASE}{path}", body, content_type="application/json")


def test_a_company_from_the_registry_to_its_new_name(client_as, small_lake):
    """Adopt, correct, rename, read; a version that was overtaken is refused."""
    known = small_lake.codes["绍兴市柯桥区示例水泵厂"]
    client = client_as("officer")
    answer = client.post(f"{BASE}/registry/{known}/adopt")
    assert (answer.status_code, answer.json()["capital_wan"], answer.json()["office"]) == (201, 80, "T1")
    told = client_as("other_officer").post(f"{BASE}/registry/{known}/adopt")
    assert (told.status_code, told.json()["refusals"][0]["rule"]) == (409, "companies.already-there")
    body = send(client, "patch", f"/master/{known}", {"version": 1, "note": "示例"}).json()
    assert (body["version"], body["note"], body["capital_wan"]) == (2, "示例", 80)
    assert send(client, "patch", f"/master/{known}", {"version": 1, "note": "又"}).status_code == 409
    new = {"version": 2, "name": "绍兴示例泵业有限公司", "since": "2020-01-01"}
    body = send(client, "post", f"/master/{known}/rename", new).json()
    assert [f["name"] for f in body["former"]] == ["绍兴市柯桥区示例水泵厂"]
    assert {s["event"] for s in body["history"]} == {"纳入企业主档", "更正", "更名"}
    rows = client.get(f"{BASE}/master", {"text": "水泵厂"}).json()
    assert (rows["total"], rows["rows"][0]["name"]) == (1, "绍兴示例泵业有限公司")


def test_a_company_by_hand(client_as, small_lake):
    """A place by its name; every fault at once, named by field."""
    client = client_as("officer")
    good = {"uscc": code(5000), "name": "示例新设公司", "county_code": "柯桥区", "capital_wan": "12.5"}
    answer = send(client, "post", "/master", good)
    assert (answer.status_code, answer.json()["region"]) == (201, "浙江省绍兴市柯桥区")
    told = send(client, "post", "/master", {"uscc": "1", "name": "", "kind": "x"})
    assert (told.status_code, {r["field"] for r in told.json()["refusals"]}) == (
        409,
        {"uscc", "name", "kind"},
    )
    assert client.get(f"{BASE}/master/{code(5001)}").status_code == 409


def test_contacts_are_masked_and_shown_one_at_a_time(client_as, small_lake):
    """Office and centre see them in clear on asking, leaders masked, another office not at all."""
    client = client_as("officer")
    known = small_lake.codes["绍兴市柯桥区示例水泵厂"]
    client.post(f"{BASE}/registry/{known}/adopt")
    made = send(client, "post", f"/master/{known}/contacts", CONTACT)
    assert (made.status_code, made.json()["phone"]) == (201, "138****1234")
    path = f"{BASE}/contacts/{made.json()['code']}"
    assert client.post(f"{path}/reveal").json()["phone"] == "13800001234"
    for name, total, status in (("leader", 1, 403), ("other_officer", 0, 403), ("centre", 1, 200)):
        other = client_as(name)
        assert other.get(f"{BASE}/contacts").json()["total"] == total
        assert len(other.get(f"{BASE}/master/{known}").json()["contacts"]) == total
        assert other.post(f"{path}/reveal").status_code == status
    assert send(client, "post", f"/contacts/{made.json()['code']}/drop", {"reason": ""}).status_code == 409
    assert (
        send(client, "post", f"/contacts/{made.json()['code']}/drop", {"reason": "离职"}).status_code == 204
    )
    assert client.get(f"{BASE}/contacts").json()["total"] == 0


@pytest.mark.parametrize("name", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_see_nothing(client_as, small_lake, name):
    """Lists are empty, a company is not there, acts are forbidden."""
    known = small_lake.codes["绍兴市柯桥区示例水泵厂"]
    client_as("officer").post(f"{BASE}/registry/{known}/adopt")
    client = client_as(name)
    for path in ("/master", "/contacts", "/imports"):
        assert client.get(f"{BASE}{path}").json() == {"total": 0, "rows": []}
    assert client.get(f"{BASE}/master/{known}").status_code == 409
    assert client.post(f"{BASE}/registry/{known}/adopt").status_code == 403


def test_limits_and_log_in(client, client_as, small_lake):
    """A page is at most 500 rows; without log-in there is nothing."""
    assert client.get(f"{BASE}/master").status_code == 401
    assert client_as("officer").get(f"{BASE}/master?limit=501").status_code == 422
    assert client_as("officer").get(f"{BASE}/master?sort=uscc;drop").status_code == 200
