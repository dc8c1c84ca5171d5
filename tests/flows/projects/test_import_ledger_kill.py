"""kill -9 at six moments of the import of a 台账: nothing of it is in the database; again, and it is there as a whole."""

import json
import os
import random
import shutil
import subprocess
import sys
import time

import pytest
from ledger_files import with_faults, workbook

pytestmark = pytest.mark.kill

GOOD, BAD, SEED, MOMENTS = 2_000, 21, 20260101, 6
PEOPLE = """
import datetime, sys
from pathlib import Path
from zhuchao.site import home
home.start(); home.migrate()
from zhuchao.accounts import models, selectors
from zhuchao.projects import flows
start = datetime.date(2020, 1, 1)
office = models.Office.objects.create(code="T1", name="示例街道一", kind="town", valid_from=start)
post = models.Post.objects.create(code="P", office=office, name="专员", roles=["officer"], valid_from=start)
person = models.Person(code="R", login="a", name="示例甲")
person.set_unusable_password()
person.save()
models.Holding.objects.create(person=person, post=post, start=start)
actor = selectors.actor_of(person)
print(flows.receive_ledger(actor=actor, name="台账.xlsx", chunks=[Path(sys.argv[1]).read_bytes()]))
"""
IMPORT = """
import json, sys
from zhuchao.site import home
home.start()
from zhuchao.accounts.selectors import actor_by_login
from zhuchao.projects import flows
actor = actor_by_login("a")
print("reads", flush=True)
print(json.dumps(flows.import_ledger(actor=actor, code=sys.argv[1], leave_rejected=True)))
"""
LOOK = """
import json
from zhuchao.site import home
home.start()
from zhuchao.ledger.models import AuditEvent, ChainLink, Fact, FactState
from zhuchao.ledger.selectors import verify_chain
from zhuchao.projects.models import Project, ProjectFact, ProjectImport
from zhuchao.terms.actor import SYSTEM
def tables(base):
    for model in base.__subclasses__():
        if model._meta.abstract:
            yield from tables(model)
        else:
            yield model
found = {m.__name__: m.objects.count() for m in (*tables(Fact), FactState, AuditEvent, ChainLink, Project)}
run = ProjectImport.objects.get()
told = verify_chain(SYSTEM)
found |= {"run": run.state, "counts": run.counts, "ok": told.ok, "stages": {}}
for project in Project.objects.all():
    key = f"{project.stage} {project.state} {project.amount_wan} {project.arrived_wan}"
    found["stages"][key] = found["stages"].get(key, 0) + 1
print(json.dumps(found))
"""


def start(home, code, *words):
    own = {k: v for k, v in os.environ.items() if not k.startswith(("ZHUCHAO_", "DJANGO_"))}
    own |= {"ZHUCHAO_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        env=own,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(running):
    """Let it end; the last line it printed."""
    out, err = running.communicate()
    assert running.returncode == 0, err
    return out.splitlines()[-1]


def importing(home, run):
    """The import, running: it has passed its own start."""
    running = start(home, IMPORT, run)
    assert running.stdout.readline() == "reads\n", running.stderr.read()
    return running


def killed_after(home, run, seconds):
    """Kill it that long after its first word; True when it was still running."""
    running = importing(home, run)
    try:
        running.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        running.kill()
        running.communicate()
    return running.returncode == -9


def seen(home):
    return json.loads(told(start(home, LOOK)))


def test_races_with_kill_leave_nothing_half_done(tmp_path):
    path, home, undisturbed = tmp_path / "台账.xlsx", tmp_path / "home", tmp_path / "undisturbed"
    path.write_bytes(workbook(with_faults(GOOD, BAD)))
    home.mkdir()
    run = told(start(home, PEOPLE, str(path)))
    shutil.copytree(home, undisturbed)
    before = seen(home)
    assert (before["run"], before["Project"], before["ok"]) == ("received", 0, True)

    running = importing(undisturbed, run)
    began = time.monotonic()
    counts = json.loads(told(running))
    took = time.monotonic() - began
    assert counts == {"read": GOOD + BAD, "inserted": GOOD, "same": 0, "rejected": BAD}
    whole = seen(undisturbed)
    assert (whole["run"], whole["Project"], whole["ok"]) == ("imported", GOOD, True)
    assert whole["ChainLink"] == before["ChainLink"] + 1

    folder = home / "imports" / "projects" / run
    chosen, killed = random.Random(SEED), 0
    for moment in range(MOMENTS):
        # The last part of the import is the one that may leave something behind: most moments are there.
        share = 0.1 + 0.85 * ((moment + chosen.random()) / MOMENTS) ** 0.7
        if not killed_after(home, run, took * share) or (found := seen(home)) == whole:
            shutil.rmtree(home)  # it was quicker than the undisturbed one: the whole is there, begin anew
            home.mkdir()
            run = told(start(home, PEOPLE, str(path)))
            folder = home / "imports" / "projects" / run
            continue
        killed += 1
        # No project, fact, state, audit event or link of it; the import is still to be done.
        assert found == before
        assert [p.name for p in folder.iterdir()] == ["file.xlsx"]
    assert killed >= MOMENTS // 2

    assert json.loads(told(importing(home, run))) == counts
    assert seen(home) == whole
    assert sorted(p.name for p in folder.iterdir()) == ["file.xlsx", "rejected.xlsx"]
