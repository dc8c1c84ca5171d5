"""What may stand in the district's company master, and how a refusal of it reads. No row is touched here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from zhuchao.terms import uscc as credit_code
from zhuchao.terms.refusal import Refusal

#: What a field is called in forms, refusals and the history.
FIELD_NAMES: dict[str, str] = {
    "name": "企业名称",
    "kind": "类型",
    "county_code": "所在区县",
    "industry_code": "行业代码",
    "reg_date": "成立日期",
    "capital_wan": "注册资本（万元）",
    "address": "地址",
    "scope": "经营范围",
    "note": "备注",
}
#: Longest text of a field, in characters; the columns hold no more.
LONGEST: dict[str, int] = {"name": 200, "address": 300, "note": 400, "scope": 20_000}
#: GB/T 4754 division, group, class: two to four digits.
_INDUSTRY = re.compile(r"[0-9]{2,4}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Event(StrEnum):
    """What a fact of a company says; stored in ``CompanyFact.what``."""

    ADOPTED = "adopted"
    ADDED = "added"
    CORRECTED = "corrected"
    RENAMED = "renamed"
    MERGED = "merged"
    PARTED = "parted"

    @property
    def words(self) -> str:
        """The event as the history names it."""
        return {
            "adopted": "纳入企业主档",
            "added": "登记",
            "corrected": "更正",
            "renamed": "更名",
            "merged": "合并",
            "parted": "撤销合并",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Limits of the rulebook: earliest day of registration, today, highest capital in 万元."""

    earliest: date
    today: date
    capital_wan: Decimal


def check_code(code: str) -> list[Refusal]:
    """Faults of a credit code, already cleaned (domain.md E1)."""
    if not (why := credit_code.fault(code)):
        return []
    return [Refusal("companies.uscc", why, "请对照营业执照核对18位代码。", "uscc", "GB 32100-2015")]


def check_fields(given: Mapping[str, object], kinds: Mapping[str, str], bounds: Bounds) -> list[Refusal]:
    """Every fault of the given fields at once; fields that are not given are not judged."""
    found = [r for name, most in LONGEST.items() for r in _text(name, given.get(name), most)]
    if "name" in given and not str(given["name"]).strip():
        found.append(_refusal("name", "没有填写企业名称", "请填写营业执照上的全称。"))
    if "kind" in given and given["kind"] not in kinds:
        found.append(
            _refusal("kind", f"没有“{given['kind']}”这一类型", f"请选择：{'、'.join(kinds.values())}。")
        )
    industry = str(given.get("industry_code") or "")
    if industry and not _INDUSTRY.fullmatch(industry):
        found.append(
            _refusal(
                "industry_code",
                f"行业代码“{industry}”不是2至4位数字",
                "请填国民经济行业代码，如 1751。",
                "GB/T 4754",
            )
        )
    return found + _day(given.get("reg_date"), bounds) + _capital(given.get("capital_wan"), bounds)


def _text(name: str, value: object, most: int) -> list[Refusal]:
    text = str(value or "")
    found = []
    if len(text) > most:
        found.append(
            _refusal(name, f"{FIELD_NAMES[name]}有{len(text)}个字，最多{most}个", "请删减后再保存。")
        )
    if _CONTROL.search(text):
        found.append(_refusal(name, f"{FIELD_NAMES[name]}含有看不见的控制字符", "请重新输入，不要整段粘贴。"))
    return found


def _day(value: object, bounds: Bounds) -> list[Refusal]:
    if not isinstance(value, date) or bounds.earliest <= value <= bounds.today:
        return []
    return [
        _refusal(
            "reg_date",
            f"成立日期 {value} 不在 {bounds.earliest} 至今天之间",
            "请对照营业执照核对。",
        )
    ]


def _capital(value: object, bounds: Bounds) -> list[Refusal]:
    if value is None or value == "":
        return []
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite():
        return [_refusal("capital_wan", f"注册资本“{value}”不是数字", "请填写以万元为单位的数字。")]
    if amount < 0 or amount > bounds.capital_wan:
        return [
            _refusal(
                "capital_wan",
                f"注册资本 {amount:f} 万元不在 0 至 {bounds.capital_wan:f} 万元之间",
                "请核对是否把“元”当成了“万元”。",
            )
        ]
    exponent = amount.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -4:
        return [_refusal("capital_wan", "注册资本的小数超过4位（1元）", "请按万元填写，最多4位小数。")]
    return []


def _refusal(field: str, reason: str, next_step: str, article: str = "本系统规则") -> Refusal:
    return Refusal(f"companies.{field.replace('_', '-')}", reason, next_step, field, article)
