"""``zhuchao chains gaps, targets, refresh, save, lists, saved, claim``."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import flows, selectors
from zhuchao.chains.cli.group import chains
from zhuchao.frame.console import echo_json, echo_table

_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")
_DISTRICT = click.option("--district", required=True, help="六位区县代码，如 330603")
_LINK = click.option("--link", required=True, help="环节代码或名称")


@chains.command("gaps")
@click.argument("chain")
@_DISTRICT
@_JSON
@click.pass_obj
def gaps(obj: dict[str, Any], chain: str, district: str, as_json: bool) -> None:
    """一条链上各环节在本区的强弱：缺、弱、持平、强、样本不足。"""
    board = selectors.gap_board(command_line_actor(obj["login"]), chain, district)
    if as_json:
        echo_json([g.as_dict() for g in board.gaps])
        return
    rows = [
        (
            g.link.name,
            g.kind.value,
            g.observed,
            f"{g.expected:.1f}",
            f"{g.low:.1f}–{g.high:.1f}",
            "—" if g.lq is None else f"{g.lq:.2f}",
        )
        for g in board.gaps
    ]
    echo_table(["环节", "判定", "实有", "应有", "区间", "区位商"], rows)
    click.echo(board.caveat)


@chains.command("targets")
@click.argument("chain")
@_LINK
@_DISTRICT
@click.option("--top", default=50, show_default=True, type=click.IntRange(1, 10_000))
@_JSON
@click.pass_obj
def targets(obj: dict[str, Any], chain: str, link: str, district: str, top: int, as_json: bool) -> None:
    """一个环节的目标企业，按得分排序，附理由。"""
    result = selectors.targets(command_line_actor(obj["login"]), chain, link, district, top)
    if as_json:
        echo_json([t.as_dict() for t in result.rows])
        return
    for rank, target in enumerate(result.rows, start=1):
        click.echo(f"{rank:>3}  {target.score:>6} 分  {target.name}  {target.uscc}  {target.region}")
        for reason in target.reasons:
            click.echo(f"     {reason.points:>+7}  {reason.text}")
    click.echo(f"{result.caveat}；规则版本 {result.rule_version}")


@chains.command("refresh")
@_JSON
@click.pass_obj
def refresh(obj: dict[str, Any], as_json: bool) -> None:
    """按现行登记库和规则重算各链归位；已算过的不再算。"""

    def progress(done: int, of: int, what: str) -> None:
        click.echo(f"[{done}/{of}] {what}", err=True)

    found = flows.refresh_placements(actor=command_line_actor(obj["login"]), progress=progress)
    if as_json:
        echo_json(found)
    else:
        echo_table(["产业链", "归位数"], found.items())


@chains.command("save")
@click.argument("chain")
@_LINK
@_DISTRICT
@click.option("--top", default=50, show_default=True, type=int)
@_JSON
@click.pass_obj
def save(obj: dict[str, Any], chain: str, link: str, district: str, top: int, as_json: bool) -> None:
    """把一个环节的目标企业保存为名单。"""
    actor = command_line_actor(obj["login"])
    code = flows.save_target_list(actor=actor, chain=chain, link=link, district=district, top=top)
    _done(code, as_json, "已保存名单")


@chains.command("lists")
@click.option("--text", default="", help="产业链、环节或保存人")
@click.option("--top", default=50, show_default=True, type=click.IntRange(1))
@_JSON
@click.pass_obj
def lists(obj: dict[str, Any], text: str, top: int, as_json: bool) -> None:
    """列出可查看的名单。"""
    page = selectors.find_target_lists(command_line_actor(obj["login"]), text=text, limit=top)
    if as_json:
        echo_json([row.as_dict() for row in page.rows])
        return
    rows = [
        (r.code, r.chain_name, r.link_name, r.district_name, r.as_of, r.size, r.claimed, r.office_name)
        for r in page.rows
    ]
    echo_table(["编号", "产业链", "环节", "区县", "数据截至", "家数", "已转线索", "单位"], rows)


@chains.command("saved")
@click.argument("code")
@_JSON
@click.pass_obj
def show_list(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """按保存时的样子显示一份名单，附各企业的办理结果。"""
    found = selectors.target_list(command_line_actor(obj["login"]), code)
    if as_json:
        echo_json(found.head.as_dict() | {"rows": [r.as_dict() for r in found.rows]})
        return
    head = found.head
    click.echo(f"{head.chain_name}·{head.link_name}（{head.district_name}）{head.saved_at:%Y-%m-%d %H:%M}")
    rows = [
        (r.rank, r.name, r.score, r.region, r.outcome or ("他处在谈" if r.taken else "")) for r in found.rows
    ]
    echo_table(["名次", "企业", "得分", "所在地", "结果"], rows)
    click.echo(f"{head.caveat}；规则版本 {head.rule_version}")


@chains.command("claim")
@click.argument("code")
@click.argument("uscc")
@click.option("--office", default=None, help="责任单位，默认本单位")
@_JSON
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
