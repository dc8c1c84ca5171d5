"""Importing a 台账 from the command line."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.documents.mappings import read_pairs
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.projects import flows
from zhuchao.projects.cli.group import JSON, projects
from zhuchao.projects.selectors import imports

_CHUNK = 1 << 20


@projects.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--mapping", type=click.Path(path_type=Path), default=None, help="列与表头的对应，YAML 或 JSON")
@click.option("--preview", "only_preview", is_flag=True, help="只预览，不写入")
@click.option("--leave-rejected", is_flag=True, help="只导入合格的行，退回的行另存文件")
@JSON
@click.pass_obj
def import_ledger(
    obj: dict[str, Any],
    file: Path,
    mapping: Path | None,
    only_preview: bool,
    leave_rejected: bool,
    as_json: bool,
) -> None:
    """导入现有的项目台账（Excel 的 .xlsx、.xls，或 CSV）。"""
    actor = command_line_actor(obj["login"])
    with file.open("rb") as source:
        chunks = iter(lambda: source.read(_CHUNK), b"")
        code = flows.receive_ledger(actor=actor, name=file.name, chunks=chunks)
    by = read_pairs(mapping) if mapping else None
    if only_preview:
        found = imports.preview(actor, code, by)
        if as_json:
            echo_json(asdict(found))
            return
        click.echo(f"读取 {found.read}，将新增 {found.new}，已有 {found.same}，不合格 {found.rejected}")
        if found.renamed:
            click.echo(f"按曾用名对应牵头单位 {found.renamed} 行")
            former = [(r.row, r.name, r.written, r.office_name) for r in found.former_names]
            echo_table(["行号", "项目", "台账写法", "对应单位"], former)
        echo_table(["行号", "项目", "原因"], [(r.row, r.name, "；".join(r.reasons)) for r in found.faults])
        return
    counts = flows.import_ledger(actor=actor, code=code, mapping=by, leave_rejected=leave_rejected)
    rejects = imports.rejects_of(actor, code)
    told = {"code": code, **counts, "rejects_file": str(rejects) if rejects else None}
    if as_json:
        echo_json(told)
        return
    click.echo(
        f"读取 {counts['read']}，新增 {counts['inserted']}，已有 {counts['same']}，退回 {counts['rejected']}"
    )
    if rejects:
        click.echo(f"退回的行：{rejects}")
    click.echo(f"撤销：zhuchao projects undo-import {code} --reason 理由")


@projects.command("undo-import")
@click.argument("code")
@click.option("--reason", required=True, help="撤销理由")
@JSON
@click.pass_obj
def undo_import(obj: dict[str, Any], code: str, reason: str, as_json: bool) -> None:
    """整批撤销一次导入。"""
    many = flows.undo_import(actor=command_line_actor(obj["login"]), code=code, reason=reason)
    if as_json:
        echo_json({"code": code, "projects": many})
        return
    click.echo(f"已撤销，{many} 个项目退出列表和指标")
