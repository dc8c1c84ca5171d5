"""The data of a project on its page: what it is, and its fields by group."""

from django.urls import reverse

from zhuchao.frame.details import Field, Panel, Section
from zhuchao.projects import selectors
from zhuchao.projects.engine.fields import FieldSpec
from zhuchao.projects.selectors import ProjectView, Whole

#: Groups whose empty fields show too: they are what the project is judged by.
_ASKED = ("plan", "yield")


def basics(its: Whole, found: ProjectView) -> Section:
    """Who, what, where it stands and who has it."""
    company = reverse("companies:detail", args=[found.uscc]) if found.uscc else ""
    rows = [
        Field("投资方", found.company_name, kind="link" if company else "text", url=company),
        Field("统一社会信用代码", found.uscc, kind="code"),
        Field("类别", found.klass_name),
        Field("性质", found.nature_name),
        Field("合作方式", found.form_name),
        Field("阶段", found.stage_name, note=f"{found.stage_on or found.opened_on} 起，{found.days} 天"),
        Field("合同金额", found.amount_wan, kind="money_wan"),
        Field("首次签约日", found.signed_on, kind="date"),
        Field("等级", found.grade),
        Field("牵头单位", found.office_name),
        Field("协助单位", "、".join(its.helpers)),
        Field("包联领导", found.leader_name),
        Field("项目简介", found.summary, kind="long"),
    ]
    if found.lead_code:
        lead = reverse("engagements:lead", args=[found.lead_code])
        rows.append(Field("来自线索", found.lead_code, kind="link", url=lead))
    return Section("项目", rows)


def panel(its: Whole) -> Panel:
    """The fields of the project by group; of a group that is not asked of every project only what is filled in."""
    project, fields = its.project, its.project.fields
    specs = selectors.field_specs()
    shown = {
        code: spec
        for code, spec in specs.items()
        if fields.get(code) is not None
        or (spec.group in _ASKED and spec.applies(project.klass, project.form))
    }
    groups = [
        Section(name, [_field(spec, fields.get(code)) for code, spec in shown.items() if spec.group == group])
        for group, name in selectors.choices("field-groups").items()
    ]
    filled = sum(fields.get(code) is not None for code in shown)
    left = f"，未填 {len(shown) - filled} 项" if filled < len(shown) else ""
    return Panel(
        "项目数据",
        "projects/panel_data.html",
        {"groups": [group for group in groups if group.fields]},
        order=10,
        wide=True,
        id="data",
        summary=f"已填 {filled} 项{left}",
    )


def _field(spec: FieldSpec, value: object) -> Field:
    if spec.type == "choice" and spec.options:
        return Field(spec.name, spec.options.get(str(value), value))
    if spec.type == "number" and value is not None:
        if spec.unit == "万元":
            return Field(spec.name, _number(value), kind="money_wan")
        return Field(spec.name, _number(value), kind="number", unit=spec.unit)
    return Field(spec.name, value, kind="code" if spec.type in ("uscc", "filing") else "text")


def _number(value: object) -> float | int:
    number = float(str(value))
    return int(number) if number.is_integer() else number
