"""Proving that the authenticator works."""

import time

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import confirm_totp, enrol_totp
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


def token(offset=0):
    """What the authenticator shows now, or ``offset`` steps of 30 seconds later."""
    device = TOTPDevice.objects.get()
    made = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift + offset)
    made.time = time.time()
    return f"{made.token():06d}"


def test_works(actors):
    """From now on the code is asked for."""
    enrol_totp(actor=actors["officer"])
    assert confirm_totp(actor=actors["officer"], token=token()) == TOTPDevice.objects.get().persistent_id
    assert selectors.second_factor(actors["officer"]).has


def test_refuses(actors, refuses):
    """Nothing enrolled, a wrong code; the wrong try is counted although refused."""
    refuses(confirm_totp, match="没有待确认", actor=actors["officer"], token="000000")
    enrol_totp(actor=actors["officer"])
    refuses(confirm_totp, match="不正确", actor=actors["officer"], token="abc")
    assert TOTPDevice.objects.get().throttling_failure_count == 1
    assert not selectors.second_factor(actors["officer"]).has


def test_forbids(db, refuses):
    """Nobody confirms nothing."""
    refuses(confirm_totp, forbidden=True, actor=Actor("", ""), token="1")
