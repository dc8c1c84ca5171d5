"""What an import of a 台账 of 20,000 projects costs, 300 of them wrong: looked at, written, and taken back.

``python benchmarks/ledger_import.py [--rows N] [--bad N] [--database sqlite|postgres|both] [--json]`` writes an invented
workbook, makes a home of its own and runs, in one process: receiving the file, the preview, the import that leaves the
wrong rows aside, its undoing. Counts are checked against what was written, the chain is verified at the end.

Seconds are wall time, beside them the processor's; memory is the peak of resident memory of the process. The refresh is
the part of the import that works out from the facts where every project stands.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

HERE = Path(__file__).parent
_Answer = TypeVar("_Answer")


@contextlib.contextmanager
def _database(kind: str) -> Iterator[str]:
    """The ZHUCHAO_DATABASE of a run: empty for SQLite, a server of its own for PostgreSQL."""
    if kind == "sqlite":
        yield ""
        return
    sys.path.insert(0, str(HERE.parent / "scripts"))
    from house import postgres

    with postgres.server() as address:
        yield address


@dataclass
class Clock:
    """Wall and processor seconds of one part."""

    seconds: float = 0.0
    processor: float = 0.0

    def run(self, do: Callable[[], _Answer]) -> _Answer:
        """Do it and add what it took."""
        began, busy = time.perf_counter(), time.process_time()
        try:
            return do()
        finally:
            self.seconds += time.perf_counter() - began
            self.processor += time.process_time() - busy

    def told(self) -> str:
        """As it is printed."""
        return f"{self.seconds:.2f} s (processor {self.processor:.2f} s)"


def _officer() -> Any:
    """One office, one person who may open projects there."""
    import datetime

    from zhuchao.accounts import models, selectors

    start = datetime.date(2020, 1, 1)
    office = models.Office.objects.create(code="T1", name="示例街道一", kind="town", valid_from=start)
    post = models.Post.objects.create(
        code="P", office=office, name="专员", roles=["officer"], valid_from=start
    )
    person = models.Person(code="R", login="a", name="示例甲")
    person.set_unusable_password()
    person.save()
    models.Holding.objects.create(person=person, post=post, start=start)
    return selectors.actor_of(person)


def _refresh_clock() -> Clock:
    """Time the refresh wherever it is done from now on."""
    from importlib import import_module

    module: Any = import_module("zhuchao.projects.flows.refresh_projects")
    clock, inner = Clock(), module._refresh
    module._refresh = lambda *given: clock.run(lambda: inner(*given))
    return clock


def measure(rows: int, bad: int) -> dict[str, Any]:
    """All figures of one database; runs inside the process that has the settings."""
    sys.path.insert(0, str(HERE.parent / "tests" / "invented"))
    from django.core.management import call_command
    from ledger_files import with_faults, workbook

    from zhuchao.ledger.selectors import verify_chain
    from zhuchao.projects import flows
    from zhuchao.projects.models import Project, ProjectFact, StageFact
    from zhuchao.projects.selectors import imports
    from zhuchao.terms.actor import SYSTEM

    call_command("migrate", verbosity=0)
    actor, file = _officer(), workbook(with_faults(rows - bad, bad))
    parts = {name: Clock() for name in ("receive", "preview", "import", "undo", "verify")}
    refresh = _refresh_clock()
    code = parts["receive"].run(lambda: flows.receive_ledger(actor=actor, name="台账.xlsx", chunks=[file]))
    seen = parts["preview"].run(lambda: imports.preview(actor, code))
    counts = parts["import"].run(lambda: flows.import_ledger(actor=actor, code=code, leave_rejected=True))
    facts = sum(m._default_manager.count() for m in ProjectFact.__subclasses__())
    right = (seen.read, seen.new, seen.rejected) == (rows, rows - bad, bad)
    right &= counts == {"read": rows, "inserted": rows - bad, "same": 0, "rejected": bad}
    right &= Project.objects.count() == rows - bad == StageFact.objects.filter(what="lead").count()
    undone = parts["undo"].run(lambda: flows.undo_import(actor=actor, code=code, reason="示例：导错表"))
    right &= undone == rows - bad and not Project.objects.exists()
    sound = parts["verify"].run(lambda: verify_chain(SYSTEM))
    return {
        "rows": rows,
        "wrong": bad,
        "facts": facts,
        **{name: clock.told() for name, clock in parts.items()},
        "import_rows_per_second": round(rows / parts["import"].seconds),
        "import_rows_per_processor_second": round(rows / parts["import"].processor),
        "refresh_share": f"{refresh.seconds / parts['import'].seconds:.0%}",
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "counts_right": right,
        "chain_sound": sound.ok,
    }


def _child(rows: int, bad: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuchao.site.settings")
    import django

    django.setup()
    click.echo(json.dumps(measure(rows, bad)))


@click.command()
@click.option("--rows", default=20_000, help="rows of the file, wrong ones among them")
@click.option("--bad", default=300, help="wrong rows")
@click.option("--database", type=click.Choice(["sqlite", "postgres", "both"]), default="sqlite")
@click.option("--json", "as_json", is_flag=True)
@click.option("--child", is_flag=True, hidden=True)
def main(rows: int, bad: int, database: str, as_json: bool, child: bool) -> None:
    """Measure an import of a 台账."""
    if child:
        _child(rows, bad)
        return
    for kind in ("sqlite", "postgres") if database == "both" else (database,):
        with tempfile.TemporaryDirectory(prefix="zhuchao-benchmark-") as home, _database(kind) as address:
            own = {k: v for k, v in os.environ.items() if k != "ZHUCHAO_ACTOR"}
            own |= {"ZHUCHAO_HOME": home, "ZHUCHAO_DATABASE": address}
            command = [sys.executable, __file__, "--child", "--rows", str(rows), "--bad", str(bad)]
            done = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
        if done.returncode:
            raise click.ClickException(done.stderr[-2000:])
        found = json.loads(done.stdout.splitlines()[-1])
        if as_json:
            click.echo(json.dumps({"database": kind, **found}, ensure_ascii=False))
            continue
        click.echo(kind)
        for key, value in found.items():
            click.echo(f"  {key:<34} {value}")


if __name__ == "__main__":
    main()
