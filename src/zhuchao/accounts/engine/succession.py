"""Plans of a merger or split: every duty, post and lower office goes to exactly one successor."""

from collections.abc import Collection, Mapping
from datetime import date

from zhuchao.terms.refusal import Refusal


def plan_faults(
    what: str, field: str, needed: Mapping[str, str], plan: Mapping[str, str], successors: Collection[str]
) -> list[Refusal]:
    """What a plan of a split lacks or has too much.

    ``needed`` maps each key that must be assigned to its printed name; ``plan`` maps keys to the code
    of a successor.
    """
    faults: list[Refusal] = []
    if missing := [name for key, name in needed.items() if key not in plan]:
        faults.append(
            Refusal(
                f"accounts.split-{field}-missing",
                f"{len(missing)} 项{what}没有指定承接机构：{'、'.join(missing[:10])}",
                f"请为每项{what}指定一个承接机构。",
                field,
            )
        )
    if unknown := sorted(key for key in plan if key not in needed):
        faults.append(
            Refusal(
                f"accounts.split-{field}-unknown",
                f"方案含不属于本机构的{what}：{'、'.join(unknown[:10])}",
                "请刷新页面后按最新清单重新分配。",
                field,
            )
        )
    if strange := sorted({to for key, to in plan.items() if key in needed and to not in successors}):
        faults.append(
            Refusal(
                f"accounts.split-{field}-elsewhere",
                f"方案把{what}分给了非承接机构：{'、'.join(strange)}",
                "请只从承接机构中选择。",
                field,
            )
        )
    return faults


def day_faults(on: date, today: date, founded: date) -> list[Refusal]:
    """An order takes effect on a day of the office's life that has come."""
    if on > today:
        return [Refusal("accounts.future-order", f"生效日 {on} 还未到", "请在生效日当天或之后办理。", "on")]
    if on <= founded:
        return [
            Refusal(
                "accounts.before-founding", f"生效日 {on} 不晚于机构设立日 {founded}", "请核对生效日。", "on"
            )
        ]
    return []
