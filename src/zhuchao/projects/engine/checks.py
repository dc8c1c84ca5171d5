"""What is wrong with what was entered about a project: refusals, none when all is well."""

from collections.abc import Mapping
from datetime import date

from zhuchao.projects.engine.fields import FieldSpec, read
from zhuchao.terms import uscc as credit_code
from zhuchao.terms.refusal import Refusal

_KIND_NAMES = {"class": "项目类别", "nature": "项目性质", "form": "合作方式"}
_KIND_FIELDS = {"class": "klass", "nature": "nature", "form": "form"}


def cleaned(uscc: str) -> str:
    """The credit code as it is kept; empty stays empty."""
    return credit_code.clean(uscc)


def named(name: str, company_name: str, uscc: str) -> list[Refusal]:
    """Name, investor and, when given, the investor's credit code."""
    found = []
    if not name.strip():
        found.append(Refusal("projects.name", "没有填写项目名称", "请填写合同或备案用的名称。", "name"))
    if not company_name.strip():
        found.append(
            Refusal("projects.company", "没有填写投资方", "请填写投资企业或团队的全称。", "company_name")
        )
    code = cleaned(uscc)
    if code and (fault := credit_code.fault(code)):
        found.append(
            Refusal("projects.uscc", fault, "请核对营业执照，境外投资方可以留空。", "uscc", "GB 32100-2015")
        )
    return found


def kinds(given: Mapping[str, str], listed: Mapping[str, Mapping[str, str]]) -> list[Refusal]:
    """Class, nature and form are codes of the rulebook."""
    return [
        Refusal(
            f"projects.{kind}",
            f"{_KIND_NAMES[kind]}“{code}”不在规定的代码内" if code else f"没有选择{_KIND_NAMES[kind]}",
            f"请从{'、'.join(listed[kind].values())}中选择。",
            _KIND_FIELDS[kind],
        )
        for kind, code in given.items()
        if code not in listed[kind]
    ]


def coded(field: str, label: str, code: str, allowed: Mapping[str, str]) -> list[Refusal]:
    """A code that must be one of a list of the rulebook."""
    if code in allowed:
        return []
    reason = f"{label}“{code}”不在规定的代码内" if code else f"没有选择{label}"
    return [Refusal(f"projects.{field}", reason, f"请从{'、'.join(allowed.values())}中选择。", field)]


def day(field: str, happened_on: date, *, today: date) -> list[Refusal]:
    """What happened cannot lie ahead."""
    if happened_on <= today:
        return []
    return [Refusal(f"projects.{field}", f"日期 {happened_on} 晚于今天", "请填写真实发生的日期。", field)]


def reason_given(field: str, label: str, text: str) -> list[Refusal]:
    """A reason in words of at most 400 characters."""
    if 0 < len(text.strip()) <= 400:
        return []
    return [
        Refusal(f"projects.{field}", f"没有填写{label}，或超过400字", f"请用400字以内写明{label}。", field)
    ]


def values(
    known: Mapping[str, FieldSpec], given: Mapping[str, object], *, klass: str, form: str
) -> tuple[dict[str, object], list[Refusal]]:
    """The fields as they are kept, empty ones left out, and what is wrong with them."""
    kept: dict[str, object] = {}
    wrong: list[Refusal] = []
    for code, raw in given.items():
        spec = known.get(code)
        if spec is None or not spec.applies(klass, form):
            name = spec.name if spec else code
            wrong.append(
                Refusal(
                    "projects.field",
                    f"该类项目没有“{name}”这一项",
                    "请去掉该项，或核对项目类别与合作方式。",
                    f"field_{code}",
                )
            )
            continue
        value, fault = read(spec, raw)
        if fault:
            wrong.append(fault)
        elif value is not None:
            kept[code] = value
    return kept, wrong
