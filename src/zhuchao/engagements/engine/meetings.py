"""What is wrong with what was entered about a meeting or an event, and who may do what with it."""

from collections.abc import Mapping, Sequence
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


def cancelled(title: str, state: str) -> list[Refusal]:
    """Nothing follows from a meeting that does not take place."""
    if state != "cancelled":
        return []
    return [
        Refusal(
            "engagements.cancelled",
            f"“{title}”已取消",
            "请另行登记走访活动后再办理。",
            "code",
        )
    ]


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


#: How a vote is counted. Whoever did not come is recorded as absent and casts none.
VOTES = {"for": "赞成", "against": "反对", "abstain": "弃权", "absent": "缺席"}
_CAST = ("for", "against", "abstain")


def voted(votes: Mapping[str, int], present: int) -> list[Refusal]:
    """Votes go by the names of ``VOTES``, are whole numbers, and those cast are no more than people of ours present."""
    if unknown := [name for name in votes if name not in VOTES]:
        told, then = (
            f"表决项“{'、'.join(unknown)}”不在规定之内",
            f"请只填写{'、'.join(VOTES.values())}的人数。",
        )
        return [Refusal("engagements.votes", told, then, "votes")]
    if any(n < 0 for n in votes.values()):
        return [Refusal("engagements.votes", "表决票数为负数", "请填写 0 或以上的人数。", "votes")]
    cast = sum(votes.get(name, 0) for name in _CAST)
    if cast <= present:
        return []
    return [
        Refusal(
            "engagements.votes",
            f"表决票数合计 {cast}，多于到会 {present} 人",
            "请核对票数与我方人数；没有到会的记为缺席，不计票。",
            "votes",
        )
    ]


def vote_words(votes: Mapping[str, int]) -> str:
    """The votes in words: 赞成 3，反对 1，弃权 0; empty where nothing was voted."""
    return "，".join(f"{word} {votes[name]}" for name, word in VOTES.items() if votes.get(name) is not None)


def listed(items: Sequence[str], *, most: int = 30, longest: int = 200) -> list[Refusal]:
    """An agenda has items, not too many and none too long."""
    kept = [item for item in items if item.strip()]
    if 0 < len(kept) <= most and all(len(item) <= longest for item in kept):
        return []
    told = f"没有填写议题，或议题超过 {most} 条，或一条超过 {longest} 字"
    return [Refusal("engagements.agenda", told, "请一行写一个议题。", "agenda")]
