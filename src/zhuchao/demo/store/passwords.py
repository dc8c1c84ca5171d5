"""Hashing of passwords that protect nothing: those of the demonstration are printed on its log-in page."""

import contextlib
from collections.abc import Iterator

from django.contrib.auth.hashers import get_hasher

_ROUNDS = 1_000


@contextlib.contextmanager
def printed_passwords() -> Iterator[None]:
    """Passwords chosen inside are hashed in few rounds, where the hash counts rounds: fifty of the usual ones take a third of
    a minute. Django hashes each anew with all of its rounds when its owner first logs in.

    Nothing but the seeding of a demonstration home may use it."""
    hasher = get_hasher()
    usual = getattr(hasher, "iterations", None)
    if usual is None:
        yield
        return
    vars(hasher)["iterations"] = _ROUNDS
    try:
        yield
    finally:
        vars(hasher)["iterations"] = usual
