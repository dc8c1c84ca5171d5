"""``zhuchao chains save, saved, claim``: target lists kept, shown again, and turned into leads."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import flows, selectors
from zhuchao.chains.cli.group import DISTRICT, JSON, LINK, chains, telling
from zhuchao.frame.console import echo_json, echo_table


@chains.command("save")
@click.argument("chain")
@LINK
@DISTRICT
@click.option("--top", default=50, show_default=True, type=int, help="列入家数")
@JSON
@click.pass_obj
def save(obj: dict[str, Any], chain: str, link: str, district: str, top: int, as_json: bool) -> None:
    """把一个环节的目标企业保存为名单。"""
    actor = command_line_actor(obj["login"])
    with telling():
        code = flows.save_target_list(actor=actor, chain=chain, link=link, district=district, top=top)
    _done(code, as_json, "已保存名单")


@chains.command("saved")
@click.argument("code", required=False)
@click.option("--text", default="", help="产业链、环节或保存人")
@click.option("--top", default=50, show_default=True, type=click.IntRange(1, 500), help="列出份数")
@JSON
@click.pass_obj
def saved(obj: dict[str, Any], code: str | None, text: str, top: int, as_json: bool) -> None:
    """列出可查看的名单；给出编号时，按保存时的样子显示该名单和各企业的办理结果。"""
    if code:
        _one(obj["login"], code, as_json)
        return
    page = selectors.find_target_lists(command_line_actor(obj["login"]), text=text, limit=top)
    if as_json:
        echo_json([row.as_dict() for row in page.rows])
        return
    rows = [
        (r.code, r.chain_name, r.link_name, r.district_name, r.as_of, r.size, r.claimed, r.office_name)
        for r in page.rows
    ]
    echo_table(["编号", "产业链", "环节", "区县", "数据截至", "家数", "已转线索", "单位"], rows)


def _one(login: str, code: str, as_json: bool) -> None:
    found = selectors.target_list(command_line_actor(login), code)
    if as_json:
        echo_json(found.head.as_dict() | {"rows": [r.as_dict() for r in found.rows]})
        return
    head = found.head
    click.echo(f"{head.chain_name}·{head.link_name}（{head.district_name}）{head.saved_at:%Y-%m-%d %H:%M}")
    for note in head.notes:
        click.echo(note)
    rows = [
        (r.rank, r.name, r.score, r.region, r.outcome or ("他处在谈" if r.taken else "")) for r in found.rows
    ]
    echo_table(["名次", "企业", "得分", "所在地", "结果"], rows)
    click.echo(f"{head.caveat}；规则版本 {head.rule_version}")


@chains.command("claim")
@click.argument("code")
@click.argument("uscc")
@click.option("--office", default=None, help="责任单位，默认本单位")
@JSON
@click.pass_obj
def claim(obj: dict[str, Any], code: str, uscc: str, office: str | None, as_json: bool) -> None:
    """把名单上的一家企业转为线索。"""
    actor = command_line_actor(obj["login"])
    lead = flows.claim_target(actor=actor, list_code=code, uscc=uscc, office=office)
    _done(lead, as_json, "已登记线索")


def _done(code: str, as_json: bool, text: str) -> None:
    if as_json:
        echo_json({"code": code})
    else:
        click.echo(f"{text} {code}")
