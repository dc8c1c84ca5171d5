"""The trail and the chain: for the audit administrator only, values hidden, exports noted."""

import pytest
from django.db import connection
from django.test import Client

from zhuchao.ledger.models import AuditEvent
from zhuchao.ledger.store import recording

pytestmark = pytest.mark.django_db
SECRET = "示例机密值"


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    """A ZHUCHAO_HOME for this test alone."""
    settings.ZHUCHAO_HOME = tmp_path
    return tmp_path


@pytest.fixture
def event(actors):
    """An event of a business record with a value nobody without a right may read."""
    with recording(actors["officer"]) as book:
        book.audit("修改", "lead:1", "示例<b>企业</b>", changes={"reason": [None, SECRET]}, office="T1")
    return AuditEvent.objects.get(verb="修改").id


def test_the_pages_are_the_audit_administrators_own(client_as, event):
    for path in ("/ledger/audit/", f"/ledger/audit/{event}/", "/ledger/verify/"):
        for name in ("officer", "centre", "leader", "system_admin", "security_admin"):
            assert client_as(name).get(path).status_code == 403, (path, name)
        assert client_as("audit_admin").get(path).status_code == 200
        assert Client().get(path).url.startswith("/accounts/login/")


def test_fields_are_named_values_hidden_html_escaped(client_as, event):
    client = client_as("audit_admin")
    for path in ("/ledger/audit/", f"/ledger/audit/{event}/"):
        text = client.get(path).content.decode()
        assert SECRET not in text and "原因" in text
        assert "<b>企业</b>" not in text and "&lt;b&gt;企业" in text
    assert "值不显示" in client.get(f"/ledger/audit/{event}/").content.decode()
    assert client.get("/ledger/audit/99999999/").status_code == 404


def test_the_trail_is_filtered_and_its_export_noted_without_values(client_as, event):
    client = client_as("audit_admin")
    assert "示例&lt;b&gt;" in client.get("/ledger/audit/?verb=修改").content.decode()
    assert "没有符合条件" in client.get("/ledger/audit/?record=lead:2").content.decode()
    exported = b"".join(client.get("/ledger/audit/?export=csv").streaming_content).decode("utf-8-sig")
    assert "修改" in exported and SECRET not in exported
    assert AuditEvent.objects.filter(verb="导出", record="list:audit").exists()


# The head goes to its file when the transaction commits.
@pytest.mark.django_db(transaction=True)
def test_the_chain_holds_until_a_row_is_changed(client_as, event):
    client = client_as("audit_admin")
    assert 'data-verdict="ok"' in client.post("/ledger/verify/").content.decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_auditevent SET label = 'x' WHERE id = %s", [event])
    broken = client.post("/ledger/verify/").content.decode()
    assert 'data-verdict="broken"' in broken and str(event) in broken


def test_a_long_chain_is_read_in_the_background(client_as, event, monkeypatch):
    monkeypatch.setattr("zhuchao.ledger.selectors.chain_length", lambda: 10**9)
    client = client_as("audit_admin")
    answer = client.post("/ledger/verify/")
    assert answer.status_code == 302 and answer.url.startswith("/accounts/jobs/")
    assert "核验记录链" in client.get(answer.url).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_row_deleted_by_sql_is_missed_in_its_link(client_as, event):
    client = client_as("audit_admin")
    link = AuditEvent.objects.get(id=event).link
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_auditevent WHERE id = %s", [event])
    broken = client.post("/ledger/verify/").content.decode()
    assert 'data-verdict="broken"' in broken and f"link:{link}" in broken and "已被删除" in broken


@pytest.mark.django_db(transaction=True)
def test_a_tail_cut_by_sql_is_missed_by_the_head_on_file(client_as, event, actors):
    client = client_as("audit_admin")
    assert client.get("/ledger/verify/").status_code == 200  # the log-in is on the chain before the cut
    with recording(actors["officer"]) as book:
        book.audit("修改", "lead:2", "示例末行", office="T1")
    last = AuditEvent.objects.latest("id")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_auditevent WHERE id = %s", [last.id])
        cursor.execute("DELETE FROM ledger_chainlink WHERE seq = %s", [last.link])
    broken = client.post("/ledger/verify/").content.decode()
    assert 'data-verdict="broken"' in broken and f"link:{last.link}" in broken and "链尾缺失" in broken
