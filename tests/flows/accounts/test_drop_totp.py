"""Stopping to use one-time codes."""

import pytest
import yaml
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao import rulebook
from zhuchao.accounts import selectors
from zhuchao.accounts.flows import drop_totp, enrol_totp

pytestmark = pytest.mark.django_db


@pytest.fixture
def password(actors, district):
    """The officer with a device in use; gives the password."""
    enrol_totp(actor=actors["officer"])
    TOTPDevice.objects.update(confirmed=True)
    return district.set_password("officer")


@pytest.fixture
def needed(own_home, monkeypatch):
    """The district asks a second factor of officers, by its own layer of the rulebook."""
    entry = {
        "id": "accounts.second-factor-roles",
        "title": "示例",
        "since": __import__("datetime").date(2020, 1, 1),
        "source": {"document": "本系统设定"},
        "standing": "own_choice",
        "value": ["officer"],
    }
    (own_home / "rulebook").mkdir()
    (own_home / "rulebook" / "x.yaml").write_text(yaml.safe_dump([entry], allow_unicode=True))
    monkeypatch.setenv("ZHUCHAO_HOME", str(own_home))
    rulebook.reload()
    yield
    monkeypatch.undo()
    rulebook.reload()


def test_works(actors, password):
    """With one's own password."""
    drop_totp(actor=actors["officer"], password=password)
    assert not selectors.second_factor(actors["officer"]).has


def test_works_for_a_lost_phone(actors, password):
    """The security administrator drops it and the person is told."""
    drop_totp(actor=actors["security_admin"], person="R-officer")
    assert not TOTPDevice.objects.exists()
    assert "停用了您的动态口令" in selectors.inbox(actors["officer"]).rows[0].title


def test_refuses(actors, refuses, password):
    """A wrong password, nothing in use."""
    refuses(drop_totp, match="口令不正确", actor=actors["officer"], password="x")
    drop_totp(actor=actors["officer"], password=password)
    refuses(drop_totp, match="没有启用", actor=actors["officer"], password=password)


def test_refuses_where_the_role_needs_it(actors, refuses, password, needed):
    """The rulebook decides which roles must keep it."""
    assert selectors.second_factor(actors["officer"]).needed
    assert not selectors.second_factor(actors["leader"]).needed
    refuses(drop_totp, match="必须使用", actor=actors["officer"], password=password)


def test_forbids(actors, refuses, password):
    """Not anybody else's."""
    for who in ("system_admin", "office_head"):
        refuses(drop_totp, forbidden=True, actor=actors[who], person="R-officer")
    assert TOTPDevice.objects.exists()
