"""How the credit of a lead is split: whole per cents that always add up to 100."""

from collections.abc import Mapping

from zhuchao.terms.refusal import Refusal

WHOLE = 100


def divided(
    now: Mapping[str, int],
    *,
    owner: str,
    other: str,
    given: int,
    bounds: tuple[int, int],
    added: bool = False,
) -> tuple[dict[str, int], list[Refusal]]:
    """The split when ``owner`` leaves ``other`` so much of its own part that it has ``given`` per cent, or, ``added``,
    ``given`` more than now. Third offices keep theirs. ``bounds`` are the least and the most an office may have.
    """
    least, most = bounds
    both = now.get(owner, 0) + now.get(other, 0)
    theirs = now.get(other, 0) + given if added else given
    ours = both - theirs
    if not (least <= theirs <= most and least <= ours <= most):
        told = f"份额不可行：双方合计 {both}%，须各在 {least}% 至 {most}% 之间"
        return {owner: ours, other: theirs}, [
            Refusal("leads.percent", told, "请改填份额，其他单位的份额不变。", "percent", "线索共享份额")
        ]
    return {**now, owner: ours, other: theirs}, []
