"""``zhuchao chains classify, correct, corrections``: what a company is judged to be, and what officers say it is."""

from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.chains import flows, selectors
from zhuchao.chains.cli.group import JSON, chains
from zhuchao.frame.console import echo_json, echo_table


@chains.command("classify")
@click.argument("name")
@click.option("--scope", default="", help="经营范围；不给时只按名称判断")
@click.option("--uscc", is_flag=True, help="NAME 是信用代码：按登记库和企业主档判断，并计入更正")
@click.option("--gbt", is_flag=True, help="判断国民经济行业小类（GB/T 4754），而不是申万一级行业")
@JSON
@click.pass_obj
def classify(obj: dict[str, Any], name: str, scope: str, uscc: bool, gbt: bool, as_json: bool) -> None:
    """一家企业属于哪个申万一级行业（或国民经济行业小类）、有几成把握、由哪些词决定。"""
    actor = command_line_actor(obj["login"])
    if uscc:
        company = selectors.judged_company(actor, name)
        judged = company.gbt if gbt else company.industry
    else:
        judged = (selectors.judge_class if gbt else selectors.judge)(actor, name, scope)
    if as_json:
        echo_json(judged.as_dict())
        return
    sure = f"，把握 {judged.confidence:.0%}" if judged.confidence is not None else ""
    near = "" if judged.industry else f"（最接近 {judged.leading or '无'}）"
    click.echo(f"{judged.shown}{near}{sure}；{judged.by}")
    points = f"领先{judged.runner_up}的分" if judged.runner_up else "得分"
    echo_table(["词句", points], [(s.text, round(s.points, 3)) for s in judged.shares])


@chains.command("correct")
@click.argument("uscc")
@click.option("--industry", default="", help="应为哪个申万一级行业")
@click.option("--gbt", default="", help="应为哪个国民经济行业小类：四位代码或全称")
@click.option("--chain", default="", help="产业链代码或名称，与 --link 同用")
@click.option("--link", default="", help="环节代码或名称")
@click.option("--off", is_flag=True, help="不属于该环节；不写则为属于")
@click.option("--reason", required=True, help="依据")
@JSON
@click.pass_obj
def correct(
    obj: dict[str, Any],
    uscc: str,
    industry: str,
    gbt: str,
    chain: str,
    link: str,
    off: bool,
    reason: str,
    as_json: bool,
) -> None:
    """更正一家企业的行业，或它属于、不属于某个环节。"""
    code = flows.correct_placement(
        actor=command_line_actor(obj["login"]),
        uscc=uscc,
        reason=reason,
        industry=industry,
        gbt=gbt,
        chain=chain,
        link=link,
        on=not off,
    )
    if as_json:
        echo_json({"code": code})
    else:
        click.echo(f"已记入更正 {code}，下次训练时学习")


@chains.command("corrections")
@click.option("--uscc", default="", help="只看一家企业")
@JSON
@click.pass_obj
def corrections(obj: dict[str, Any], uscc: str, as_json: bool) -> None:
    """列出现行的更正。"""
    found = selectors.corrections(command_line_actor(obj["login"]), uscc)
    if as_json:
        echo_json([c.as_dict() for c in found])
        return
    rows = [
        (
            c.name,
            c.subject or ("行业小类" if c.kind == "gbt" else "行业"),
            c.said,
            c.chosen,
            c.reason,
            c.corrected_by,
        )
        for c in found
    ]
    echo_table(["企业", "更正内容", "原判断", "更正为", "依据", "更正人"], rows)
