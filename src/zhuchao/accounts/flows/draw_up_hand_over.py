"""List the duties to be handed over."""

from collections.abc import Sequence

from django.utils import timezone

from zhuchao.accounts.engine import entries
from zhuchao.accounts.engine.duties import Duty
from zhuchao.accounts.models import HandOver, Post
from zhuchao.accounts.selectors import every_open_duty, leads
from zhuchao.accounts.store import found, hand_overs, tell_post
from zhuchao.ledger.store import recording
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused, forbidden


def draw_up_hand_over(
    *,
    actor: Actor,
    from_post: str,
    to_post: str,
    duties: Sequence[str] | None = None,
    document: str = "",
) -> str:
    """Draw up the list of duties that go from one post to another; gives the code of the hand-over.

    ``duties`` are keys ``noun:code`` (every open duty of the post when not said). A head's post also
    answers for duties that no post of the office sees to. ``to_post`` may be the same post when another
    person takes it over: the duties stay with the post and both sign. May be drawn up by a holder of
    either post or a head of either office.
    Raises Refused when the actor is none of these, a post is no more, nothing is open, a key is not an
    open duty of the post, or a duty stands on another list that waits for signatures.
    """
    with recording(actor) as book:
        today = timezone.localdate()
        giving = found.living_post(from_post, today, field="from_post")
        taking = found.living_post(to_post, today, field="to_post")
        if not _may(actor, giving, taking):
            raise forbidden("accounts.hand-over-sides", "交接单由移交、接收双方或其单位负责人编制")
        document = entries.text(document, field="document", label="依据", most=200, needed=False)
        listed = _chosen(giving, duties)
        _check_not_listed(listed)
        made = hand_overs.draw_up(
            book,
            kind=HandOver.Kind.PERSON,
            giver=(giving.office, giving),
            taker=(taking.office, taking),
            duties=listed,
            document=document,
        )
        title = f"职责交接待签字：{giving.office.name}{giving.name} → {taking.office.name}{taking.name}"
        for post in sorted({from_post, to_post}):
            tell_post(post, kind="hand-over", title=title)
        changes: dict[str, list[object]] = {
            "from_post": [None, from_post],
            "to_post": [None, to_post],
            "duties": [None, [d.key for d in listed]],
        }
        book.audit("编制交接单", f"hand-over:{made.code}", title, changes=changes, office=giving.office.code)
    return made.code


def _check_not_listed(duties: Sequence[Duty]) -> None:
    if waiting := hand_overs.listed_elsewhere(duties):
        raise Refused(
            Refusal(
                "accounts.listed-already",
                f"{len(waiting)} 项职责已列入待签字的交接单：{'、'.join(sorted(waiting)[:5])}",
                "请先完成或撤回该交接单。",
                "duties",
            )
        )


def _may(actor: Actor, giving: Post, taking: Post) -> bool:
    if not actor.is_staff:
        return False
    holds = actor.post_code in (giving.code, taking.code)
    return holds or leads(actor, giving.office.code) or leads(actor, taking.office.code)


def _chosen(giving: Post, keys: Sequence[str] | None) -> list[Duty]:
    mine = {giving.code, ""} if giving.is_head else {giving.code}
    owed = {d.key: d for d in every_open_duty([giving.office.code]) if d.post_code in mine}
    if strange := sorted(set(keys or ()) - owed.keys()):
        raise Refused(
            Refusal(
                "accounts.not-owed",
                f"不是该岗位未了结的职责：{'、'.join(strange[:5])}",
                "请刷新页面后按最新清单选择。",
                "duties",
            )
        )
    chosen = list(owed.values()) if keys is None else [owed[k] for k in dict.fromkeys(keys)]
    if not chosen:
        raise Refused(
            Refusal("accounts.nothing-owed", "该岗位没有需要交接的职责", "不必办理交接。", "duties")
        )
    return chosen
