"""The buttons of a project's page, each with why it cannot be done now: the daily ones first, the rare ones in a menu."""

from django.urls import reverse

from zhuchao.frame.marks import Action
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.exits import exit_faults
from zhuchao.projects.selectors import ProjectView, StageNeeds
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal

_EXITS = {
    "shelved": ("搁置", "shelve", "archive"),
    "ended": ("终止", "end", "ban"),
    "resumed": ("恢复推进", "resume", "refresh"),
}


def actions(actor: Actor, found: ProjectView, needs: StageNeeds | None) -> tuple[list[Action], list[Action]]:
    """What may be done with the project: moving it on and what comes in with it; who has it and whether it goes on."""
    over = None
    if found.state != "active":
        over = Refusal(
            "projects.not-active", f"项目已{found.state_name}", "需要继续推进的，请先由单位负责人恢复推进。"
        )
    works = _unless(
        rights.may_work(actor, found.office), f"只有牵头单位“{found.office_name}”和促进中心可以办理"
    )
    helps = _unless(rights.may_help(actor, found.office, found.assisting), "只有牵头单位和协助单位可以办理")
    decides = _unless(rights.may_decide(actor, found.office), f"由“{found.office_name}”负责人或促进中心决定")
    at_end = Refusal("projects.route-end", "已到阶段路线的终点", "后续情况请更新项目数据。")
    nothing = Refusal("projects.nothing-missing", "下一阶段不缺材料", "请直接推进阶段。")
    lacking = needs is not None and any(m.blocks for m in needs.missing)
    label = f"推进到{needs.stage_name}" if needs else "推进阶段"
    advance = over or works or (None if needs else at_end)
    first = [
        _verb(label, "advance", found, advance, "arrow-right", primary=True),
        _verb("归档材料", "add-paper", found, helps, "paperclip"),
        _verb("登记合同", "record-contract", found, works, "file-text"),
        _verb("登记到位资金", "record-money", found, works, "coin"),
        _verb("修改数据", "fields", found, over or works, "edit"),
    ]
    rare = [
        _verb("安排计划", "set-plan", found, works or over, "calendar-event"),
        _verb("登记受阻原因", "note-delay", found, helps, "alert-triangle"),
        _verb(
            "缺材料放行", "override", found, over or decides or (None if lacking else nothing), "lock-open"
        ),
        _verb("产业链环节", "place", found, works, "sitemap"),
        _verb("协助单位", "assisting", found, over or decides, "users"),
        _verb("转交", "assign", found, over or decides, "transfer"),
    ]
    for what, (said, name, icon) in _EXITS.items():
        if not exit_faults(what, found.state, found.state_name):
            rare.append(_verb(said, name, found, decides, icon))
    return first, rare


def _verb(
    label: str, name: str, found: ProjectView, refusal: Refusal | None, icon: str, *, primary: bool = False
) -> Action:
    url = reverse(f"projects:{name}", args=[found.code])
    return Action(label, url, refusal=refusal, icon=icon, primary=primary and refusal is None)


def _unless(allowed: bool, why: str) -> Refusal | None:
    return None if allowed else Refusal("projects.right", why, "请联系牵头单位，或请促进中心办理。")
