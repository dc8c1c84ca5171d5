"""``zhuchao engagements``: agenda, papers, contacts and the decision of a meeting."""

import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.engagements import flows, selectors
from zhuchao.engagements.cli.group import JSON, done
from zhuchao.engagements.cli.meetings import engagements
from zhuchao.frame.console import echo_json, echo_table


@engagements.command("agenda")
@click.argument("code")
@click.argument("items", nargs=-1, required=True)
@JSON
@click.pass_obj
def agenda(obj: dict[str, Any], code: str, items: tuple[str, ...], as_json: bool) -> None:
    """登记会议议题，一个参数一条。"""
    flows.set_agenda(actor=command_line_actor(obj["login"]), code=code, agenda=items)
    done(code, as_json, "已登记议题")


@engagements.command("attach")
@click.argument("code")
@click.argument("file", type=click.File("rb"))
@click.option("--title", required=True, help="材料名称")
@JSON
@click.pass_obj
def attach(obj: dict[str, Any], code: str, file: BinaryIO, title: str, as_json: bool) -> None:
    """附会议材料。"""
    name = Path(file.name).name
    paper = flows.attach_paper(
        actor=command_line_actor(obj["login"]), code=code, title=title, file=file, file_name=name
    )
    done(paper, as_json, "已附材料")


@engagements.command("papers")
@click.argument("code")
@JSON
@click.pass_obj
def papers(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """列出会议材料。"""
    found = selectors.meeting_papers(command_line_actor(obj["login"]), code)
    if as_json:
        echo_json([asdict(each) for each in found])
        return
    echo_table(
        ["材料", "文件", "字节", "附上日", "经办", "编号"],
        [(p.title, p.file_name, p.size, p.brought_on, p.actor_name, p.code) for p in found],
    )


@engagements.command("paper")
@click.argument("code")
@click.argument("paper")
@click.option("--out", required=True, type=click.Path(dir_okay=False, writable=True), help="存为")
@JSON
@click.pass_obj
def paper(obj: dict[str, Any], code: str, paper: str, out: str, as_json: bool) -> None:
    """下载一份会议材料；编号见 engagements papers。"""
    stream, _ = selectors.open_paper(command_line_actor(obj["login"]), code, paper)
    with stream, Path(out).open("wb") as kept:
        shutil.copyfileobj(stream, kept)
    done(paper, as_json, f"已存为 {out}")


@engagements.command("contacts")
@click.argument("code")
@click.option("--set", "chosen", multiple=True, help="参加的联系人编号，可多次；给出时替换原有名单")
@JSON
@click.pass_obj
def contacts(obj: dict[str, Any], code: str, chosen: tuple[str, ...], as_json: bool) -> None:
    """列出或登记参加的联系人，姓名遮蔽。"""
    actor = command_line_actor(obj["login"])
    if chosen:
        flows.name_contacts(actor=actor, code=code, contacts=chosen)
    there = selectors.contacts_there(actor, code)
    if as_json:
        echo_json(asdict(there))
        return
    echo_table(
        ["联系人", "职务", "登记单位", "编号"],
        [(c.name, c.title, c.office_name, c.code) for c in there.rows],
    )
    if there.unseen:
        click.echo(f"另有 {there.unseen} 位由其他单位登记，或已删除")


@engagements.command("decide")
@click.argument("code")
@click.option("--decision", required=True, help="决定")
@click.option("--for", "votes_for", type=int, default=0, help="赞成人数")
@click.option("--against", type=int, default=0, help="反对人数")
@click.option("--abstain", type=int, default=0, help="弃权人数")
@click.option("--absent", type=int, default=0, help="缺席人数，不计票")
@JSON
@click.pass_obj
def decide(
    obj: dict[str, Any], /, code: str, decision: str, votes_for: int, as_json: bool, **other: int
) -> None:
    """登记会议的决定和表决。"""
    votes = {"for": votes_for, **other}
    flows.record_decision(actor=command_line_actor(obj["login"]), code=code, decision=decision, votes=votes)
    done(code, as_json, "已登记决定")
