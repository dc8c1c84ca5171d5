"""What may be done with a project beside moving it on: the buttons of its page."""

from django.urls import reverse

from zhuchao.frame.marks import Action
from zhuchao.projects import selectors
from zhuchao.projects.engine import rights
from zhuchao.projects.engine.exits import exit_faults
from zhuchao.projects.selectors import ProjectView
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal

_EXITS = {
    "shelved": ("搁置", "shelve", "archive"),
    "ended": ("终止", "end", "ban"),
    "resumed": ("恢复推进", "resume", "refresh"),
}


def verbs(actor: Actor, found: ProjectView) -> list[Action]:
    """The verbs of contracts, money, plans, delays and exits, each with why it cannot be done now."""
    works = _unless(rights.may_work(actor, found.office), "只有牵头单位和促进中心可以办理")
    assisting = selectors.assisting(selectors.row_for(actor, found.code))
    helps = _unless(rights.may_help(actor, found.office, assisting), "只有牵头单位和协助单位可以办理")
    decides = _unless(rights.may_decide(actor, found.office), "由牵头单位负责人或促进中心决定")
    pursued = None
    if found.state != "active":
        pursued = Refusal(
            "projects.not-active", f"项目已{found.state_name}", "需要继续推进的，请先由单位负责人恢复推进。"
        )
    buttons = [
        _verb("登记合同", "record-contract", found, works, "file-text"),
        _verb("登记到位资金", "record-money", found, works, "coin"),
        _verb("安排计划", "set-plan", found, works or pursued, "calendar-event"),
        _verb("登记受阻原因", "note-delay", found, helps, "alert-triangle"),
    ]
    for what, (label, name, icon) in _EXITS.items():
        if not exit_faults(what, found.state, found.state_name):
            buttons.append(_verb(label, name, found, decides, icon))
    return buttons


def _verb(label: str, name: str, found: ProjectView, refusal: Refusal | None, icon: str) -> Action:
    return Action(label, reverse(f"projects:{name}", args=[found.code]), refusal=refusal, icon=icon)


def _unless(allowed: bool, why: str) -> Refusal | None:
    return None if allowed else Refusal("projects.right", why, "请联系牵头单位，或请促进中心办理。")
