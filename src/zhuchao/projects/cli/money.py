"""Commands: contracts and vouchers of a project."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from zhuchao.accounts.selectors import command_line_actor
from zhuchao.frame.console import echo_json, echo_table
from zhuchao.ledger.flows import add_evidence
from zhuchao.projects import flows
from zhuchao.projects.cli.group import DAY, JSON, done, projects
from zhuchao.projects.selectors import contracts as contracting
from zhuchao.projects.selectors import money as arriving
from zhuchao.projects.selectors import signings
from zhuchao.terms.actor import Actor


def typed_sum(text: str) -> Decimal:
    """A sum as it was typed."""
    try:
        return Decimal(text)
    except InvalidOperation as wrong:
        raise click.BadParameter(f"“{text}”不是数字") from wrong


FILES = click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="佐证文件，可重复",
)


def kept(actor: Actor, files: Sequence[Path]) -> list[str]:
    """Keep the files; gives their sha-256."""
    found = []
    for path in files:
        with path.open("rb") as stream:
            found.append(add_evidence(actor=actor, stream=stream, name=path.name))
    return found


@projects.command("contracts")
@click.argument("code")
@JSON
@click.pass_obj
def list_contracts(obj: dict[str, Any], code: str, as_json: bool) -> None:
    """列出项目的合同与历次文本。"""
    rows = contracting.contracts(command_line_actor(obj["login"]), code)
    if as_json:
        echo_json([asdict(row) for row in rows])
        return
    echo_table(
        ["签订日", "种类", "编号", "金额（万元）", "变更（万元）", "解除日", "合同"],
        [
            (c.signed_on, c.kind_name, c.number, c.amount_wan, c.delta_wan, c.ended_on, c.contract)
            for c in rows
        ],
    )


@projects.command("contract")
@click.argument("code")
@click.option("--what", default="formal", show_default=True, help="formal、framework 或 intent")
@click.option("--number", default="", help="合同编号")
@click.option("--amount", "amount_wan", type=typed_sum, default=None, help="合同金额，万元")
@click.option("--signed-on", required=True, type=DAY, help="签订日")
@click.option("--currency", default="CNY", show_default=True, help="币种")
@click.option("--original", "amount_original", type=typed_sum, default=None, help="原币金额，万")
@click.option("--rate", type=typed_sum, default=None, help="签订日汇率，1 单位外币折合人民币元")
@click.option("--event", "event_code", default="", help="签约仪式编号")
@click.option("--title", default="", help="合同名称")
@click.option("--note", default="")
@FILES
@JSON
@click.pass_obj
def record_contract(
    obj: dict[str, Any],
    /,
    code: str,
    signed_on: datetime,
    files: Sequence[Path],
    as_json: bool,
    **given: Any,
) -> None:
    """登记合同、框架协议或意向书。"""
    actor = command_line_actor(obj["login"])
    fact = flows.record_contract(
        actor=actor, code=code, signed_on=signed_on.date(), evidence=kept(actor, files), **given
    )
    done(fact, as_json, "已登记合同")


@projects.command("amend-contract")
@click.argument("code")
@click.argument("contract")
@click.option("--amount", "amount_wan", type=typed_sum, default=None, help="变更后合同总额，万元；不变不填")
@click.option("--signed-on", required=True, type=DAY, help="签订日")
@click.option("--number", default="", help="补充协议编号")
@click.option("--title", default="")
@click.option("--note", default="", help="变更内容")
@FILES
@JSON
@click.pass_obj
def amend_contract(
    obj: dict[str, Any],
    /,
    code: str,
    signed_on: datetime,
    files: Sequence[Path],
    as_json: bool,
    **given: Any,
) -> None:
    """登记补充协议。"""
    actor = command_line_actor(obj["login"])
    fact = flows.amend_contract(
        actor=actor, code=code, signed_on=signed_on.date(), evidence=kept(actor, files), **given
    )
    done(fact, as_json, "已登记补充协议")


@projects.command("end-contract")
@click.argument("code")
@click.argument("contract")
@click.option("--on", "ended_on", required=True, type=DAY, help="解除日")
@click.option("--reason", required=True, help="解除原因")
@FILES
@JSON
@click.pass_obj
def end_contract(
    obj: dict[str, Any],
    code: str,
    contract: str,
    ended_on: datetime,
    reason: str,
    files: Sequence[Path],
    as_json: bool,
) -> None:
    """登记合同解除。"""
    actor = command_line_actor(obj["login"])
    fact = flows.end_contract(
        actor=actor,
        code=code,
        contract=contract,
        ended_on=ended_on.date(),
        reason=reason,
        evidence=kept(actor, files),
    )
    done(fact, as_json, "已登记合同解除")


@projects.command("signings")
@click.argument("event")
@JSON
@click.pass_obj
def list_signings(obj: dict[str, Any], event: str, as_json: bool) -> None:
    """签约仪式上签订的合同，重复签约的写明原因。"""
    found = signings.signings(command_line_actor(obj["login"]), event)
    if as_json:
        echo_json(asdict(found))
        return
    echo_table(
        ["项目", "投资方", "种类", "编号", "金额（万元）", "重复签约"],
        [(r.name, r.company_name, r.what_name, r.number, r.amount_wan, r.repeated) for r in found.rows],
    )


@projects.command("money")
@click.argument("code")
@click.option("--view", default="", help="只看一种口径：promotion、statistics 或 contract")
@JSON
@click.pass_obj
def show_money(obj: dict[str, Any], code: str, view: str, as_json: bool) -> None:
    """到位资金：三种口径与各张凭证。"""
    actor = command_line_actor(obj["login"])
    views = [arriving.money_view(actor, code, view)] if view else arriving.money_views(actor, code)
    rows = arriving.vouchers_of(actor, code)
    if as_json:
        echo_json({"views": [asdict(v) for v in views], "vouchers": [asdict(v) for v in rows]})
        return
    echo_table(
        ["口径", "到位（万元）", "已核实（万元）", "仅申报（万元）"],
        [(v.name, v.arrived_wan, v.verified_wan, v.claimed_wan) for v in views],
    )
    echo_table(
        ["到账日", "种类", "金额（万元）", "付款方", "收款方", "凭证号", "编号"],
        [(v.paid_on, v.kind_name, v.amount_wan, v.payer, v.payee, v.voucher_no, v.code) for v in rows],
    )


@projects.command("pay")
@click.argument("code")
@click.option("--what", required=True, help="资金种类代码")
@click.option("--payer", required=True, help="付款方")
@click.option("--payee", required=True, help="收款方")
@click.option("--amount", "amount_wan", type=typed_sum, default=None, help="金额，万元")
@click.option("--on", "paid_on", required=True, type=DAY, help="到账日")
@click.option("--voucher", "voucher_no", default="", help="凭证号")
@click.option("--currency", default="CNY", show_default=True, help="币种")
@click.option("--original", "amount_original", type=typed_sum, default=None, help="原币金额，万")
@click.option("--rate", type=typed_sum, default=None, help="到账日汇率")
@click.option("--second-source", default="", help="第二来源")
@click.option("--note", default="")
@click.option("--replaces", default="", help="更正哪一笔")
@FILES
@JSON
@click.pass_obj
def record_money(
    obj: dict[str, Any],
    /,
    code: str,
    paid_on: datetime,
    files: Sequence[Path],
    as_json: bool,
    **given: Any,
) -> None:
    """登记一张到位资金凭证。"""
    actor = command_line_actor(obj["login"])
    fact = flows.record_money(
        actor=actor, code=code, paid_on=paid_on.date(), evidence=kept(actor, files), **given
    )
    done(fact, as_json, "已登记到位资金")
