"""``zhuchao ledger …``: nobody needs to be logged in to check the chain."""

import sys

import click

from zhuchao.frame.console import echo_json
from zhuchao.ledger import selectors
from zhuchao.terms.actor import SYSTEM


@click.group()
def ledger() -> None:
    """账本：核验记录链。"""


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.option("--files", is_flag=True, help="同时核对全部佐证文件的内容")
def verify(as_json: bool, files: bool) -> None:
    """核验记录链，指出第一处破损；有破损时退出码为 1。"""
    verdict = selectors.verify_chain(SYSTEM)
    broken_files = selectors.verify_files(SYSTEM) if files else []
    ok = verdict.ok and not broken_files
    if as_json:
        more = {"broken_files": broken_files} if files else {}
        echo_json(verdict.as_dict() | {"ok": ok} | more)
    else:
        click.echo(
            ("通过" if verdict.ok else f"破损：{verdict.first_broken or '链头文件'}") + f"。{verdict.reason}"
        )
        for sha256 in broken_files:
            click.echo(f"佐证文件缺失或被改动：{sha256}")
    if not ok:
        sys.exit(1)


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
def head(as_json: bool) -> None:
    """显示库外链头，可抄录留存，日后与核验结果比对。"""
    kept = selectors.head_on_file()
    if as_json:
        echo_json({"seq": kept.seq, "head": kept.head, "total": kept.total} if kept else None)
    elif kept:
        click.echo(f"第{kept.seq}环 {kept.head} 共{kept.total}行")
    else:
        click.echo("还没有任何记录")
