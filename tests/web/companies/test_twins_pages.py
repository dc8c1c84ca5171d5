"""The review queue, the page of a pair, merging and undoing by page and API."""

import json

import pytest
from twin_companies import A, B, pair  # noqa: F401 - fixture

from zhuchao.companies.models import Company, CompanyMerge

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("pair")]


def test_the_queue_shows_the_pair_with_its_evidence(client_as):
    """Readers see it without verbs, keepers judge, the centre merges; an administrator sees nothing."""
    shown = {who: client_as(who).get("/companies/twins/") for who in ("leader", "officer", "centre")}
    texts = {who: answer.content.decode() for who, answer in shown.items()}
    assert all("示例凤鸣纺织有限责任公司" in t and "所在地同区县" in t for t in texts.values())
    assert "以后再看</button>" not in texts["leader"]
    assert "不是同一家" in texts["officer"]
    assert "是同一家</a>" not in texts["officer"]
    assert "是同一家" in texts["centre"]
    assert client_as("system_admin").get("/companies/twins/").status_code == 403


def test_merging_and_undoing_by_page(client_as):
    """The plan stands on the page; afterwards both pages say where the company is."""
    centre = client_as("centre")
    page = centre.get(f"/companies/twins/{A}/{B}/").content.decode()
    assert "联系人" in page
    assert "移到保留方" in page
    done = centre.post(f"/companies/twins/{A}/{B}/", {"kept": A, "reason": "换发执照"})
    assert done.status_code == 302
    assert Company.objects.get(uscc=B).merged_into == A
    assert f"已并入 {A}" in centre.get(f"/companies/{B}/").content.decode()
    code = CompanyMerge.objects.get().code
    assert f"/companies/merges/{code}/undo/" in centre.get(f"/companies/{A}/").content.decode()
    assert centre.post(f"/companies/merges/{code}/undo/", {"reason": "不是同一家"}).status_code == 302
    assert Company.objects.get(uscc=B).merged_into == ""


def test_judging_by_page(client_as):
    """The pair leaves the queue."""
    officer = client_as("officer")
    officer.post(f"/companies/twins/{A}/{B}/judge/", {"verdict": "different"})
    assert "没有疑似重复的企业" in officer.get("/companies/twins/").content.decode()


def test_by_api(client_as):
    """Queue, pair with plan, merge, merges, undo."""

    def post(path, **body):
        return client_as("centre").post(f"/api/v1/companies/{path}", json.dumps(body), "application/json")

    centre = client_as("centre")
    found = centre.get("/api/v1/companies/twins").json()
    assert found["total"] == 1
    assert round(sum(e["points"] for e in found["rows"][0]["evidence"]), 1) == found["rows"][0]["points"]
    plan = centre.get(f"/api/v1/companies/twins/{A}/{B}").json()["plan"]
    assert {"联系人": 1}.items() <= {p["words"]: p["rows"] for p in plan}.items()
    assert post("twins/verdict", one=A, other=B, verdict="later").status_code == 204
    code = post("merges", gone=B, kept=A, reason="换发执照").json()["code"]
    listed = client_as("centre").get(f"/api/v1/companies/merges?uscc={B}").json()
    assert isinstance(listed, list), listed
    assert [m["code"] for m in listed] == [code]
    assert post(f"merges/{code}/undo", reason="不是同一家").status_code == 204
    refused = client_as("officer").post(
        "/api/v1/companies/merges", json.dumps({"gone": B, "kept": A, "reason": "重复"}), "application/json"
    )
    assert refused.status_code == 403
