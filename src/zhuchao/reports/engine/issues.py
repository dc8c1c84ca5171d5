"""The way of an issue from draft to frozen, who may take which step, and whether a figure is still what it was."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden


class Step(StrEnum):
    """Where an issue stands."""

    DRAFT = "draft"
    CHECKED = "checked"
    SIGNED = "signed"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


STEP_NAMES: dict[Step, str] = {
    Step.DRAFT: "草稿",
    Step.CHECKED: "已核对",
    Step.SIGNED: "已签发",
    Step.ISSUED: "已发布",
    Step.WITHDRAWN: "已撤回",
}
#: step → the verb that leads there and the steps it may start from.
_FROM: dict[Step, tuple[str, tuple[Step, ...]]] = {
    Step.CHECKED: ("核对", (Step.DRAFT,)),
    Step.SIGNED: ("签发", (Step.CHECKED,)),
    Step.ISSUED: ("发布", (Step.SIGNED,)),
    Step.WITHDRAWN: ("撤回", (Step.DRAFT, Step.CHECKED, Step.SIGNED, Step.ISSUED)),
}


def step_fault(now: Step, to: Step) -> Refusal | None:
    """Why an issue that stands at ``now`` cannot take the step; None when it can."""
    verb, froms = _FROM[to]
    if now in froms:
        return None
    needed = "、".join(f"“{STEP_NAMES[s]}”" for s in froms)
    return Refusal(
        "reports.step",
        f"这份报告现为“{STEP_NAMES[now]}”，不能{verb}；{verb}须在{needed}时办理",
        "请刷新页面，按 起草、核对、签发、发布 的顺序办理。",
    )


def need_step(now: Step, to: Step) -> None:
    """Raises Refused when the step may not be taken."""
    if fault := step_fault(now, to):
        raise Refused(fault)


def need_staff(actor: Actor) -> None:
    """Raises Refused (forbidden) for whoever does not work with business records."""
    if not actor.is_staff:
        raise forbidden("reports.staff-only", "报表只对招商工作人员开放")


def need_writer(actor: Actor) -> None:
    """Raises Refused (forbidden) unless the actor may draft and check: officers, heads, the centre; leaders and assessors
    read."""
    need_staff(actor)
    if not actor.has(Role.OFFICER, Role.OFFICE_HEAD, Role.CENTRE, Role.DEPARTMENT):
        raise forbidden("reports.writer-only", "起草和核对由业务单位和促进中心办理，您可以查看")


def need_signer(actor: Actor, drafter: str) -> None:
    """Raises Refused (forbidden) unless the actor is a head and not the one who drafted."""
    need_staff(actor)
    if not actor.has(Role.OFFICE_HEAD):
        raise forbidden("reports.head-only", "报告由单位负责人签发")
    if actor.person_code == drafter:
        raise forbidden("reports.not-drafter", "起草人不能签发自己起草的报告", "请由另一位负责人签发。")


def need_publisher(actor: Actor) -> None:
    """Raises Refused (forbidden) unless the actor heads the centre."""
    need_staff(actor)
    if not (actor.has(Role.CENTRE) and actor.has(Role.OFFICE_HEAD)):
        raise forbidden("reports.centre-head-only", "报告由区招商投资促进中心负责人发布")


def right_fault(need: Callable[..., None], *given: object) -> Refusal | None:
    """The refusal that ``need_…`` would raise for what it is given; None when it raises none."""
    try:
        need(*given)
    except Refused as refused:
        return refused.refusals[0]
    return None


def checksum(body: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of a frozen body."""
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of an issue: as frozen, recomputed as known then, and today; printed."""

    blank: str
    name: str
    frozen: str
    known_then: str
    today: str
    same: bool
    changed_today: bool


def compared(
    blank: str, name: str, frozen: Mapping[str, Any], then: Mapping[str, Any], now: Mapping[str, Any]
) -> Compared:
    """Frozen against recomputed by checksum, which covers value, rows and definition; today by value and rows."""
    keys = ("value", "rows", "cohort", "definition", "version")
    return Compared(
        blank=blank,
        name=name,
        frozen=printed(frozen),
        known_then=printed(then),
        today=printed(now),
        same=frozen["checksum"] == then["checksum"],
        changed_today=any(frozen[k] != now[k] for k in keys),
    )


def printed(figure: Mapping[str, Any]) -> str:
    """A frozen figure as a text: the number and its unit, or 无法核实."""
    value = figure["value"]
    return f"无法核实（{figure['why_blank']}）" if value is None else f"{value} {figure['unit']}".strip()
