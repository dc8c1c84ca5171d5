"""Contracts signed and what follows from them: amendments, plans, money, verified or not."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from zhuchao.demo.engine.acts import Act
from zhuchao.demo.engine.lives import Delay, Exit
from zhuchao.demo.engine.promises import Promise
from zhuchao.demo.engine.vouchers import Voucher
from zhuchao.demo.flows.acts.scene import Scene
from zhuchao.ledger.flows import verify_fact
from zhuchao.ledger.store import recording
from zhuchao.projects.flows.amend_contract import amend_contract
from zhuchao.projects.flows.end_delay import end_delay
from zhuchao.projects.flows.leave_project import leave_project
from zhuchao.projects.flows.note_delay import note_delay
from zhuchao.projects.flows.record_contract import record_contract
from zhuchao.projects.flows.record_money import record_money
from zhuchao.projects.flows.set_plan import set_plan
from zhuchao.projects.flows.settle_plan import settle_plan
from zhuchao.projects.models import MoneyFact

#: How a text of a kind is called; the padded one is called what it truly is.
_PADDED = "战略合作框架协议"
_TITLES = {"formal": "项目投资合同", "intent": "项目投资意向书", "framework": _PADDED}


def _contract(scene: Scene, act: Act) -> None:
    kind, on = str(act.given["kind"]), _day(act)
    wan = cast("int | None", act.given["wan"])
    amount = None if wan is None else Decimal(wan)
    actor, code = scene.actor(act.who), scene.codes[act.key]
    file = scene.file("signed_text" if kind == "formal" else "minutes", on, who=act.who)
    if kind == "amendment":
        amend_contract(
            actor=actor,
            code=code,
            contract=scene.codes[f"{act.key}/formal"],
            signed_on=on,
            amount_wan=amount,
            title="补充协议",
            evidence=[file],
        )
        return
    padded = kind == "formal" and "padded-framework" in scene.life(act).flaws
    fact = record_contract(
        actor=actor,
        code=code,
        what=kind,
        number=str(act.given["number"]),
        amount_wan=amount,
        signed_on=on,
        event_code=scene.codes.get(str(act.given["event"]), ""),
        title=_PADDED if padded else _TITLES[kind],
        evidence=[file],
    )
    scene.codes.setdefault(f"{act.key}/{kind}", fact)


def _plan(scene: Scene, act: Act) -> None:
    actor, code = scene.actor(act.who), scene.codes[act.key]
    # What one contract promises is written down at once.
    with recording(actor):
        for promise in cast(Sequence[Promise], act.given["promises"]):
            scene.codes[f"{act.key}/{promise.name}"] = set_plan(
                actor=actor,
                code=code,
                what=promise.what,
                due_on=promise.due,
                title=promise.title,
                stage=promise.stage,
                side=promise.side,
                amount_wan=None if promise.wan is None else Decimal(promise.wan),
                said_on=_day(act),
            )


def _settle(scene: Scene, act: Act) -> None:
    settle_plan(
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        item=scene.codes[f"{act.key}/{act.given['name']}"],
        done_on=_day(act),
    )


def _money(scene: Scene, act: Act) -> None:
    voucher = cast(Voucher, act.given["voucher"])
    slip = (
        f"示例凭证 {voucher.number}\n{voucher.day} {voucher.payer} 付 {voucher.payee} {voucher.wan} 万元\n"
        "本文件为示例区演示所用，不是真实凭证。\n"
    )
    file = scene.keep(slip, f"示例凭证{voucher.number}.txt", who=act.who)
    scene.codes[f"{act.key}/{voucher.number}"] = record_money(
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        what=voucher.kind,
        payer=voucher.payer,
        payee=voucher.payee,
        amount_wan=Decimal(voucher.wan),
        paid_on=voucher.day,
        evidence=[file],
        voucher_no=voucher.number,
    )


def _verify_money(scene: Scene, act: Act) -> None:
    verify_fact(
        actor=scene.actor(act.who),
        kind=MoneyFact._meta.db_table,
        code=scene.codes[f"{act.key}/{act.given['number']}"],
        reason="与银行流水一致",
    )


def _delay(scene: Scene, act: Act) -> None:
    delay = cast(Delay, act.given["delay"])
    scene.codes[f"{act.key}/{act.given['name']}"] = note_delay(
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        cause=delay.cause,
        since=delay.since,
        blocking=delay.blocking,
    )


def _delay_over(scene: Scene, act: Act) -> None:
    end_delay(
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        fact=scene.codes[f"{act.key}/{act.given['name']}"],
        until=_day(act),
    )


def _exit(scene: Scene, act: Act) -> None:
    left = cast(Exit, act.given["exit"])
    leave_project(
        what="shelved" if left.what == "shelved" else "ended",
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        reason=left.reason,
        happened_on=left.on,
        decided_by="示例区招商工作专题会议",
    )


def _day(act: Act) -> date:
    return cast(date, act.given["on"])


DO: dict[str, Callable[[Scene, Act], None]] = {
    "contract": _contract,
    "plan": _plan,
    "settle": _settle,
    "money": _money,
    "verify-money": _verify_money,
    "delay": _delay,
    "delay-over": _delay_over,
    "exit": _exit,
}
