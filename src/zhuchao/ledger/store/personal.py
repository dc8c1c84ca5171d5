"""Personal values beside the chain: kept under a digest, purged without breaking it."""

import datetime
import os
import secrets
import tempfile
from pathlib import Path

from django.conf import settings

from zhuchao.ledger.engine.personal import KEY_FILE, MARK, keyed_digest
from zhuchao.ledger.models import PersonalValue


def _key() -> bytes:
    path = Path(settings.ZHUCHAO_HOME) / KEY_FILE
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".personal-key-")
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_hex(32))
        try:
            # A link either appears whole or not at all, and of two processes only one succeeds.
            os.link(name, path)
        except FileExistsError:
            pass
        finally:
            Path(name).unlink()
    return bytes.fromhex(path.read_text(encoding="ascii"))


def digest(value: str, *, salt: str = "") -> str:
    """The keyed digest of a personal value; the key lies in the home, not in the database."""
    return keyed_digest(_key(), salt, value)


def keep(record: str, value: str, now: datetime.datetime) -> str:
    """Keep a value of a record (``noun:code``) and give the marked digest that stands for it.

    The same value of the same record is kept once; an empty value stands for itself.
    """
    if not value:
        return ""
    salt = PersonalValue.objects.filter(record=record).values_list(
        "salt", flat=True
    ).first() or secrets.token_hex(16)
    found = digest(value, salt=salt)
    PersonalValue.objects.get_or_create(
        digest=found, defaults={"record": record, "salt": salt, "value": value, "recorded_at": now}
    )
    return MARK + found


def purge(record: str) -> int:
    """Forget every value of a record; gives the number forgotten. The chain keeps the digests."""
    return PersonalValue.objects.filter(record=record).delete()[0]


def purge_before(moment: datetime.datetime) -> int:
    """Forget every value recorded before the moment; gives the number forgotten."""
    return PersonalValue.objects.filter(recorded_at__lt=moment).delete()[0]
