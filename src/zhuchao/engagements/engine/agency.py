"""What is wrong with what was entered about an introducer, an agency contract or a payment."""

import re
from datetime import date
from decimal import Decimal

from zhuchao.terms.refusal import Refusal

#: Longest text of a field, in characters; the columns hold no more.
LONGEST = {
    "unit": 120,
    "title": 60,
    "purpose": 200,
    "note": 400,
    "number": 80,
    "voucher_no": 80,
    "fee_terms": 600,
}
LABELS = {
    "unit": "所在单位",
    "title": "职务",
    "purpose": "登记目的",
    "note": "说明",
    "number": "协议文号",
    "voucher_no": "凭证号",
    "fee_terms": "付费条件",
}
_MOST_WAN = Decimal("999999999999.99")
#: Eleven digits in a row would be a telephone or part of an identity number: no personal data is kept here.
_PERSONAL = re.compile(r"\d{11}")


def who(*, uscc: str, unit: str, title: str, purpose: str) -> list[Refusal]:
    """An introducer is a body with a credit code, or a post of a unit; never both, never a name."""
    if uscc and (unit or title):
        told = "机构引荐人只填信用代码，个人引荐人只填单位和职务"
        return [
            Refusal("channels.one-kind", told, "请二者择一填写。", "uscc"),
            *filled(purpose=purpose),
        ]
    if uscc:
        return filled(purpose=purpose)
    return filled(unit=unit, title=title, purpose=purpose)


def filled(**texts: str) -> list[Refusal]:
    """Texts that must be there."""
    return [
        Refusal(f"channels.{field}", f"没有填写{LABELS[field]}", f"请填写{LABELS[field]}。", field)
        for field, text in texts.items()
        if not text.strip()
    ]


def fitting(**texts: str) -> list[Refusal]:
    """Texts that must fit their columns and hold no telephone or identity number."""
    found = []
    for field, text in texts.items():
        if len(text) > LONGEST[field]:
            told = f"{LABELS[field]}超过 {LONGEST[field]} 字"
            found.append(Refusal(f"channels.{field}", told, "请写得短一些。", field))
        if field in ("unit", "title", "purpose", "note") and _PERSONAL.search(text):
            told = f"{LABELS[field]}中有手机号或证件号"
            found.append(
                Refusal(f"channels.{field}", told, "请删去号码；联系方式登记在企业库的联系人中。", field)
            )
    return found


def amount(field: str, label: str, wan: Decimal, *, least: Decimal) -> list[Refusal]:
    """A sum of money in 万元, to the fen of 万元's hundredth, not under ``least``."""
    if not wan.is_finite() or wan < least or wan > _MOST_WAN:
        told = f"{label}应不小于 {least} 万元"
    elif wan != wan.quantize(Decimal("0.01")):
        told = f"{label}最多两位小数"
    else:
        return []
    return [Refusal(f"channels.{field}", told, "请以万元为单位填写。", field)]


def period(*, signed_on: date, starts_on: date, ends_on: date, today: date) -> list[Refusal]:
    """A contract was signed by today and ends on or after its start."""
    found = []
    if signed_on > today:
        found.append(
            Refusal(
                "channels.signed-on", f"签订日 {signed_on} 晚于今天", "请填写真实的签订日期。", "signed_on"
            )
        )
    if ends_on < starts_on:
        found.append(
            Refusal(
                "channels.period", f"截止日 {ends_on} 早于起始日 {starts_on}", "请核对协议期限。", "ends_on"
            )
        )
    return found


def happened(field: str, label: str, day: date, *, since: date, today: date) -> list[Refusal]:
    """Something of a contract lies between its signing and today."""
    if since <= day <= today:
        return []
    told = f"{label} {day} 晚于今天" if day > today else f"{label} {day} 早于签订日 {since}"
    return [Refusal(f"channels.{field}", told, "请填写真实发生的日期。", field)]
