"""Reading the values of a project's fields as they were typed or came in a file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from zhuchao.terms import uscc
from zhuchao.terms.refusal import Refusal

#: GB/T 40058-2021 and the form before it (domain.md E4); the check digit's rule was not seen and is not checked.
_FILING = re.compile(r"\d{4}-\d{6}-\d{2}-\d{2}-\d{6}|20\d{2}-\d{6}-\d{2}-\d{2}-\d{6}-\d{3}")
_LARGEST = Decimal(10) ** 11


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One entry of the rulebook's ``projects.fields``; ``classes`` and ``forms`` empty: all."""

    code: str
    name: str
    type: str
    unit: str = ""
    group: str = ""
    classes: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    options: Mapping[str, str] | None = None

    def applies(self, klass: str, form: str) -> bool:
        """True when a project of this class and form has the field."""
        return (not self.classes or klass in self.classes) and (not self.forms or form in self.forms)


def specs(value: Mapping[str, Mapping[str, object]]) -> dict[str, FieldSpec]:
    """The specifications of an entry's value by code."""
    return {code: _spec(code, raw) for code, raw in value.items()}


def _spec(code: str, raw: Mapping[str, object]) -> FieldSpec:
    options = raw.get("options")
    return FieldSpec(
        code,
        str(raw["name"]),
        str(raw["type"]),
        str(raw.get("unit", "")),
        str(raw.get("group", "")),
        _several(raw.get("classes")),
        _several(raw.get("forms")),
        dict(options) if isinstance(options, Mapping) else None,
    )


def _several(raw: object) -> tuple[str, ...]:
    return tuple(str(x) for x in raw) if isinstance(raw, list) else ()


def read(spec: FieldSpec, given: object) -> tuple[object, Refusal | None]:
    """The value as it is kept (numbers as plain text, days as ISO) and what is wrong with it."""
    text = str(given).strip() if given is not None else ""
    if not text:
        return None, None
    reader = _READERS.get(spec.type, _text)
    value, fault = reader(spec, text)
    if fault:
        return None, Refusal(
            f"projects.field.{spec.code}",
            f"“{spec.name}”的值“{text[:30]}”{fault}",
            "请更正后再提交。",
            f"field_{spec.code}",
            "项目的各项数据",
        )
    return value, None


def _number(spec: FieldSpec, text: str) -> tuple[object, str]:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None, "不是数字"
    if not number.is_finite() or number < 0:
        return None, "应不小于零"
    if number > _LARGEST:
        return None, "太大，请核对单位" + (f"（{spec.unit}）" if spec.unit else "")
    return f"{number.normalize():f}", ""


def _year(spec: FieldSpec, text: str) -> tuple[object, str]:
    if not re.fullmatch(r"(19|20|21)\d\d", text):
        return None, "不是四位年份"
    return text, ""


def _date(spec: FieldSpec, text: str) -> tuple[object, str]:
    try:
        return date.fromisoformat(text.replace("/", "-")).isoformat(), ""
    except ValueError:
        return None, "不是日期，例如 2026-01-31"


def _uscc(spec: FieldSpec, text: str) -> tuple[object, str]:
    cleaned = uscc.clean(text)
    fault = uscc.fault(cleaned)
    return cleaned, f"不对：{fault}" if fault else ""


def _filing(spec: FieldSpec, text: str) -> tuple[object, str]:
    return text, "" if _FILING.fullmatch(text) else "不是投资项目代码的样式（GB/T 40058-2021）"


def _choice(spec: FieldSpec, text: str) -> tuple[object, str]:
    options = spec.options or {}
    if text in options:
        return text, ""
    by_name = {name: code for code, name in options.items()}
    if text in by_name:
        return by_name[text], ""
    return None, f"不在可选范围内：{'、'.join(options.values())}"


def _text(spec: FieldSpec, text: str) -> tuple[object, str]:
    return (text, "") if len(text) <= 200 else (None, "超过200字")


_READERS = {
    "number": _number,
    "year": _year,
    "date": _date,
    "uscc": _uscc,
    "filing": _filing,
    "choice": _choice,
}
