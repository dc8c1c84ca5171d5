"""What board, list, briefing figures and checks cost with 100,000 projects and 1.9 million facts, on SQLite and PostgreSQL.

``python benchmarks/projects.py [--projects N] [--database sqlite|postgres|both] [--json]`` fills a home of its own with
bare rows (``projects_seed``: no chain is kept), then asks the board, a page of the list, each figure and the checks of a
quarter, and counts the queries. Beside them stands the plain computation of the first ``--plain`` projects: every fact
fetched row by row through the models and judged one project at a time, as the page of one project does it. Its answers
must be the same; its time is stretched to all projects, it would not end otherwise. The answers of both databases must
have the same checksum.

``first`` is the first time in the process, ``again`` the best of two more, both in seconds of the wall; ``cpu`` are the
processor's seconds of that best run, of this process and of the server's.
"""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

SINCE, AS_OF = date(2022, 1, 1), date(2026, 10, 31)
FIGURES = (
    "signed_count",
    "planned_total",
    "large_count",
    "landed_count",
    "landing_rate",
    "landing_rate.amount",
    "signed_not_started",
    "started_rate",
    "money_arrived_rate",
    "fulfilment_rate",
)


@contextlib.contextmanager
def _database(kind: str) -> Iterator[str]:
    """The ZHUCHAO_DATABASE of a run: empty for SQLite, a server of its own for PostgreSQL."""
    if kind == "sqlite":
        yield ""
        return
    sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
    from house import postgres

    with postgres.server() as address:
        yield address


