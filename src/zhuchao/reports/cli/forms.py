"""Commands on the superior's forms: list, add, map, fill."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.reports import flows, selectors
from zhuchao.reports.cli.group import DAY, JSON, report
from zhuchao.reports.engine.forms import cell_rule


@report.command("forms")
@JSON
@click.pass_obj
def list_forms(obj: dict[str, Any], as_json: bool) -> None:
    """列出上级表格。"""
    page = selectors.find_forms(command_line_actor(obj["login"]))
    if as_json:
        echo_json([asdict(row) for row in page.rows])
        return
    echo_table(
        ["名称", "文件", "对应关系版本", "编号"],
        [(r.name, r.file_name, r.mapped or "未设定", r.code) for r in page.rows],
    )


@report.command("form-add")
@click.argument("file", type=click.File("rb"))
@click.option("--name", required=True, help="表格名称")
@JSON
@click.pass_obj
def add(obj: dict[str, Any], file: BinaryIO, name: str, as_json: bool) -> None:
    """登记一份上级的空白表格。"""
    actor = command_line_actor(obj["login"])
    code = flows.add_form(actor=actor, name=name, stream=file, file_name=Path(file.name).name)
    echo_json({"code": code}) if as_json else click.echo(f"已登记 {code}")


@report.command("form-map")
@click.argument("code")
@click.argument("cells", type=click.File("r", encoding="utf-8"))
@JSON
@click.pass_obj
def map_cells(obj: dict[str, Any], code: str, cells: Any, as_json: bool) -> None:
    """设定单元格取哪个指标：CELLS 为 JSON 列表，每项含 sheet、cell、part、definition、span。"""
    try:
        rules = [cell_rule(raw) for raw in json.load(cells)]
    except (ValueError, TypeError) as error:
        raise click.BadParameter("应为 JSON 列表，每项含 sheet、cell、part、definition、span") from error
    version = flows.map_form(actor=command_line_actor(obj["login"]), code=code, cells=rules)
    echo_json({"code": code, "version": version}) if as_json else click.echo(f"已保存第 {version} 版对应关系")


@report.command("form-fill")
@click.argument("code")
@click.option("--from", "start", type=DAY, required=True, help="填报期间起")
@click.option("--as-of", type=DAY, required=True, help="截至日")
@click.option("--office", default="", help="单位编号，含下属单位")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="写出的表格")
@click.pass_obj
def fill(obj: dict[str, Any], code: str, start: datetime, as_of: datetime, office: str, out: Path) -> None:
    """按对应关系填好一份上级表格。"""
    actor = command_line_actor(obj["login"])
    made = flows.fill_form(
        actor=actor, code=code, period_from=start.date(), as_of=as_of.date(), office=office
    )
    out.write_bytes(made)
    click.echo(f"已写出 {out}")
