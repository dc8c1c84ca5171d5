"""Whether a person has, or needs, a one-time code beside the password."""

from dataclasses import dataclass

from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.rulebook import rule
from zhuchao.terms.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """``has``: a confirmed device; ``pending``: one enrolled and not confirmed; ``needed``: by role."""

    has: bool
    pending: bool
    needed: bool


def needs_second_factor(roles: frozenset[Role]) -> bool:
    """True when the rulebook asks a second factor of one of the roles."""
    value = rule("accounts.second-factor-roles", on=timezone.localdate()).value
    assert isinstance(value, list)
    return not roles.isdisjoint(value)


def second_factor(actor: Actor) -> SecondFactor:
    """How it stands with the actor's second factor. One query."""
    devices = TOTPDevice.objects.filter(user__code=actor.person_code)
    states = set(devices.values_list("confirmed", flat=True))
    return SecondFactor(True in states, False in states, needs_second_factor(actor.roles))
