"""``zhuchao chains versions, draft, edit-link, drop-link, publish``: the chains as the centre keeps them."""

from datetime import datetime
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains.cli.group import JSON, chains
from zhuchao.chains.engine.content import LISTS
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.add_link import add_link
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.drop_chain_draft import drop_chain_draft
from zhuchao.chains.flows.drop_link import drop_link
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.chains.selectors import versions as kept
from zhuchao.frame.console import echo_json, echo_table


@chains.command("versions")
@click.argument("chain", required=False, default="")
@JSON
@click.pass_obj
def versions(obj: dict[str, Any], chain: str, as_json: bool) -> None:
    """列出公布过的产业链版本，逐版说明改了什么。"""
    found = kept.versions(command_line_actor(obj["login"]), chain)
    if as_json:
        echo_json([v.as_dict() for v in found])
        return
    for v in found:
        click.echo(f"{v.name} 第{v.number}版，{v.effective_on} 起，{v.published_by}公布：{v.reason}")
        echo_table(["环节", "变动", "内容"], [(c.name, c.kind, "；".join(c.lines)) for c in v.changes])


@chains.command("draft")
@click.argument("chain", required=False, default="")
@click.option("--new", default="", help="新产业链的名称")
@click.option("--show", is_flag=True, help="只看草稿改了什么、还有什么不对")
@click.option("--drop", is_flag=True, help="放弃草稿")
@JSON
@click.pass_obj
def draft(obj: dict[str, Any], chain: str, new: str, show: bool, drop: bool, as_json: bool) -> None:
    """起草一条产业链的新版本，或新的产业链。"""
    actor = command_line_actor(obj["login"])
    if drop:
        drop_chain_draft(actor=actor, chain=chain)
        click.echo("已放弃草稿")
        return
    code = chain if show else draft_chain(actor=actor, chain=chain, name=new)
    its = kept.draft(actor, code)
    said = kept.changes(actor, its)
    wrong = [f.as_dict() for f in kept.faults_of(actor, its.chain)]
    if as_json:
        told = {"chain": its.chain.code, "base": its.base, "changes": [c.as_dict() for c in said]}
        echo_json(told | {"faults": wrong})
        return
    click.echo(f"草稿 {its.chain.code} {its.chain.name}，{its.started_by}起草")
    echo_table(["环节", "变动", "内容"], [(c.name, c.kind, "；".join(c.lines)) for c in said])
    echo_table(["还不能公布的原因"], [(f["reason"],) for f in wrong])


def _lists(command: Any) -> Any:
    for field, label in reversed({**LISTS, "upstream": "上游环节", "downstream": "下游环节"}.items()):
        name = f"--{field.replace('_', '-')}"
        command = click.option(name, field, default=None, help=f"{label}，用“、”分开")(command)
    return command


@chains.command("edit-link")
@click.argument("chain")
@click.argument("link", required=False, default="")
@click.option("--add", is_flag=True, help="增加一个环节")
@click.option("--drop", is_flag=True, help="删除该环节")
@click.option("--name", default=None, help="环节名称")
@click.option("--stage", default=None, help="上游、中游或下游")
@click.option("--service/--making", default=None, help="服务类或制造类")
@_lists
@click.pass_obj
def edit(
    obj: dict[str, Any],
    /,
    chain: str,
    link: str,
    add: bool,
    drop: bool,
    name: str | None,
    stage: str | None,
    service: bool | None,
    **lists: str | None,
) -> None:
    """修改、增加或删除草稿中的一个环节；不写的字段不动。"""
    actor = command_line_actor(obj["login"])
    said = {k: v.split("、") for k, v in lists.items() if v is not None}
    change = LinkChange(name=name, stage=stage, service=service, **said)
    if drop:
        drop_link(actor=actor, chain=chain, link=link)
    elif add:
        click.echo(add_link(actor=actor, chain=chain, change=change))
    else:
        edit_link(actor=actor, chain=chain, link=link, change=change)


@chains.command("publish")
@click.argument("chain")
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="生效日期")
@click.option("--reason", required=True, help="修改说明")
@JSON
@click.pass_obj
def publish(obj: dict[str, Any], chain: str, on: datetime, reason: str, as_json: bool) -> None:
    """公布草稿，自生效日期起按新版本判断。"""
    actor = command_line_actor(obj["login"])
    number = publish_chain(actor=actor, chain=chain, on=on.date(), reason=reason)
    echo_json({"number": number}) if as_json else click.echo(f"已公布第{number}版")
