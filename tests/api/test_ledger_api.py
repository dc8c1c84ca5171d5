"""REST of the ledger."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from zhuchao.accounts.models import HandOverFact
from zhuchao.ledger.store import recording

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 \xe7\xa4\xba\xe4\xbe\x8b"


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """A ZHUCHAO_HOME for this test alone."""
    settings.ZHUCHAO_HOME = tmp_path
    return tmp_path


def upload(client, name="示例.pdf", content=PDF):
    return client.post("/api/v1/ledger/evidence", {"file": SimpleUploadedFile(name, content)})


def test_a_file_comes_back_as_a_download(client_as):
    """Its bytes and name, never shown in the page; another office gets 403."""
    sha256 = upload(client_as("officer")).json()["sha256"]
    got = client_as("office_head").get(f"/api/v1/ledger/evidence/{sha256}")
    assert b"".join(got.streaming_content) == PDF
    assert got["Content-Disposition"].startswith("attachment")
    assert client_as("other_officer").get(f"/api/v1/ledger/evidence/{sha256}").status_code == 403
    told = upload(client_as("officer"), "示例.html", b"<script>")
    assert (told.status_code, told.json()["refusals"][0]["rule"]) == (409, "ledger.file-kind")


def test_a_fact_is_judged(client_as, actors):
    """Verified by a second person, disputed, voided; the recorder gets 403."""
    sha256 = upload(client_as("officer")).json()["sha256"]
    with recording(actors["officer"]) as book:
        fact = HandOverFact(
            subject="示例",
            what="moved",
            happened_on=datetime.date(2026, 1, 2),
            office_code="T1",
            evidence=[sha256],
        )
        code = book.fact(fact)
    base = f"/api/v1/ledger/facts/accounts_handoverfact/{code}"
    send = {"data": {"reason": "示例理由"}, "content_type": "application/json"}
    assert client_as("officer").post(f"{base}/verify", **send).status_code == 403
    for verb in ("verify", "dispute", "void"):
        assert client_as("office_head").post(f"{base}/{verb}", **send).status_code == 204
    states = [j["state"] for j in client_as("officer").get(f"{base}/judgements").json()]
    assert states == ["claimed", "verified", "disputed", "voided"]


def test_the_trail_shows_values_by_right(client_as, actors):
    """Staff with values, the audit administrator without, others nothing."""
    with recording(actors["officer"]) as book:
        book.audit("修改", "lead:1", "示例", changes={"amount": [1, 2]})
        book.audit("修改", "contact:1", "示例", personal_changes={"phone": ["", "13800000000"]})
    rows = client_as("officer").get("/api/v1/ledger/audit", {"record": "lead:1"}).json()["rows"]
    assert rows[0]["changes"] == {"amount": [1, 2]}
    body = client_as("audit_admin").get("/api/v1/ledger/audit", {"verb": "修改"}).json()
    assert [(r["fields"], r["changes"]) for r in body["rows"]] == [(["phone"], None), (["amount"], None)]
    assert body["total"] == 2
    assert client_as("system_admin").get("/api/v1/ledger/audit").json()["total"] == 0
    assert client_as("audit_admin").get("/api/v1/ledger/audit?limit=501").status_code == 422
    assert len(client_as("audit_admin").get("/api/v1/ledger/audit?limit=1").json()["rows"]) == 1
    purge = {"data": {"reason": "本人要求", "record": "contact:1"}, "content_type": "application/json"}
    assert client_as("officer").post("/api/v1/ledger/personal/purge", **purge).status_code == 403
    assert client_as("security_admin").post("/api/v1/ledger/personal/purge", **purge).json() == {"purged": 1}


def test_the_chain_is_verified_by_the_audit_administrator(client_as, django_capture_on_commit_callbacks):
    """Reading every row is not for everybody."""
    with django_capture_on_commit_callbacks(execute=True):
        assert client_as("officer").get("/api/v1/ledger/chain").status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        admin = client_as("audit_admin")
        assert admin.get("/api/v1/ledger/audit").status_code == 200
    body = admin.get("/api/v1/ledger/chain").json()
    assert (body["ok"], body["first_broken"]) == (True, None)
