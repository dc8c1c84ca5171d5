"""What is wrong with what was entered about a lead: refusals, none when all is well."""

from collections.abc import Collection
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


def reason_given(field: str, label: str, text: str) -> list[Refusal]:
    """A reason in words."""
    if text.strip():
        return []
    return [Refusal(f"leads.{field}", f"没有填写{label}", f"请写明{label}，供日后核对。", field)]


def day(happened_on: date, *, opened_on: date, today: date) -> list[Refusal]:
    """An event of a lead lies between its opening and today."""
    if happened_on > today:
        text = f"发生日 {happened_on} 晚于今天"
    elif happened_on < opened_on:
        text = f"发生日 {happened_on} 早于线索登记日 {opened_on}"
    else:
        return []
    return [Refusal("leads.happened-on", text, "请填写真实发生的日期。", "happened_on")]
