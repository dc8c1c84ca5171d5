"""Writers side by side leave one unbroken chain."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import connection, connections
from django.utils import timezone

from zhuchao.ledger import selectors
from zhuchao.ledger.engine.head import Head
from zhuchao.ledger.models import ChainLink
from zhuchao.ledger.store import head_file, recording
from zhuchao.terms.actor import SYSTEM

WRITERS, EACH = 4, 12

SCRIPT = """
import os, sys
import django
os.environ["DJANGO_SETTINGS_MODULE"] = "zhuchao.site.settings"
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import SYSTEM
n = 0
while True:
    with recording(SYSTEM) as book:
        book.audit("并发", f"lead:{n}", "示例")
        book.audit("并发", f"lead:{n}", "示例")
    n += 1
    print(n, flush=True)
"""


@pytest.mark.django_db(transaction=True)
def test_races_of_threads(own_home):
    """Threads as under gunicorn: every link is there, in order, and the file ends at the last."""
    errors = []

    def write():
        try:
            for n in range(EACH):
                with recording(SYSTEM) as book:
                    book.audit("并发", f"lead:{n}", "示例")
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert ChainLink.objects.count() == WRITERS * EACH
    assert selectors.verify_chain(SYSTEM).ok
    assert selectors.head_on_file().seq == WRITERS * EACH


@pytest.mark.django_db(transaction=True)
def test_races_of_processes_that_are_killed(own_home):
    """Two processes write until they are killed with -9: nothing half written, no broken tail."""
    environment = os.environ | {"ZHUCHAO_HOME": str(own_home)}
    name = str(connection.settings_dict["NAME"])
    workers = [
        subprocess.Popen(
            [sys.executable, "-c", SCRIPT, name], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    try:
        for worker in workers:
            for _ in range(5):
                assert worker.stdout.readline().strip().isdigit()
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
            worker.stdout.close()
    _until_writers_are_gone()
    verdict = selectors.verify_chain(SYSTEM)
    assert verdict.ok, verdict
    assert verdict.rows == ChainLink.objects.count() * 2 >= 20


def _until_writers_are_gone():
    """PostgreSQL notices a killed client a moment later; a last commit may still arrive."""
    if connection.vendor != "postgresql":
        return
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            if cursor.fetchone()[0] == 0:
                return
        time.sleep(0.05)
    pytest.fail("a killed writer is still connected")


@pytest.mark.django_db(transaction=True)
def test_races_for_the_head_file(own_home):
    """Many hands move the file; it never goes back and is always whole."""
    now = timezone.now()
    ChainLink.objects.bulk_create(
        ChainLink(seq=n, at=now, rows=1, total=n, previous="", head=f"{n:064d}") for n in range(1, 41)
    )
    seen, over = [], threading.Event()

    def move(seqs):
        for s in seqs:
            head_file.advance(Head(s, f"{s:064d}", s))
        connections.close_all()

    def read():
        while not over.is_set():
            kept = selectors.head_on_file()
            seen.append(kept.seq if kept else 0)

    reader = threading.Thread(target=read)
    reader.start()
    order = [list(range(n, 41, 4)) for n in (1, 2, 3, 4)]
    threads = [threading.Thread(target=move, args=(seqs,)) for seqs in order]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    over.set()
    reader.join()
    assert seen == sorted(seen)
    assert selectors.head_on_file().seq == 40
    assert [p.name for p in Path(own_home).glob(".ledger-head-*")] == []
