"""``scripts/test``: set up, then every check and test, each on its own, and one summary at the end."""

import contextlib
import os
import subprocess
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from house import apt, frontend, postgres, steps, venv

REPORTS = steps.ROOT / "build" / "reports"
_APART = "not kill and not scale and not spark and not browser"


@dataclass(frozen=True)
class Step:
    """One command of the suite. ``pytest`` steps report their counts; ``server`` names what they run against."""

    name: str
    title: str
    command: tuple[str, ...]
    pytest: bool = False
    server: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Outcome:
    """What came of a step."""

    title: str
    ok: bool
    seconds: float
    passed: int = 0
    failed: int = 0
    skipped: int = 0


def _tests(name: str, title: str, *arguments: str, server: str = "", **environment: str) -> Step:
    return Step(
        name, title, ("pytest", "-q", *arguments), pytest=True, server=server, environment=environment
    )


STEPS = (
    Step("ruff", "代码检查 ruff", ("ruff", "check", ".")),
    Step("format", "代码格式 ruff format", ("ruff", "format", "--check", ".")),
    Step("mypy", "类型检查 mypy", ("mypy", "src")),
    Step("imports", "导入契约 import-linter", ("lint-imports",)),
    _tests("engines", "引擎测试（不需要 Django）", "-p", "no:django", "-p", "no:xdist", "tests/engines"),
    _tests(
        "sqlite",
        "全部测试（SQLite）",
        "-n",
        "2",
        "-m",
        _APART,
        "--ignore=tests/engines",
        "--ignore=tests/browser",
        "tests",
    ),
    _tests(
        "postgresql",
        "流程、页面、接口与台账（PostgreSQL）",
        "-n",
        "2",
        "-m",
        f"{_APART} and not lake",
        "tests/flows",
        "tests/web",
        "tests/api",
        "tests/visibility",
        server="postgresql",
    ),
    _tests(
        "spark",
        "可移植运算（DuckDB 与 Spark）",
        "-m",
        "spark",
        # Asked of the cluster below.
        "--ignore=tests/spark/test_chains_on_spark.py",
        "--ignore=tests/spark/test_import_on_spark.py",
        "tests/spark",
        "tests/analytics",
    ),
    _tests(
        "cluster",
        "可移植运算（Spark 集群，两个工作进程）",
        "-m",
        "spark",
        "tests/spark",
        "--ignore=tests/spark/test_spark_process.py",
        ZHUCHAO_SPARK="local-cluster[2,1,1024]",
    ),
    _tests("kill", "随时中断（kill -9）", "-m", "kill", "tests/flows"),
    _tests("scale", "大数据量（没有真实数据时跳过）", "-m", "scale", "tests"),
    _tests("browser", "浏览器（Chromium）", "-n", "2", "-m", "browser", "tests/browser"),
)


def run(*, only: list[str]) -> int:
    """Run the chosen steps (all when none is named) and print the summary; 0 when nothing failed."""
    unknown = set(only) - {s.name for s in STEPS}
    if unknown:
        raise steps.Failed(
            f"没有这些步骤：{'、'.join(sorted(unknown))}；可选：{'、'.join(s.name for s in STEPS)}"
        )
    venv.ready("test")
    frontend.ready()
    if missing := apt.missing_for_tests():
        apt.install(missing)
    REPORTS.mkdir(parents=True, exist_ok=True)
    outcomes = [_outcome(step) for step in STEPS if not only or step.name in only]
    return _summary(outcomes)


def _outcome(step: Step) -> Outcome:
    print(f"\n━━ {step.title}", flush=True)
    report = REPORTS / f"{step.name}.xml"
    report.unlink(missing_ok=True)
    began = time.monotonic()
    with _server(step.server) as extra:
        command = [str(venv.tool(step.command[0])), *step.command[1:]]
        if step.pytest:
            command.append(f"--junitxml={report}")
        environment = {**os.environ, **step.environment, **extra}
        # Every worker and every command a test starts would compile the sources anew.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        status = subprocess.run(command, cwd=steps.ROOT, env=environment, check=False).returncode
    outcome = Outcome(step.title, ok=status == 0, seconds=time.monotonic() - began)
    if step.pytest:
        _count(report, outcome)
    return outcome


@contextlib.contextmanager
def _server(name: str) -> Iterator[dict[str, str]]:
    if name != "postgresql":
        yield {}
        return
    with postgres.server() as address:
        yield {"ZHUCHAO_DATABASE": address}


def _count(report: Path, outcome: Outcome) -> None:
    if not report.is_file():
        outcome.ok = False
        outcome.failed = 1
        return
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        outcome.failed += bad
        outcome.skipped += skipped
        outcome.passed += int(suite.get("tests", 0)) - bad - skipped
    # A step that selects no test proves nothing.
    if outcome.passed + outcome.skipped == 0:
        outcome.ok = False


def _summary(outcomes: list[Outcome]) -> int:
    print("\n━━ 汇总")
    for one in outcomes:
        counts = (
            f"　通过 {one.passed}，失败 {one.failed}，跳过 {one.skipped}" if one.passed or one.failed else ""
        )
        print(f"{'✓' if one.ok else '✗'} {one.title}　{one.seconds:.0f} 秒{counts}")
    checks_failed = sum(1 for o in outcomes if not o.ok and not o.failed)
    passed, skipped = sum(o.passed for o in outcomes), sum(o.skipped for o in outcomes)
    failed = sum(o.failed for o in outcomes) + checks_failed
    print(f"共 {sum(o.seconds for o in outcomes):.0f} 秒")
    print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0
