"""Lock-out and the ends of a log-in, seen from the browser."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.utils import timezone

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.models import LoginSession
from zhuchao.ledger.models import AuditEvent

pytestmark = pytest.mark.django_db
WRONG = "示例-错误-口令-1"


def lock(log_in, name="officer"):
    """Press with a wrong password until it locks."""
    for _ in range(selectors.failure_limit()):
        _, answer = log_in(name, WRONG)
    assert answer.status_code == 429


def test_a_lock_out_holds_one_name_and_wears_off(log_in, district):
    """A colleague at the same counter gets in; after the time so does the one locked out."""
    right = district.set_password("officer")
    lock(log_in)
    assert log_in("other_officer")[1].status_code == 302
    assert log_in("officer", right)[1].status_code == 429
    AccessAttempt.objects.update(
        attempt_time=timezone.now() - selectors.lock_out_time() - timedelta(seconds=1)
    )
    assert log_in("officer", right)[1].status_code == 302


def test_a_right_password_in_between_starts_anew(log_in, district):
    """Five in a row lock, not five in a week."""
    right = district.set_password("officer")
    for _ in range(selectors.failure_limit() - 1):
        log_in("officer", WRONG)
    assert log_in("officer", right)[1].status_code == 302
    assert log_in("officer", WRONG)[1].status_code == 422


def test_an_unknown_name_is_answered_the_same_and_shown_to_nobody(log_in, district, client_as):
    """Neither the answer nor the lock tells who has an account; the page hides what might be a password."""
    district.set_password("officer")
    known, unknown = log_in("officer", WRONG)[1], log_in("tian-ge-mi-ma", WRONG)[1]
    said = "登录名或口令不正确"
    assert said in known.content.decode() and said in unknown.content.decode()
    assert known.status_code == unknown.status_code == 422
    lock(log_in, "tian-ge-mi-ma")
    page = client_as("security_admin").get("/accounts/lock-outs/").content.decode()
    assert "tian-ge-mi-ma" not in page and "没有这个登录名" in page
    assert not AuditEvent.objects.filter(label__contains="tian-ge-mi-ma").exists()


def test_failures_are_noted_for_the_audit_administrator(log_in, district, client_as):
    """Each wrong password is an event."""
    district.set_password("officer")
    log_in("officer", WRONG)
    page = client_as("audit_admin").get("/ledger/audit/?verb=登录失败").content.decode()
    assert "示例officer" in page and WRONG not in page


def test_an_ended_session_opens_neither_page_nor_api(log_in):
    """Idle too long: the browser's cookie is worth nothing any more, also for the API."""
    client, _ = log_in("officer")
    assert client.get("/api/v1/accounts/me").status_code == 200
    _, idle, _ = selectors.session_limits()
    LoginSession.objects.update(last_seen_at=timezone.now() - idle - timedelta(seconds=1))
    assert client.get("/api/v1/accounts/me").status_code == 401
    assert client.get("/accounts/desk/").url.startswith("/accounts/login/")
    assert LoginSession.objects.get().ended_at is not None


def test_a_deactivated_person_is_out_at_once(log_in, district, actors):
    """Not at the next log-in."""
    right = district.set_password("officer")
    client, _ = log_in("officer", right)
    flows.deactivate_person(actor=actors["system_admin"], person="R-officer")
    assert client.get("/accounts/desk/").status_code == 302
    assert client.get("/api/v1/accounts/me").status_code == 401
    assert log_in("officer", right)[1].status_code == 422


def test_a_reset_password_ends_every_log_in(log_in, actors):
    """Whoever had the old one is out."""
    client, _ = log_in("officer")
    flows.reset_password(actor=actors["system_admin"], person="R-officer")
    assert client.get("/accounts/desk/").url.startswith("/accounts/login/")


def test_a_post_taken_away_takes_its_sight_at_once(log_in, actors):
    """Within the session: rights come from posts held, looked up at every request."""
    client, _ = log_in("officer")
    assert client.get("/leads/").status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    flows.end_holding(
        actor=actors["security_admin"], person="R-officer", post="P-officer", last_day=yesterday
    )
    assert client.get("/leads/").status_code == 403
    assert client.get("/api/v1/engagements/leads").json()["total"] == 0
