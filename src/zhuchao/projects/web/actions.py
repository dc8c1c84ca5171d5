"""The buttons of a project's page, each with why it cannot be done now, the most likely first."""

from django.urls import reverse

from zhuchao.frame.marks import Action
from zhuchao.projects.engine import rights
from zhuchao.projects.selectors import ProjectView, StageNeeds
from zhuchao.projects.web.verbs import verbs
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal


def actions(actor: Actor, found: ProjectView, needs: StageNeeds | None) -> list[Action]:
    """What may be done with the project: moving it on, its parts, who has it."""
    over = None
    if found.state != "active":
        over = Refusal("projects.not-active", f"项目已{found.state_name}", "需要继续推进的，请先恢复推进。")
    works = over or _unless(
        rights.may_work(actor, found.office), f"只有牵头单位“{found.office_name}”可以办理"
    )
    helps = _unless(rights.may_help(actor, found.office, found.assisting), "只有牵头单位和协助单位可以归档")
    decides = over or _unless(
        rights.may_decide(actor, found.office), f"由“{found.office_name}”负责人或促进中心决定"
    )
    at_end = Refusal("projects.route-end", "已到阶段路线的终点", "后续情况请更新项目数据。")
    lacking = needs is not None and any(m.blocks for m in needs.missing)
    nothing = Refusal("projects.nothing-missing", "下一阶段不缺材料", "请直接推进阶段。")
    advance = works or (None if needs else at_end)
    label = f"推进到{needs.stage_name}" if needs else "推进阶段"
    return [
        _verb(label, "advance", found, advance, "arrow-right", primary=True),
        _verb("归档材料", "add-paper", found, helps, "paperclip"),
        _verb("修改数据", "fields", found, works, "edit"),
        *verbs(actor, found),
        _verb("缺材料放行", "override", found, decides or (None if lacking else nothing), "lock-open"),
        _verb("协助单位", "assisting", found, decides, "users"),
        _verb("转交", "assign", found, decides, "transfer"),
    ]


def _verb(
    label: str, name: str, found: ProjectView, refusal: Refusal | None, icon: str, *, primary: bool = False
) -> Action:
    url = reverse(f"projects:{name}", args=[found.code])
    return Action(label, url, refusal=refusal, icon=icon, primary=primary and refusal is None)


def _unless(allowed: bool, why: str) -> Refusal | None:
    return None if allowed else Refusal("projects.right", why, "请联系牵头单位，或请促进中心转交给本单位。")
