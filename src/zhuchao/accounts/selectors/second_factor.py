"""Whether a person has, or needs, a one-time code beside the password."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from zhuchao.accounts.models import Holding, Person
from zhuchao.rulebook import rule
from zhuchao.terms.actor import ROLE_NAMES, Actor, Role
from zhuchao.terms.source import Rule


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """``has``: a confirmed device; ``pending``: one enrolled and not confirmed; ``needed``: by role."""

    has: bool
    pending: bool
    needed: bool


@dataclass(frozen=True, slots=True)
class FactorRow:
    """A person in use with how it stands with the second factor, for the security administrator."""

    person: str
    name: str
    login: str
    role_names: tuple[str, ...]
    has: bool
    needed: bool


def second_factor_rule() -> Rule:
    """The rulebook entry that names the roles which need a second factor."""
    return rule("accounts.second-factor-roles", on=timezone.localdate())


def second_factors(actor: Actor) -> list[FactorRow]:
    """Every account in use, those who need one and lack it first; empty for anybody but the security
    administrator. Three queries."""
    if not actor.has(Role.SECURITY_ADMIN):
        return []
    day = timezone.localdate()
    held = Holding.objects.filter(Q(end__isnull=True) | Q(end__gte=day), start__lte=day)
    roles: dict[int, set[Role]] = {}
    for person, codes in held.values_list("person_id", "post__roles"):
        roles.setdefault(person, set()).update(Role(c) for c in codes)
    has = set(TOTPDevice.objects.filter(confirmed=True).values_list("user_id", flat=True))
    found = [
        FactorRow(
            p.code,
            p.name,
            p.login,
            tuple(ROLE_NAMES[r] for r in sorted(roles.get(p.pk, ()))),
            p.pk in has,
            needs_second_factor(frozenset(roles.get(p.pk, ()))),
        )
        for p in Person.objects.filter(is_active=True).order_by("name", "code")
    ]
    return sorted(found, key=lambda row: (row.has or not row.needed, not row.has))


def needs_second_factor(roles: frozenset[Role]) -> bool:
    """True when the rulebook asks a second factor of one of the roles."""
    value = second_factor_rule().value
    assert isinstance(value, list)
    return not roles.isdisjoint(value)


def second_factor(actor: Actor) -> SecondFactor:
    """How it stands with the actor's second factor. One query."""
    devices = TOTPDevice.objects.filter(user__code=actor.person_code)
    states = set(devices.values_list("confirmed", flat=True))
    return SecondFactor(True in states, False in states, needs_second_factor(actor.roles))
