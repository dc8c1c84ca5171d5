"""``zhuchao rulebook``: the rules as the page 规则库 shows them, and their check. Needs nobody logged in.

It stands beside the page and not in ``rulebook``, which lies below the printing of commands.
"""

import sys
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

import click
import yaml
from django.utils import timezone

from zhuchao import rulebook as rules
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.rulebook.check import faults, would_block
from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.source import STANDING_NAMES, Rule

_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
_ON = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="以哪一天为准，默认今天")


@click.group()
def rulebook() -> None:
    """规则库：条目、生效日期、依据与状态。"""


@rulebook.command("list")
@_JSON
def list_rules(as_json: bool) -> None:
    """列出全部条目的各个版本。"""
    found = list(rules.all_rules())
    if as_json:
        echo_json([_head(rule) for rule in found])
        return
    rows = [
        (r.id, r.title, r.since, r.until or "现行", STANDING_NAMES[r.standing], str(r.source)) for r in found
    ]
    echo_table(["编号", "标题", "生效", "失效", "状态", "依据"], rows)


@rulebook.command("show")
@click.argument("rule_id", metavar="ID")
@_ON
@_JSON
def show(rule_id: str, on: datetime | None, as_json: bool) -> None:
    """一条规则在某日有效的版本。"""
    rule = _in_force(rule_id, _day(on))
    if as_json:
        echo_json(_head(rule) | {"value": rule.value, "unit": rule.unit, "confirmed_by": rule.confirmed_by})
        return
    click.echo(f"{rule.title}（{rule.id}）")
    click.echo(f"有效：{rule.since} 至 {rule.until or '今'}")
    click.echo(f"依据：{rule.source}" + (f"（{rule.source.where}）" if rule.source.where else ""))
    confirmed = f"，本区已确认（{rule.confirmed_by}）" if rule.confirmed_by else ""
    click.echo(
        f"状态：{STANDING_NAMES[rule.standing]}{confirmed}" + ("" if rule.blocks else "，只提醒、不拦截")
    )
    click.echo(f"内容{f'（{rule.unit}）' if rule.unit else ''}：")
    click.echo(_as_text(rule.value))


@rulebook.command("check")
@_ON
@_JSON
def check(on: datetime | None, as_json: bool) -> None:
    """核对规则文件，并问各处：这一天的规则会拦下哪些在办记录。文件有误时退出码为 1。"""
    day = _day(on)
    wrong = faults()
    # With a file that cannot be read no noun can judge by it.
    blocked, asked = ([], []) if wrong else would_block(SYSTEM, day)
    if as_json:
        echo_json(
            {
                "ok": not wrong,
                "on": day,
                "entries": None if wrong else len(list(rules.all_rules())),
                "version": None if wrong else rules.version(),
                "faults": [{"file": f.file, "entry": f.entry, "what": f.what} for f in wrong],
                "asked": asked,
                "blocked": [
                    {"noun": noun, "rule": b.rule, "record": b.record, "name": b.name, "reason": b.reason}
                    for noun, b in blocked
                ],
            }
        )
    elif wrong:
        echo_table(["文件", "条目", "问题"], [(f.file, f.entry, f.what) for f in wrong])
        click.echo(f"共 {len(wrong)} 处问题；改正之前不核对在办记录")
    else:
        click.echo(f"规则文件无误：{len(list(rules.all_rules()))} 个版本，规则版本 {rules.version()}")
        if blocked:
            rows = [(b.record, b.name, b.rule, b.reason) for _, b in blocked]
            echo_table(["记录", "名称", "规则", "原因"], rows)
        click.echo(_told(day, len(blocked), len(asked)))
    if wrong:
        sys.exit(1)


def _told(day: date, blocked: int, asked: int) -> str:
    if not asked:
        return f"没有一类在办记录登记了按规则核对，{day} 会拦下哪些无从判断"
    return f"问过 {asked} 类在办记录：{day} 的规则会拦下 {blocked} 条"


def _day(on: datetime | None) -> date:
    return on.date() if on else timezone.localdate()


def _in_force(rule_id: str, day: date) -> Rule:
    try:
        return rules.rule(rule_id, on=day)
    except rules.RulebookError:
        pass
    versions = [r for r in rules.all_rules() if r.id == rule_id]
    if versions:
        periods = "、".join(f"{r.since} 至 {r.until or '今'}" for r in versions)
        raise Refused(
            Refusal(
                "rulebook.not-in-force",
                f"条目 {rule_id} 在 {day} 没有有效的版本",
                f"有效期间：{periods}。",
                "on",
            )
        )
    near = get_close_matches(rule_id, {r.id for r in rules.all_rules()}, n=5, cutoff=0.4)
    step = f"相近的编号：{'、'.join(near)}。" if near else "用 zhuchao rulebook list 查看全部编号。"
    raise Refused(Refusal("rulebook.unknown", f"规则库没有条目 {rule_id}", step, "rule_id"))


def _head(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "title": rule.title,
        "since": rule.since,
        "until": rule.until,
        "standing": rule.standing.value,
        "source": {
            "document": rule.source.document,
            "article": rule.source.article,
            "where": rule.source.where,
        },
    }


def _as_text(value: object) -> str:
    """The value as YAML, which is how the district writes its own entries."""
    if isinstance(value, str | int | float | bool):
        return str(value)
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110)
    return text.rstrip()
