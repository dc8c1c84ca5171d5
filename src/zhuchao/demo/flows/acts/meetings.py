"""Meetings, events and research, joined to the projects that they were about."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from zhuchao.demo.engine.acts import Act
from zhuchao.demo.engine.investors import investor_code
from zhuchao.demo.engine.meetings import Meeting
from zhuchao.demo.flows.acts.scene import Scene
from zhuchao.engagements.flows import (
    add_dissent,
    close_follow_up,
    hold_engagement,
    hold_event,
    plan_event,
    record_decision,
    set_follow_up,
)
from zhuchao.ledger.store import recording
from zhuchao.projects.flows.link_engagement import link_engagement

_AT_THE_TABLE = "hecha"


def _meeting(scene: Scene, act: Act) -> None:
    held = cast(Meeting, act.given["meeting"])
    life, actor = scene.life(act), scene.actor(act.who)
    # The meeting and what it was about are written down in one act.
    with recording(actor):
        code = hold_engagement(
            actor=actor,
            held_on=held.on,
            summary=held.said,
            kind=held.kind,
            title=held.title,
            uscc=investor_code(life.investor),
            company_name=life.investor.name,
            lead_code=scene.codes.get(f"{act.key}/lead", ""),
            office=life.office,
            place=held.place,
            ours=held.ours,
            theirs=held.theirs,
            problems=held.problems,
            interest="none",
            agenda=("尽职调查汇报", "投资协议要点") if held.kind == "appraisal" else (),
        )
        link_engagement(actor=actor, code=scene.codes[act.key], engagement=code)
    if held.kind == "appraisal":
        _decided(scene, act, held, code)


def _decided(scene: Scene, act: Act, held: Meeting, code: str) -> None:
    actor = scene.actor(act.who)
    for_, against, abstain = held.votes
    votes = {"for": for_, "against": against, "abstain": abstain}
    record_decision(actor=actor, code=code, decision="原则同意签约，按程序报批。", votes=votes)
    if held.dissent:
        add_dissent(actor=scene.actor(_AT_THE_TABLE), code=code, text=held.dissent)
    if held.follow_up:
        owed = set_follow_up(actor=actor, code=code, text=held.follow_up, office=scene.life(act).office)
        close_follow_up(actor=actor, code=owed, result="已补充，存入项目档案。")


def _event(scene: Scene, act: Act) -> None:
    told = cast(Mapping[str, Any], act.given["planned"])
    scene.codes[act.key] = plan_event(
        actor=scene.actor(act.who),
        kind=told["kind"],
        title=told["title"],
        planned_on=told["on"],
        place="示例区会展中心",
    )


def _event_held(scene: Scene, act: Act) -> None:
    hold_event(
        actor=scene.actor(act.who),
        code=scene.codes[act.key],
        held_on=cast(date, act.given["on"]),
        guests=cast(int, act.given["guests"]),
        cost_wan=Decimal(cast(int, act.given["wan"])),
    )


def _tour(scene: Scene, act: Act) -> None:
    actor, on = scene.actor(act.who), cast(date, act.given["on"])
    units = cast(Sequence[str], act.given["units"])
    hold_engagement(
        actor=actor,
        held_on=on,
        kind="research",
        title="招商引资与项目落地专题调研",
        summary="走访企业，召开座谈会，听取促进中心工作介绍，梳理签约未开工项目的堵点。",
        place="示例区",
        ours=11,
        units=units,
    )
    for key in cast(Sequence[str], act.given["projects"]):
        life = scene.lives[key]
        with recording(actor):
            code = hold_engagement(
                actor=actor,
                held_on=on,
                kind="inspection",
                title=f"调研踏看{life.name}",
                summary="查看施工进度，了解用工、用电和资金需求。",
                uscc=investor_code(life.investor),
                company_name=life.investor.name,
                place="项目现场",
                ours=11,
                theirs=3,
                units=units,
                interest="none",
            )
            link_engagement(actor=actor, code=scene.codes[key], engagement=code)


DO: dict[str, Callable[[Scene, Act], None]] = {
    "meeting": _meeting,
    "event": _event,
    "event-held": _event_held,
    "tour": _tour,
}
