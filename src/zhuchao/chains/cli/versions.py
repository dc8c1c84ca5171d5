"""``zhuchao chains versions, draft, edit-chain, edit-link, publish``: the chains as the centre keeps them."""

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
from zhuchao.chains.flows.edit_chain import edit_chain
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.chains.flows.restore_link import restore_link
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
        click.echo(
            f"{v.name} 第{v.number}版，{v.effective_on} 起，{v.state}，{v.published_by}公布：{v.reason}"
        )
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
        head = {"chain": its.chain.code, "base": its.base, "revision": its.revision}
        told = head | {"changes": [c.as_dict() for c in said]}
        echo_json(told | {"faults": wrong})
        return
    click.echo(f"草稿 {its.chain.code} {its.chain.name}，{its.started_by}起草")
    echo_table(["环节", "变动", "内容"], [(c.name, c.kind, "；".join(c.lines)) for c in said])
    echo_table(["还不能公布的原因"], [(f["reason"],) for f in wrong])


def _lists(command: Any) -> Any:
    for field, label in reversed({**LISTS, "upstream": "上游环节", "downstream": "下游环节"}.items()):
        name = f"--{field.replace('_', '-')}"
        # One word each time: words of the trade hold “、” themselves.
        option = click.option(name, field, multiple=True, help=f"{label}，一次写一个，可重复；写空的即清空")
        command = option(command)
    return command


#: Which revision of the draft the change is meant for.
_SEEN = click.option(
    "--revision", "seen", type=int, default=None, help="所见草稿的修改次数；与现有不同则拒绝"
)


@chains.command("edit-chain")
@click.argument("chain")
@click.option("--name", default=None, help="产业链名称")
@click.option("--summary", default=None, help="概述")
@click.option("--shared", multiple=True, help="共用词，一次写一个，可重复；写空的即清空")
@_SEEN
@click.pass_obj
def edit_head(
    obj: dict[str, Any],
    chain: str,
    name: str | None,
    summary: str | None,
    shared: tuple[str, ...],
    seen: int | None,
) -> None:
    """修改草稿的名称、概述或共用词；不写的不动。"""
    actor = command_line_actor(obj["login"])
    edit_chain(actor=actor, chain=chain, name=name, summary=summary, shared=shared or None, seen=seen)


@chains.command("edit-link")
@click.argument("chain")
@click.argument("link", required=False, default="")
@click.option("--add", is_flag=True, help="增加一个环节")
@click.option("--drop", is_flag=True, help="删除该环节")
@click.option("--restore", is_flag=True, help="恢复从草稿中删除的该环节")
@click.option("--name", default=None, help="环节名称")
@click.option("--stage", default=None, help="上游、中游或下游")
@click.option("--service/--making", default=None, help="服务类或制造类")
@_lists
@_SEEN
@click.pass_obj
def edit(
    obj: dict[str, Any],
    /,
    chain: str,
    link: str,
    add: bool,
    drop: bool,
    restore: bool,
    name: str | None,
    stage: str | None,
    service: bool | None,
    seen: int | None,
    **lists: tuple[str, ...],
) -> None:
    """修改、增加、删除或恢复草稿中的一个环节；不写的字段不动。"""
    actor = command_line_actor(obj["login"])
    said = {k: v for k, v in lists.items() if v}
    change = LinkChange(name=name, stage=stage, service=service, **said)
    if drop:
        drop_link(actor=actor, chain=chain, link=link, seen=seen)
    elif restore:
        restore_link(actor=actor, chain=chain, link=link, seen=seen)
    elif add:
        click.echo(add_link(actor=actor, chain=chain, change=change, seen=seen))
    else:
        edit_link(actor=actor, chain=chain, link=link, change=change, seen=seen)


@chains.command("publish")
@click.argument("chain")
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="生效日期")
@click.option("--reason", required=True, help="修改说明")
@_SEEN
@JSON
@click.pass_obj
def publish(
    obj: dict[str, Any], chain: str, on: datetime, reason: str, seen: int | None, as_json: bool
) -> None:
    """公布草稿，自生效日期起按新版本判断。"""
    actor = command_line_actor(obj["login"])
    number = publish_chain(actor=actor, chain=chain, on=on.date(), reason=reason, seen=seen)
    echo_json({"number": number}) if as_json else click.echo(f"已公布第{number}版")
