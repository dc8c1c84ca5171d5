"""What is wrong with what was entered about a meeting or an event, and who may do what with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal


@dataclass(frozen=True, slots=True)
class About:
    """What a meeting is about, and with whom."""

    kind: str
    title: str
    uscc: str = ""
    company_name: str = ""
    lead_code: str = ""
    place: str = ""
    agenda: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What took place: people of ours and theirs, the units, what was heard, and whether there is an interest."""

    held_on: date
    summary: str
    ours: int
    theirs: int
    units: tuple[str, ...]
    problems: str
    interest: str
    interest_note: str


_WORKERS = (Role.OFFICER, Role.OFFICE_HEAD, Role.DEPARTMENT, Role.CENTRE)
INTERESTS = {"none": "没有利害关系", "declared": "有利害关系，已申报"}


def may_work(actor: Actor, office: str) -> bool:
    """Whoever works in the office or above it, and the centre."""
    return actor.has(Role.CENTRE) or (actor.has(*_WORKERS) and office in actor.office_codes)


def named(title: str) -> list[Refusal]:
    """What it is about."""
    if title.strip():
        return []
    return [Refusal("engagements.title", "没有填写事由", "请用一句话写明为了什么。", "title")]


def coded(field: str, label: str, code: str, allowed: Mapping[str, str]) -> list[Refusal]:
    """A code of the rulebook."""
    if code in allowed:
        return []
    reason = f"{label}“{code}”不在规定的代码内" if code else f"没有选择{label}"
    return [Refusal(f"engagements.{field}", reason, f"请从{'、'.join(allowed.values())}中选择。", field)]


def happened(field: str, day: date, *, today: date) -> list[Refusal]:
    """What was held cannot lie ahead."""
    if day <= today:
        return []
    return [Refusal(f"engagements.{field}", f"日期 {day} 晚于今天", "还没有举行的，请先登记计划。", field)]


def attended(ours: int, theirs: int) -> list[Refusal]:
    """Somebody of ours was there; numbers are small."""
    found = []
    if not 1 <= ours <= 500:
        found.append(Refusal("engagements.ours", f"我方人数 {ours} 不对", "请填写 1 至 500。", "ours"))
    if not 0 <= theirs <= 5000:
        found.append(Refusal("engagements.theirs", f"对方人数 {theirs} 不对", "请填写 0 至 5000。", "theirs"))
    return found


def interest(code: str, note: str, company: str) -> list[Refusal]:
    """With a company at the table it is said whether there is an interest; a declared one says which (亲清)."""
    if not company and not code:
        return []
    if code not in INTERESTS:
        return [
            Refusal(
                "engagements.interest",
                "没有申报与该企业有无利害关系",
                "请选择“没有利害关系”，或申报并说明。",
                "interest",
                "亲清政商关系，接触如实登记",
            )
        ]
    if code == "declared" and not note.strip():
        return [
            Refusal(
                "engagements.interest-note",
                "没有说明利害关系",
                "请写明是何关系，供上级掌握。",
                "interest_note",
            )
        ]
    return []


def reason_given(field: str, label: str, text: str, most: int = 400) -> list[Refusal]:
    """Something in words."""
    if 0 < len(text.strip()) <= most:
        return []
    return [
        Refusal(
            f"engagements.{field}",
            f"没有填写{label}，或超过{most}字",
            f"请用{most}字以内写明{label}。",
            field,
        )
    ]


def voted(votes: Mapping[str, int], present: int) -> list[Refusal]:
    """Votes are whole numbers and no more than people of ours present."""
    if all(n >= 0 for n in votes.values()) and sum(votes.values()) <= present:
        return []
    return [
        Refusal(
            "engagements.votes",
            f"表决票数合计 {sum(votes.values())}，多于到会 {present} 人",
            "请核对票数与我方人数。",
            "votes",
        )
    ]
