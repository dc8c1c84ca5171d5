"""``zhuchao companies twins, judge-twins, merge, undo-merge``."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.companies import flows, selectors
from zhuchao.companies.cli.group import companies
from zhuchao.frame.console import echo_json, echo_table

_REASON = click.option("--reason", required=True, help="理由")


@companies.command("twins")
@click.option("--later", is_flag=True, help="只列以后再看的")
@click.option("--top", default=20, show_default=True, type=click.IntRange(1, 1000), help="列出多少对")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def twins(obj: dict[str, Any], later: bool, top: int, as_json: bool) -> None:
    """疑似重复的企业，最像的在前，逐项列出依据。"""
    found = selectors.twin_pairs(command_line_actor(obj["login"]), later=later, limit=top)
    if as_json:
        echo_json(
            [
                {
                    "left": t.left,
                    "right": t.right,
                    "points": t.points,
                    "evidence": [
                        {"field": e.field, "level": e.level, "points": e.points} for e in t.evidence
                    ],
                }
                for t in found.rows
            ]
        )
        return
    rows = [(t.left_name, t.left, t.right_name, t.right, t.points) for t in found.rows]
    echo_table(["企业", "信用代码", "另一家", "信用代码", "相似分"], rows)
    click.echo(f"共 {found.total} 对")


@companies.command("judge-twins")
@click.argument("one")
@click.argument("other")
@click.option("--later", is_flag=True, help="以后再看；不写就是“不是同一家”")
@click.pass_obj
def judge_twins(obj: dict[str, Any], one: str, other: str, later: bool) -> None:
    """两家企业不是同一家，或以后再看。"""
    actor = command_line_actor(obj["login"])
    flows.judge_twins(actor=actor, one=one, other=other, verdict="later" if later else "different")
    click.echo("已记下")


@companies.command("merge")
@click.argument("gone")
@click.argument("kept")
@_REASON
@click.option("--plan", "plan_only", is_flag=True, help="只看合并计划，不合并")
@click.pass_obj
def merge(obj: dict[str, Any], gone: str, kept: str, reason: str, plan_only: bool) -> None:
    """把 GONE 并入 KEPT：要么全部移动，要么都不动。"""
    actor = command_line_actor(obj["login"])
    lines = selectors.merge_plan(actor, gone, kept)
    echo_table(
        ["记录", "条数", "处理"], [(p.words, len(p.keys), p.stays or "移到保留方") for p in lines if p.keys]
    )
    if not plan_only:
        click.echo(flows.merge_companies(actor=actor, gone=gone, kept=kept, reason=reason))


@companies.command("undo-merge")
@click.argument("code")
@_REASON
@click.pass_obj
def undo_merge(obj: dict[str, Any], code: str, reason: str) -> None:
    """撤销一次合并。"""
    flows.undo_merge(actor=command_line_actor(obj["login"]), code=code, reason=reason)
    click.echo("已撤销")
