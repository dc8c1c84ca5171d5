"""Why a button cannot be pressed now, said beside it."""

from zhuchao.companies.engine import rights
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


def no_keeper(actor: Actor) -> Refusal | None:
    """Leaders and assessors read the master and do not change it."""
    try:
        rights.need_keeper(actor)
    except Refused as refused:
        return refused.refusals[0]
    return None


def not_in_master() -> Refusal:
    """What needs a row of the master before it can be done."""
    return Refusal("companies.adopt-first", "还没有纳入企业主档", "请先点“纳入企业主档”或手工登记。")
