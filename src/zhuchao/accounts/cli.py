"""``zhuchao accounts …``: offices, people, who I am, and the first administrators of a home."""

from typing import Any

import click

from zhuchao.accounts import flows, selectors
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.terms.actor import ROLE_NAMES, SYSTEM, Actor
from zhuchao.terms.refusal import Refused

_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


def _actor(ctx: click.Context) -> Actor:
    return selectors.command_line_actor((ctx.obj or {}).get("login", ""))


@click.group()
def accounts() -> None:
    """机构与人员。"""


@accounts.command()
@click.option("--ended", is_flag=True, help="含已撤销的机构")
@_JSON
@click.pass_context
def offices(ctx: click.Context, ended: bool, as_json: bool) -> None:
    """列出机构。"""
    rows = selectors.offices(_actor(ctx), ended=ended)
    if as_json:
        echo_json([_office(row) for row in rows])
    else:
        shown = [
            (row.code, "  " * row.depth + row.name, row.kind_name, row.valid_from, row.valid_to or "")
            for row in rows
        ]
        echo_table(("编号", "名称", "类型", "设立", "撤销"), shown)


def _office(row: selectors.OfficeRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "kind": row.kind,
        "parent": row.parent,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
    }


@accounts.command()
@click.option("--office", default="", help="只列该机构（编号）")
@click.option("--text", default="", help="姓名或登录名的一部分")
@click.option("--top", default=200, show_default=True, help="最多列几人")
@_JSON
@click.pass_context
def people(ctx: click.Context, office: str, text: str, top: int, as_json: bool) -> None:
    """列出人员及其岗位。"""
    page = selectors.people(_actor(ctx), office=office, text=text, limit=top)
    if as_json:
        echo_json([_person(row) for row in page.rows])
        return
    shown = [
        (
            row.code,
            row.name,
            row.login,
            "在用" if row.is_active else "停用",
            "、".join(f"{h.office_name}{h.post_name}" for h in row.holdings),
        )
        for row in page.rows
    ]
    echo_table(("编号", "姓名", "登录名", "账号", "岗位"), shown)
    if page.total > len(page.rows):
        click.echo(f"共{page.total}人，只列前{len(page.rows)}人")


def _person(row: selectors.PersonRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "login": row.login,
        "active": row.is_active,
        "posts": [
            {"post": h.post, "office": h.office, "name": f"{h.office_name}{h.post_name}"}
            for h in row.holdings
        ],
    }


@accounts.command()
@_JSON
@click.pass_context
def whoami(ctx: click.Context, as_json: bool) -> None:
    """显示以谁的身份办理。"""
    actor = _actor(ctx)
    if as_json:
        echo_json(
            {
                "person": actor.person_code,
                "name": actor.person_name,
                "post": actor.post_code,
                "post_name": actor.post_name,
                "office": actor.home_office,
                "roles": sorted(actor.roles),
                "offices": sorted(actor.office_codes),
            }
        )
        return
    roles = "、".join(ROLE_NAMES[r] for r in sorted(actor.roles)) or "无"
    click.echo(f"{actor.person_name}（{actor.post_name or '无岗位'}），角色：{roles}")


@accounts.command(name="create-first-admins")
@_JSON
def create_first_admins(as_json: bool) -> None:
    """为新装系统创建三名管理员，只能办理一次；一次性口令只显示这一回。"""
    made = flows.create_first_admins(actor=SYSTEM)
    if as_json:
        echo_json(made)
        return
    echo_table(("登录名", "一次性口令"), made.items())
    click.echo("请立即分发，首次登录须修改口令。")


@accounts.command(name="requeue-jobs")
@_JSON
def requeue_jobs(as_json: bool) -> None:
    """把因故中断的后台任务重新排队；启动后台服务前执行。"""
    try:
        again = flows.requeue_lost_jobs(actor=SYSTEM)
    except Refused:
        # Nothing was lost: for a start-up script that is success.
        again = []
    if as_json:
        echo_json(again)
    else:
        click.echo(f"重新排队{len(again)}个任务")
