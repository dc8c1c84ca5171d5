"""Setting a password by the rules."""

import functools
import secrets
import string
from datetime import datetime

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils import timezone

from zhuchao.accounts.engine.passwords import faults
from zhuchao.accounts.models import Person
from zhuchao.rulebook import rule
from zhuchao.terms.refusal import Refusal, Refused

_ONE_TIME_LENGTH = 16


def check(password: str, *, login: str) -> None:
    """Refused with every rule the password breaks."""
    value = rule("accounts.password", on=timezone.localdate()).value
    assert isinstance(value, dict)
    found = faults(password, login=login, min_length=value["min_length"], min_classes=value["min_classes"])
    try:
        _common_passwords().validate(password)
    except ValidationError:
        found.append(
            Refusal("accounts.password-common", "这是常见口令，容易被猜中", "请换一个口令。", "password")
        )
    if found:
        raise Refused(*found)


@functools.cache
def _common_passwords() -> CommonPasswordValidator:
    """Its list of twenty thousand is unpacked when it is made: once in the life of a process."""
    return CommonPasswordValidator()


def put(person: Person, password: str, now: datetime, *, must_change: bool) -> None:
    """Store the password's hash; ``must_change`` asks for another at the next log-in."""
    person.set_password(password)
    person.must_change_password = must_change
    person.password_changed_at = now
    person.save(update_fields=["password", "must_change_password", "password_changed_at"])


def one_time(login: str) -> str:
    """A random password that satisfies the rules, to be changed at the first log-in."""
    letters = string.ascii_lowercase.replace("l", "").replace("o", "") + "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
    while True:
        made = "".join(secrets.choice(letters) for _ in range(_ONE_TIME_LENGTH))
        try:
            check(made, login=login)
        except Refused:
            continue
        return made
