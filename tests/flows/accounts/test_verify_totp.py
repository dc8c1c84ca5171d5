"""The second step of a log-in."""

import time

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts.flows import enrol_totp, verify_totp
from zhuchao.ledger.models import AuditEvent
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


def token(offset=0):
    """What the authenticator shows now, or ``offset`` steps of 30 seconds later."""
    device = TOTPDevice.objects.get()
    made = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift + offset)
    made.time = time.time()
    return f"{made.token():06d}"


@pytest.fixture
def device(actors):
    """A device in use."""
    enrol_totp(actor=actors["officer"])
    TOTPDevice.objects.update(confirmed=True)
    return TOTPDevice.objects.get()


def test_works(actors, device):
    """The right code opens the session."""
    assert verify_totp(actor=actors["officer"], token=f" {token()} ") == device.persistent_id


def test_refuses(actors, refuses, device):
    """A code twice, a wrong code, a try too soon after it, nobody's device."""
    used = token()
    verify_totp(actor=actors["officer"], token=used)
    refuses(verify_totp, match="已用过", actor=actors["officer"], token=used)
    refuses(verify_totp, match="过多", actor=actors["officer"], token=token(1))
    assert AuditEvent.objects.filter(verb="动态口令错误").count() == 2
    refuses(verify_totp, match="没有启用", actor=actors["leader"], token="1")


def test_forbids(db, refuses):
    """Nobody has no code."""
    refuses(verify_totp, forbidden=True, actor=Actor("", ""), token="1")
