"""Writing what may be missing while another writer is at work."""

import contextlib
from collections.abc import Iterator

from django.db import OperationalError, connection

from zhuchao.frame.busy import is_busy


@contextlib.contextmanager
def if_free() -> Iterator[None]:
    """Inside, a writer that finds another at work does not wait: what it would have written is left out.

    Only for what may be missing, such as when a log-in was last seen. PostgreSQL's writers do not wait for each other.
    """
    if connection.vendor != "sqlite":
        yield
        return
    usual = connection.settings_dict["OPTIONS"].get("timeout", 5)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    try:
        yield
    except OperationalError as error:
        if not is_busy(error):
            raise
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {int(usual * 1000)}")
