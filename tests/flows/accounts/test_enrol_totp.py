"""Beginning to use one-time codes."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts import selectors
from zhuchao.accounts.flows import enrol_totp
from zhuchao.terms.actor import Actor

pytestmark = pytest.mark.django_db


def test_works(actors):
    """An address for the authenticator; nothing is in use before it is confirmed."""
    first = enrol_totp(actor=actors["officer"])
    assert first.startswith("otpauth://totp/")
    assert enrol_totp(actor=actors["officer"]) != first
    state = selectors.second_factor(actors["officer"])
    assert (state.has, state.pending, state.needed) == (False, True, False)
    assert TOTPDevice.objects.count() == 1


def test_refuses(actors, refuses):
    """With a device in use."""
    enrol_totp(actor=actors["officer"])
    TOTPDevice.objects.update(confirmed=True)
    refuses(enrol_totp, match="已启用", actor=actors["officer"])


def test_forbids(db, refuses):
    """Nobody has no telephone."""
    refuses(enrol_totp, forbidden=True, actor=Actor("", ""))
