"""Who may judge a fact."""

from collections.abc import Collection

from zhuchao.ledger.engine.standing import may_follow
from zhuchao.terms.actor import Actor, Role
from zhuchao.terms.refusal import Refusal, Refused, forbidden
from zhuchao.terms.standing import JUDGEMENTS


def need_sight(actor: Actor, office_code: str) -> None:
    """Refused unless the actor works with records and sees those of the office."""
    if not (actor.is_staff and actor.sees_office(office_code)):
        raise forbidden("ledger.not-seen", "您无权查看该事实")


def need_second_person(actor: Actor, recorder: str) -> None:
    """Refused when the recorder verifies their own entry (design.md §2.1)."""
    if actor.person_code == recorder:
        raise Refused(
            Refusal("ledger.own-entry", "录入人不能核实自己录入的事实", "请由本单位其他人员或促进中心核实。"),
            forbidden=True,
        )


def need_charge(actor: Actor, recorder: str) -> None:
    """Refused unless the actor recorded the fact, heads an office, or is of the centre."""
    if not _in_charge(actor, recorder):
        raise forbidden("ledger.void-right", "作废由录入人、单位负责人或促进中心办理")


def _in_charge(actor: Actor, recorder: str) -> bool:
    return actor.person_code == recorder or actor.has(Role.OFFICE_HEAD, Role.CENTRE)


def open_judgements(
    actor: Actor, *, office_code: str, recorder: str, now: str, among: Collection[str] = tuple(JUDGEMENTS)
) -> tuple[str, ...]:
    """Which of the judgements ``among`` the actor may give to a fact whose state is ``now``; empty when none."""
    if not (actor.is_staff and actor.sees_office(office_code)):
        return ()
    mine = {
        "verified": actor.person_code != recorder,
        "disputed": True,
        "voided": _in_charge(actor, recorder),
    }
    return tuple(each for each in among if mine[each] and may_follow(now, each))
