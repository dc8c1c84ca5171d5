"""Log-in: works, locks, forces a password, asks a second step, keeps to the session limit."""

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts import flows, selectors
from zhuchao.accounts.models import LoginSession

pytestmark = pytest.mark.django_db
WRONG = "示例-错误-口令-1"


def test_log_in_leads_to_the_desk(log_in):
    client, answer = log_in("officer")
    assert (answer.status_code, answer.url) == (302, "/accounts/desk/")
    assert client.get("/accounts/desk/").status_code == 200


def test_log_in_leads_where_one_wanted_but_not_elsewhere(log_in):
    assert log_in("officer", next="/accounts/inbox/")[1].url == "/accounts/inbox/"
    assert log_in("officer", next="https://example.com/")[1].url == "/accounts/desk/"


def test_a_wrong_password_is_told_in_chinese_and_noted(log_in, district):
    district.set_password("officer")
    _, answer = log_in("officer", WRONG)
    assert answer.status_code == 422
    assert "登录名或口令不正确" in answer.content.decode()


def test_the_fifth_wrong_password_locks_even_the_right_one(log_in, district):
    right = district.set_password("officer")
    answers = [log_in("officer", WRONG)[1].status_code for _ in range(5)]
    assert answers == [422, 422, 422, 422, 429]
    _, locked = log_in("officer", right)
    assert locked.status_code == 429
    assert "15 分钟" in locked.content.decode()


def test_lifting_the_lock_out_lets_in(log_in, district, client_as):
    right = district.set_password("officer")
    for _ in range(5):
        log_in("officer", WRONG)
    guard = client_as("security_admin")
    assert "已锁定" in guard.get("/accounts/lock-outs/").content.decode()
    assert guard.post("/accounts/lock-outs/R-officer/lift/").status_code == 302
    assert log_in("officer", right)[1].status_code == 302


def test_a_password_set_by_another_must_be_changed_first(log_in, district, actors):
    first = flows.reset_password(actor=actors["system_admin"], person="R-officer")
    client, _ = log_in("officer", first)
    assert client.get("/accounts/inbox/").url == "/accounts/account/password/"
    assert client.get("/api/v1/accounts/me").status_code == 403
    short = client.post("/accounts/account/password/", {"old": first, "password": "短", "again": "短"})
    assert short.status_code == 422 and "口令至少10位" in short.content.decode()
    given = {"old": first, "password": "Shili-Nest-2027", "again": "Shili-Nest-2027"}
    assert client.post("/accounts/account/password/", given).url == "/accounts/desk/"
    assert client.get("/accounts/desk/").status_code == 200
    assert not selectors.must_change_password(actors["officer"])


def test_the_second_step_holds_everything_back(log_in, district, actors):
    flows.enrol_totp(actor=actors["officer"])
    TOTPDevice.objects.update(confirmed=True)
    client, _ = log_in("officer")
    assert client.get("/accounts/desk/").url == "/accounts/token/"
    assert client.post("/accounts/token/", {"token": "000000"}).status_code == 422
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    token = f"{totp(TOTPDevice.objects.get().bin_key):06d}"
    assert client.post("/accounts/token/", {"token": token}).url == "/accounts/desk/"
    assert client.get("/accounts/desk/").status_code == 200


def test_enrolling_shows_a_picture_and_is_proven_by_a_code(client_as):
    client = client_as("officer")
    page = client.get("/accounts/account/token/")
    assert "data:image/svg+xml" in page.content.decode()
    token = f"{totp(TOTPDevice.objects.get().bin_key):06d}"
    assert client.post("/accounts/account/token/", {"token": token}).url == "/accounts/account/"
    assert TOTPDevice.objects.get().confirmed


def test_a_third_log_in_ends_the_first_which_is_told_why(log_in, district):
    password = district.set_password("officer")
    first, _ = log_in("officer", password)
    log_in("officer", password)
    log_in("officer", password)
    answer = first.get("/accounts/desk/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/accounts/login/")
    assert "在别处登录" in answer.content.decode()
    assert LoginSession.objects.filter(ended_at__isnull=True).count() == 2


def test_an_idle_log_in_is_over_and_says_so(log_in):
    client, _ = log_in("officer")
    _, idle, _ = selectors.session_limits()
    LoginSession.objects.update(last_seen_at=timezone.now() - idle * 2)
    answer = client.get("/accounts/desk/", follow=True)
    assert "长时间没有操作" in answer.content.decode()
    assert client.get("/accounts/desk/").status_code == 302


def test_logging_out_ends_the_session(log_in):
    client, _ = log_in("officer")
    assert client.post("/accounts/logout/").url == "/accounts/login/"
    assert client.get("/accounts/desk/").url.startswith("/accounts/login/")
    assert not LoginSession.objects.filter(ended_at__isnull=True).exists()


def test_the_post_switcher_takes_only_posts_held(client_as, actors):
    flows.assign_post(actor=actors["security_admin"], person="R-officer", post="P-other_officer")
    client = client_as("officer")
    client.post("/accounts/switch-post/", {"post": "P-other_officer"})
    assert client.get("/api/v1/accounts/me").json()["home_office"] == "T2"
    client.post("/accounts/switch-post/", {"post": "P-centre"})
    assert client.get("/api/v1/accounts/me").json()["home_office"] == "T2"


def test_nobody_logged_in_is_sent_to_the_log_in_page():
    assert Client().get("/accounts/desk/").url == "/accounts/login/?next=/accounts/desk/"