def _spent() -> float:
    """Seconds of the processor until now: of this process and of the server's process that answers it."""
    from django.db import connection

    spent = time.process_time()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            (pid,) = cursor.fetchone()
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        spent += (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def _timed(ask: Callable[[], Any]) -> tuple[dict[str, Any], Any]:
    """Seconds of the first run and of the best of two more, its queries, and the answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    runs, queries, answer = [], 0, None
    for _ in range(3):
        before = _spent()
        with CaptureQueriesContext(connection) as told:
            began = time.perf_counter()
            answer = ask()
            wall = time.perf_counter() - began
        runs.append((wall, _spent() - before))
        queries = len(told)
    again, cpu = min(runs[1:])
    found = {
        "first": round(runs[0][0], 2),
        "again": round(again, 2),
        "cpu": round(cpu, 2),
        "queries": queries,
    }
    return found, answer


def _sum(answer: Any) -> str:
    """A short checksum of an answer; equal on both databases."""
    return hashlib.sha256(repr(answer).encode()).hexdigest()[:12]


def plain_landed(many: int) -> tuple[float, list[str], list[str], list[str]]:
    """The first ``many`` projects one by one from rows of the models: seconds, their codes, the signed, the landed.

    The facts of a thousand projects are fetched at a time; a project at a time would not end.
    """
    from zhuchao.ledger.models import State
    from zhuchao.ledger.selectors import known_facts
    from zhuchao.projects.engine.needs import missing
    from zhuchao.projects.models import ContractFact, FieldFact, MoneyFact, Project
    from zhuchao.projects.selectors import held, rules
    from zhuchao.terms.actor import SYSTEM

    began = time.perf_counter()
    counting = {k for k, said in rules.details("money-kinds").items() if said["counts"]}
    codes = sorted(Project.objects.values_list("code", flat=True))[:many]
    words, signed, landed = rules.words(), [], []
    for start in range(0, len(codes), 1000):
        some = codes[start : start + 1000]
        formal = known_facts(SYSTEM, ContractFact).filter(
            subject__in=some, what="formal", happened_on__lte=AS_OF
        )
        first: dict[str, date] = {}
        for fact in formal.order_by("happened_on"):
            first.setdefault(fact.subject, fact.happened_on)
        here = [c for c in some if c in first and first[c] >= SINCE]
        signed += here
        kinds: dict[str, dict[str, str]] = {}
        for field in known_facts(SYSTEM, FieldFact).filter(subject__in=here, what__in=("class", "form")):
            kinds.setdefault(field.subject, {})[field.what] = field.value["v"]
        paid = {
            m.subject
            for m in known_facts(SYSTEM, MoneyFact).filter(subject__in=here, happened_on__lte=AS_OF)
            if m.what in counting and getattr(m, "state_known", "") == State.VERIFIED
        }
        for code, record in held.records(here, as_of=AS_OF).items():
            klass, form = kinds.get(code, {}).get("class", ""), kinds.get(code, {}).get("form", "")

            def there(stage: str, record: Any = record, klass: str = klass, form: str = form) -> bool:
                if stage not in record.reached or not klass or not form:
                    return False
                needs = rules.needs(stage, klass=klass, form=form, on=record.reached[stage])
                return not any(m.need.blocks for m in missing(needs, record.held(), words))

            if there("registered") and (there("sited") or (there("filed") and code in paid)):
                landed.append(code)
    return time.perf_counter() - began, codes, signed, landed


def measure(projects: int, plain: int) -> dict[str, Any]:
    """All figures of one database; runs inside the process that has the settings."""
    import projects_seed
    from django.core.management import call_command

    from zhuchao.figures import selectors as figures
    from zhuchao.projects import selectors
    from zhuchao.projects.selectors import board
    from zhuchao.projects.selectors.padding import Asked, findings
    from zhuchao.terms.actor import Actor, Role
    from zhuchao.terms.period import Period

    me = Actor("R", "示例", home_office="C", office_codes=frozenset({"C"}), roles=frozenset({Role.CENTRE}))
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    rows = projects_seed.write(projects)
    facts = sum(many for name, many in rows.items() if name.endswith("Fact"))
    found: dict[str, Any] = {"rows": rows, "facts": facts, "seed": round(time.perf_counter() - began, 1)}
    asked = board.asked_by(me, since=SINCE, as_of=AS_OF)
    whole = {"period": Period(SINCE), "as_of": AS_OF}
    asks: dict[str, Callable[[], Any]] = {
        "board": lambda: board.board(me, asked),
        "list of 50": lambda: selectors.find_projects(me, selectors.Wanted(), limit=50),
        **{name: lambda n=name: figures.compute(n, me, **whole) for name in FIGURES},
        "landed_count known_at": lambda: figures.compute(
            "landed_count", me, known_at=projects_seed.KNOWN_AT, **whole
        ),
        "checks of a quarter": lambda: findings(me, Asked(date(2026, 7, 1), date(2026, 9, 30))),
    }
    answers = {}
    for name, ask in asks.items():
        found[name], answers[name] = _timed(ask)
        found[name] |= {"value": str(getattr(answers[name], "value", "")), "sum": _sum(answers[name])}
    if plain:
        found["plain"] = _beside(answers["landed_count"], projects, plain, found["landed_count"]["again"])
    found["load"] = os.getloadavg()[1]
    return found


def _beside(ours: Any, projects: int, many: int, seconds: float) -> dict[str, Any]:
    """The plain computation of ``many`` projects, its time stretched to all, beside ours."""
    took, codes, signed, landed = plain_landed(many)
    some = set(codes)
    stretched = took / len(codes) * projects
    return {
        "projects": len(codes),
        "seconds": round(took, 1),
        "stretched_seconds": round(stretched, 1),
        "ratio": round(stretched / seconds, 1),
        "same": signed == [c for c in ours.cohort if c in some]
        and landed == [c for c in ours.rows if c in some],
    }


def _child(projects: int, plain: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhuchao.site.settings")
    sys.path.insert(0, str(Path(__file__).parent))
    import django

    django.setup()
    click.echo(json.dumps(measure(projects, plain)))


@click.command()
@click.option("--projects", default=100_000)
@click.option("--database", type=click.Choice(["sqlite", "postgres", "both"]), default="both")
@click.option("--plain", default=5000, help="so many projects by the plain computation too; 0: none")
@click.option("--json", "as_json", is_flag=True)
@click.option("--child", is_flag=True, hidden=True)
def main(projects: int, database: str, plain: int, as_json: bool, child: bool) -> None:
    """Measure the figures of projects."""
    if child:
        _child(projects, plain)
        return
    sums: dict[str, set[str]] = {}
    for kind in ("sqlite", "postgres") if database == "both" else (database,):
        found = _run(kind, projects, plain)
        for name, told in found.items():
            if isinstance(told, dict) and "sum" in told:
                sums.setdefault(name, set()).add(told["sum"])
        if as_json:
            click.echo(json.dumps({"database": kind, **found}, ensure_ascii=False))
            continue
        click.echo(kind)
        for key, value in found.items():
            click.echo(f"  {key:<24} {value}")
    if other := [name for name, its in sums.items() if len(its) > 1]:
        raise click.ClickException(f"the databases differ: {', '.join(other)}")


def _run(kind: str, projects: int, plain: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="zhuchao-benchmark-") as home, _database(kind) as address:
        own = {k: v for k, v in os.environ.items() if k != "ZHUCHAO_ACTOR"}
        own |= {"ZHUCHAO_HOME": home, "ZHUCHAO_DATABASE": address}
        command = [sys.executable, __file__, "--child", "--projects", str(projects), "--plain", str(plain)]
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
    if done.returncode:
        raise click.ClickException(done.stderr[-2000:])
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    main()
