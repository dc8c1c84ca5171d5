"""``zhuchao eval``: how well the product finds and judges, measured on given data. Needs nobody to act."""

import hashlib
import statistics
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import perf_counter

import click

from zhuchao.chains.selectors import table
from zhuchao.companies import selectors
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.site.classifying import classify, gbt
from zhuchao.site.entering import entries
from zhuchao.site.targeting import targeting
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

_HEADINGS = {
    "n": "样本数",
    "hit_at_1": "首位命中率",
    "hit_at_10": "前十命中率",
    "median_ms": "中位用时（毫秒）",
    "p95_ms": "95%分位用时（毫秒）",
}


@click.group()
def eval() -> None:  # noqa: A001 - the name of the command
    """用给定数据评测检索与判断的准确度。"""


eval.add_command(classify)
eval.add_command(gbt)
eval.add_command(entries)
eval.add_command(targeting)


@eval.command("linkage")
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="CSV，含 short_name（简称）与 uscc（正确的信用代码）两列",
)
@click.option(
    "--half",
    type=click.Choice(["all", "dev", "test"]),
    default="all",
    help="全部，或按信用代码分开的调参半、检验半",
)
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def linkage(data: Path, half: str, as_json: bool) -> None:
    """用上市公司简称检索登记库，看正确的企业排在第几。"""
    note = selectors.lake_note(SYSTEM)
    if not note.rows:
        raise click.ClickException(note.caveat)
    rows = [r for r in _read(data, ("short_name", "uscc")) if half in ("all", half_of(r["uscc"]))]
    if not rows:
        raise click.ClickException(f"{data.name} 的这一半里没有数据行")
    found = linkage_figures(rows, _find)
    if as_json:
        echo_json(found)
    else:
        echo_table(["项目", "数值"], [(_HEADINGS[key], value) for key, value in found.items()])


def half_of(uscc: str) -> str:
    """``dev`` or ``test``: a company falls into one of them for good, whatever file names it."""
    return "test" if hashlib.sha256(uscc.encode()).digest()[0] % 2 else "dev"


def linkage_figures(
    rows: Iterable[Mapping[str, str]], find: Callable[[str], list[str]]
) -> dict[str, int | float]:
    """Shares of ``rows`` whose ``uscc`` is the first or among the first ten codes that ``find`` gives for
    ``short_name``, and how long ``find`` took, in milliseconds."""
    places: list[int] = []
    times: list[float] = []
    for row in rows:
        began = perf_counter()
        codes = find(row["short_name"])
        times.append((perf_counter() - began) * 1000)
        places.append(codes.index(row["uscc"]) + 1 if row["uscc"] in codes else 0)
    count = len(places)
    return {
        "n": count,
        "hit_at_1": round(sum(p == 1 for p in places) / count, 4),
        "hit_at_10": round(sum(1 <= p <= 10 for p in places) / count, 4),
        "median_ms": round(statistics.median(times), 2),
        "p95_ms": round(sorted(times)[max(0, -(-count * 95 // 100) - 1)], 2),
    }


def _find(short_name: str) -> list[str]:
    try:
        return [h.uscc for h in selectors.search(SYSTEM, short_name, field="name", top=10).hits]
    except Refused:
        # A name too short to be looked for is a name not found.
        return []


def _read(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]]:
    try:
        return table(path, needed)
    except Refused as refused:
        raise click.ClickException(refused.refusals[0].reason) from refused
