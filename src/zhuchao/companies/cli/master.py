"""``zhuchao companies show, adopt, list``: the district's company master."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.companies import flows, selectors
from zhuchao.companies.cli.group import companies
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.terms.money import printed_wan
from zhuchao.terms.refusal import Refusal, Refused

_JSON = click.option("--json", "as_json", is_flag=True, help="输出 JSON")


@companies.command("show")
@click.argument("uscc")
@_JSON
@click.pass_obj
def show(obj: dict[str, Any], uscc: str, as_json: bool) -> None:
    """一家企业：主档、登记库、分支与同字号企业、联系人（隐去部分内容）。"""
    actor = command_line_actor(obj["login"])
    ours, theirs = selectors.company(actor, uscc), selectors.registry_row(actor, uscc)
    if ours is None and theirs is None:
        raise Refused(
            Refusal(
                "companies.unknown",
                f"登记库和企业主档里都没有信用代码为“{uscc}”的企业",
                "请核对代码，或用 zhuchao companies search 按名称查找。",
                "uscc",
            )
        )
    kin, contacts = selectors.kin(actor, uscc), selectors.contacts(actor, uscc)
    note = selectors.lake_note(actor)
    if as_json:
        echo_json(
            {
                "master": ours.as_dict() if ours else None,
                "registry": theirs.as_dict() if theirs else None,
                "kin": [{"uscc": k.uscc, "name": k.name, "relation": k.relation} for k in kin],
                "contacts": [
                    {"code": c.code, "name": c.name, "phone": c.phone, "purpose": c.purpose} for c in contacts
                ],
                "caveat": note.caveat,
            }
        )
        return
    rows = [
        ("企业名称", ours and ours.name, theirs and theirs.name),
        ("所在地", ours and ours.region, theirs and theirs.region),
        ("成立日期", ours and ours.reg_date, theirs and theirs.reg_date),
        ("注册资本", ours and printed_wan(ours.capital_wan), theirs and printed_wan(theirs.capital_wan)),
        ("地址", ours and ours.address, theirs and theirs.address),
        ("经营范围", ours and ours.scope, theirs and theirs.scope),
    ]
    echo_table(["项目", "企业主档", "登记库"], rows)
    if kin:
        echo_table(["企业", "关系", "所在地"], [(k.name, k.relation, k.region) for k in kin])
    for c in contacts:
        click.echo(f"联系人 {c.name} {c.title} {c.phone} {c.email}（{c.office_name}，{c.purpose}）")
    click.echo(note.caveat)


@companies.command("adopt")
@click.argument("uscc")
@_JSON
@click.pass_obj
def adopt(obj: dict[str, Any], uscc: str, as_json: bool) -> None:
    """把登记库里的一家企业纳入企业主档。"""
    actor = command_line_actor(obj["login"])
    code = flows.adopt_company(actor=actor, uscc=uscc)
    found = selectors.company(actor, code)
    if as_json:
        echo_json(found.as_dict() if found else {"uscc": code})
    else:
        click.echo(f"已纳入企业主档：{found.name if found else code}")


@companies.command("list")
@click.option("--text", default="", help="企业名称片段、曾用名或信用代码")
@click.option("--county", default="", help="六位区县代码")
@click.option("--top", default=50, show_default=True, type=click.IntRange(1, 1000), help="列出多少家")
@_JSON
@click.pass_obj
def list_companies(obj: dict[str, Any], text: str, county: str, top: int, as_json: bool) -> None:
    """列出企业主档里的企业，最近纳入的在前。"""
    actor = command_line_actor(obj["login"])
    page = selectors.find_companies(actor, selectors.Wanted(text=text, county=county), limit=top)
    if as_json:
        echo_json([row.as_dict() for row in page.rows])
        return
    rows = [
        (r.name, r.uscc, r.region, r.reg_date, printed_wan(r.capital_wan), r.office_name) for r in page.rows
    ]
    echo_table(["企业", "统一社会信用代码", "所在地", "成立日期", "注册资本", "登记单位"], rows)
    click.echo(f"共 {page.total} 家")
