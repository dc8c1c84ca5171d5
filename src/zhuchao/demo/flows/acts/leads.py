"""Leads that became projects: opened, answered, judged and reported by the office that followed them."""

from collections.abc import Callable

from zhuchao.demo.engine.acts import Act
from zhuchao.demo.engine.investors import investor_code
from zhuchao.demo.flows.acts.scene import Scene
from zhuchao.engagements.flows.answer_lead import answer_lead
from zhuchao.engagements.flows.declare_interest import declare_interest
from zhuchao.engagements.flows.feed_back_lead import feed_back_lead
from zhuchao.engagements.flows.judge_lead import judge_lead
from zhuchao.engagements.flows.open_lead import open_lead
from zhuchao.engagements.flows.report_lead import report_lead


def _lead(scene: Scene, act: Act) -> None:
    life = scene.life(act)
    scene.codes[f"{act.key}/lead"] = open_lead(
        actor=scene.actor(act.who),
        uscc=investor_code(life.investor),
        company_name=life.investor.name,
        source=str(act.given["source"]),
        source_place=life.investor.place,
        office=life.office,
        note=f"有意投资{life.trade.product}（示例）。",
    )


def _answer(scene: Scene, act: Act) -> None:
    answer_lead(actor=scene.actor(act.who), code=_code(scene, act), note="已电话联系企业负责人，约定面谈。")


def _interest(scene: Scene, act: Act) -> None:
    has = bool(act.given["has"])
    text = "亲属在该企业任职，已申请由同事对接（示例）。" if has else ""
    declare_interest(actor=scene.actor(act.who), code=_code(scene, act), has=has, text=text)


def _judge(scene: Scene, act: Act) -> None:
    judge_lead(
        actor=scene.actor(act.who),
        code=_code(scene, act),
        verdict=str(act.given["verdict"]),
        reason="产品与本区产业链缺口对应，继续跟进。",
    )


def _feed_back(scene: Scene, act: Act) -> None:
    feed_back_lead(
        actor=scene.actor(act.who),
        code=_code(scene, act),
        to="company",
        note="已告知企业研判意见和下一步安排。",
    )


def _report(scene: Scene, act: Act) -> None:
    report_lead(actor=scene.actor(act.who), code=_code(scene, act), note=str(act.given["note"]))


def _code(scene: Scene, act: Act) -> str:
    return scene.codes[f"{act.key}/lead"]


DO: dict[str, Callable[[Scene, Act], None]] = {
    "lead": _lead,
    "lead-answer": _answer,
    "lead-interest": _interest,
    "lead-judge": _judge,
    "lead-feedback": _feed_back,
    "lead-report": _report,
}
