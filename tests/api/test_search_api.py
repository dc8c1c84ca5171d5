"""REST of the registry: search and one row, for those who may see companies."""

import pytest

pytestmark = pytest.mark.django_db


def test_search_tells_what_was_found_and_how_far_the_registry_reaches(small_lake, client_as):
    """Best first, with the caveat that goes with every list."""
    body = client_as("officer").get("/api/v1/companies/search", {"text": "龙盛", "top": 2}).json()
    assert (body["total"], len(body["hits"]), body["capped"], body["demo"]) == (6, 2, False, True)
    first = body["hits"][0]
    assert first["uscc"] == small_lake.codes["浙江示例龙盛染整股份有限公司"]
    assert first["region"] == "浙江省绍兴市柯桥区"
    assert first["score"] >= body["hits"][1]["score"]
    assert "存续未核实" in body["caveat"]


def test_search_in_one_field_and_by_pages(small_lake, client_as):
    """As by page and command."""
    client = client_as("officer")
    asked = {"text": "水泵", "field": "scope"}
    assert [h["why"] for h in client.get("/api/v1/companies/search", asked).json()["hits"]] == ["经营范围"]
    rest = client.get("/api/v1/companies/search", {"text": "龙盛", "offset": 5}).json()
    assert (rest["total"], len(rest["hits"])) == (6, 1)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"text": "龙"}, 409),
        ({"text": "龙盛", "field": "x"}, 409),
        ({}, 422),
        ({"text": "龙盛", "top": 100_000}, 422),
        ({"text": "龙盛", "offset": -1}, 422),
        ({"text": "龙" * 201}, 422),
    ],
)
def test_search_refuses_in_chinese(small_lake, client_as, asked, status):
    """As problem+json."""
    answer = client_as("officer").get("/api/v1/companies/search", asked)
    assert answer.status_code == status
    assert answer["Content-Type"].startswith("application/problem+json")


def test_a_registry_row_with_its_kin(small_lake, client_as):
    """Branches and the same brand."""
    code = small_lake.codes["浙江示例龙盛染整股份有限公司"]
    body = client_as("leader").get(f"/api/v1/companies/registry/{code}").json()
    assert body["row"]["scope"] == "印染；纺织品后整理"
    assert body["region"] == "浙江省绍兴市柯桥区"
    assert sum(k["relation"] == "分支" for k in body["kin"]) == 2
    assert "2019-04" in body["caveat"]


def test_an_unknown_code(small_lake, client_as):
    """Says what to do next."""
    answer = client_as("officer").get("/api/v1/companies/registry/91330000000000000X")
    assert answer.status_code == 409
    assert "登记库里没有" in answer.json()["refusals"][0]["reason"]


@pytest.mark.parametrize("who", ["system_admin", "security_admin", "audit_admin"])
def test_administrators_are_forbidden(small_lake, client_as, who):
    """Both endpoints."""
    client, code = client_as(who), small_lake.codes["示例龙盛"]
    assert client.get("/api/v1/companies/search", {"text": "龙盛"}).status_code == 403
    assert client.get(f"/api/v1/companies/registry/{code}").status_code == 403


def test_nobody_is_let_in(client, db):
    """Without a log-in there is nothing."""
    for path in ("search?text=龙盛", "registry/91330000000000000X"):
        assert client.get(f"/api/v1/companies/{path}").status_code == 401
