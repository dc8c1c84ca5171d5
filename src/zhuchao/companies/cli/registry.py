"""``zhuchao registry import, imports, status``: files of company registrations and the lake made of them."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from zhuchao.accounts import selectors as accounts
from zhuchao.companies import flows
from zhuchao.companies.selectors.lake import lake_note
from zhuchao.companies.selectors.runs import import_runs
from zhuchao.documents.mappings import read_pairs
from zhuchao.frame.console import echo_json, echo_table

_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
_COUNTS = (
    ("read", "读取"),
    ("accepted", "接受"),
    ("inserted", "新增"),
    ("updated", "更新"),
    ("unchanged", "未变"),
    ("merged", "同一企业的重复行"),
    ("rejected", "退回"),
    ("warnings", "有字段未采用"),
)


@click.group()
def registry() -> None:
    """企业登记数据的导入与现状。"""


@registry.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件或文件夹...")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path),
    help="列对应关系文件（YAML 或 JSON），每行“我方栏目: 文件里的列名”",
)
@_JSON
@click.pass_obj
def import_(obj: dict[str, Any], paths: tuple[Path, ...], mapping_file: Path | None, as_json: bool) -> None:
    """导入 CSV、Excel 或 Parquet；多个文件按先后次序，后面的为准，空着的单元格不抹去旧值。"""
    result = flows.import_registry(
        actor=accounts.command_line_actor(obj["login"]),
        paths=paths,
        mapping=read_pairs(mapping_file) if mapping_file else None,
        progress=_Progress(),
    )
    found = result.as_dict()
    if as_json:
        echo_json(found)
        return
    echo_table(["行数", "家（行）"], [(label, f"{found[key]:,}") for key, label in _COUNTS])
    click.echo(f"导入编号 {result.code}，用时 {result.seconds} 秒。")
    if result.rejects_file:
        click.echo(f"退回的行和原因见：{result.rejects_file}，改好后可直接再导入。")


@registry.command("imports")
@click.option("--top", default=20, show_default=True, type=click.IntRange(1), help="最多列几次")
@_JSON
@click.pass_obj
def imports(obj: dict[str, Any], top: int, as_json: bool) -> None:
    """列出历次导入，最近的在前。"""
    page = import_runs(accounts.command_line_actor(obj["login"]), limit=top)
    if as_json:
        echo_json([asdict(run) for run in page.rows])
        return
    rows = [
        (
            run.code,
            f"{run.started_at.astimezone():%Y-%m-%d %H:%M}",
            run.state_name,
            *(run.counts.get(key, "") for key in ("read", "inserted", "updated", "rejected")),
            run.actor_name,
            run.reason or "、".join(run.files),
        )
        for run in page.rows
    ]
    echo_table(["编号", "开始", "状态", "读取", "新增", "更新", "退回", "经办", "说明或文件"], rows)


@registry.command("status")
@_JSON
@click.pass_obj
def status(obj: dict[str, Any], as_json: bool) -> None:
    """登记库现状：家数、截止时间、说明，以及最近一次导入。"""
    actor = accounts.command_line_actor(obj["login"])
    note, latest = lake_note(actor), import_runs(actor, limit=1).rows
    if as_json:
        echo_json(asdict(note) | {"latest": asdict(latest[0]) if latest else None})
        return
    if note.rows:
        click.echo(f"登记企业 {note.rows:,} 家，第 {note.version} 版。")
    click.echo(note.caveat)
    for run in latest:
        click.echo(f"最近一次导入 {run.code}：{run.state_name}{'，' + run.reason if run.reason else ''}")


class _Progress:
    """Tells how far the import is on standard error: one line rewritten on a terminal, else every tenth."""

    def __init__(self) -> None:
        self._last: tuple[str, int] = ("", -1)

    def __call__(self, step: str, done: int, total: int) -> None:
        share = done / total if total else 1.0
        if sys.stderr.isatty():
            click.echo(f"\r\033[K{step} {share:.0%}", err=True, nl=done >= total)
        elif self._last != (step, int(share * 10)):
            click.echo(f"{step} {share:.0%}", err=True)
        self._last = (step, int(share * 10))
