"""How offices share the result of a project, agreed in advance (S47)."""

from collections.abc import Mapping

from zhuchao.terms.refusal import Refusal


def share_faults(shares: Mapping[str, int], *, lead: str, now: Mapping[str, int]) -> list[Refusal]:
    """What is wrong with the shares of the assisting offices, in per cent."""
    found = []
    if lead in shares:
        found.append(
            Refusal("projects.share-lead", "牵头单位不能同时作协助单位", "请去掉牵头单位。", "shares")
        )
    if any(not 0 <= part <= 100 for part in shares.values()) or sum(shares.values()) > 100:
        found.append(
            Refusal(
                "projects.shares",
                f"协助单位分成合计 {sum(shares.values())}%，应在 0 至 100% 之间",
                "请调整分成，余下的归牵头单位。",
                "shares",
                "成果分成事先约定",
            )
        )
    if dict(shares) == dict(now):
        found.append(Refusal("projects.no-change", "协助单位没有变化", "请修改后再提交。", "shares"))
    return found
