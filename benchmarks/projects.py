"""What board, list and briefing figures cost with 100,000 projects and 1.5 million facts, on SQLite and PostgreSQL.

``python benchmarks/projects.py [--projects N] [--database sqlite|postgres|both] [--json]`` fills a home of its own with
bare rows (``projects_seed``), then asks each figure, a page of the list and the board, and counts the queries. Beside
them stands the plain computation of the first ``--plain`` projects: every fact fetched row by row through the models and
judged one project at a time, as the page of one project does it. Its answers must be the same; its time is stretched
to all projects, it would not end otherwise.

Seconds are wall time in a warm process; the best of two runs is told.
"""

import contextlib
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


def _best(ask: Callable[[], Any], runs: int = 2) -> tuple[float, int, Any]:
    """Seconds of the best run, its queries, and the answer."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    seconds, queries, answer = [], 0, None
    for _ in range(runs):
        with CaptureQueriesContext(connection) as told:
            began = time.perf_counter()
            answer = ask()
            seconds.append(time.perf_counter() - began)
        queries = len(told)
    return min(seconds), queries, answer


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
    found: dict[str, Any] = {"rows": rows, "seed_seconds": round(time.perf_counter() - began, 1)}
    facts = sum(many for name, many in rows.items() if name.endswith("Fact"))
    found["facts"] = facts
    answers = {}
    for name in FIGURES:
        seconds, queries, answer = _best(
            lambda n=name: figures.compute(n, me, period=Period(SINCE), as_of=AS_OF)
        )
        answers[name] = answer
        found[name] = {"seconds": round(seconds, 2), "queries": queries, "value": str(answer.value)}
    known = {"period": Period(SINCE), "as_of": AS_OF, "known_at": projects_seed.KNOWN_AT}
    seconds, queries, _ = _best(lambda: figures.compute("landed_count", me, **known))
    found["landed_count known_at"] = {"seconds": round(seconds, 2), "queries": queries}
    seconds, queries, _ = _best(lambda: selectors.find_projects(me, selectors.Wanted(), limit=50))
    found["list of 50"] = {"seconds": round(seconds, 2), "queries": queries}
    asked = board.asked_by(me, since=SINCE, as_of=AS_OF)
    seconds, queries, _ = _best(lambda: board.board(me, asked))
    found["board"] = {"seconds": round(seconds, 2), "queries": queries}
    quarter = Asked(date(2026, 7, 1), date(2026, 9, 30))
    seconds, queries, _ = _best(lambda: findings(me, quarter))
    found["checks of a quarter"] = {"seconds": round(seconds, 2), "queries": queries}
    if plain:
        found["plain"] = _beside(answers["landed_count"], projects, plain, found["landed_count"]["seconds"])
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
    for kind in ("sqlite", "postgres") if database == "both" else (database,):
        with tempfile.TemporaryDirectory(prefix="zhuchao-benchmark-") as home, _database(kind) as address:
            own = {k: v for k, v in os.environ.items() if k != "ZHUCHAO_ACTOR"}
            own |= {"ZHUCHAO_HOME": home, "ZHUCHAO_DATABASE": address}
            command = [sys.executable, __file__, "--child", "--projects", str(projects)]
            command += ["--plain", str(plain)]
            done = subprocess.run(command, env=own, capture_output=True, text=True, check=False)
        if done.returncode:
            raise click.ClickException(done.stderr[-2000:])
        found = json.loads(done.stdout.splitlines()[-1])
        if as_json:
            click.echo(json.dumps({"database": kind, **found}, ensure_ascii=False))
            continue
        click.echo(kind)
        for key, value in found.items():
            click.echo(f"  {key:<24} {value}")


if __name__ == "__main__":
    main()
