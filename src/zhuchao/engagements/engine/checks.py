"""What is wrong with what was entered about a lead: refusals, none when all is well."""

from collections.abc import Collection, Mapping
from datetime import date

from zhuchao.terms import uscc as credit_code
from zhuchao.terms.refusal import Refusal


def company(uscc: str, company_name: str) -> list[Refusal]:
    """The cleaned credit code and the name."""
    found = []
    if fault := credit_code.fault(uscc):
        found.append(Refusal("leads.uscc", fault, "请核对营业执照上的代码。", "uscc", "GB 32100-2015"))
    if not company_name.strip():
        found.append(
            Refusal("leads.company-name", "没有填写企业名称", "请填写营业执照上的全称。", "company_name")
        )
    return found


def coded(field: str, label: str, code: str, allowed: Collection[str]) -> list[Refusal]:
    """A code that must be one of a list of the rulebook."""
    if code in allowed:
        return []
    reason = f"{label}“{code}”不在规定的代码内" if code else f"没有选择{label}"
    return [Refusal(f"leads.{field}", reason, f"请从{'、'.join(allowed)}中选择。", field)]


#: What to do instead of choosing an outcome that something else brings about.
_INSTEAD = {
    "intent": "请在线索页面点“转为项目”，开立项目时线索随之办结。",
    "lapsed": "请由促进中心在线索页面点“释放”。",
}


def by_system(outcome: str, brought: Mapping[str, str]) -> list[Refusal]:
    """An outcome that a project or a rule brings about is not chosen by hand: it would tell of a project nobody opened."""
    if outcome not in brought:
        return []
    return [
        Refusal(
            "leads.closed-by-system",
            f"办结结果“{brought[outcome]}”由系统登记，不能手工选择",
            _INSTEAD.get(outcome, "请选择其他办结结果。"),
            "outcome",
        )
    ]


def reason_given(field: str, label: str, text: str) -> list[Refusal]:
    """A reason in words."""
    if text.strip():
        return []
    return [Refusal(f"leads.{field}", f"没有填写{label}", f"请写明{label}，供日后核对。", field)]


def opened(day: date, *, today: date) -> list[Refusal]:
    """A lead began by today."""
    if day <= today:
        return []
    return [Refusal("leads.opened-on", f"登记日 {day} 晚于今天", "请填写真实的登记日期。", "opened_on")]


def day(happened_on: date, *, opened_on: date, today: date) -> list[Refusal]:
    """An event of a lead lies between its opening and today."""
    if happened_on > today:
        text = f"发生日 {happened_on} 晚于今天"
    elif happened_on < opened_on:
        text = f"发生日 {happened_on} 早于线索登记日 {opened_on}"
    else:
        return []
    return [Refusal("leads.happened-on", text, "请填写真实发生的日期。", "happened_on")]
