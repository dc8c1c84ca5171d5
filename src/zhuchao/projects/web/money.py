"""Money on the project's page: the panel of the three views and the vouchers, and the form of a voucher."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponseBase

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import NO_CHOICE
from zhuchao.frame.standing import standing_tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine.sums import HOME
from zhuchao.projects.selectors import Whole, money
from zhuchao.projects.selectors.money import Arrival, MoneyView
from zhuchao.projects.web.contracts import SumForm
from zhuchao.projects.web.deeds import (
    FilesField,
    day_field,
    deed,
    file_cells,
    note_field,
    small,
)
from zhuchao.terms.actor import Actor
from zhuchao.terms.money import printed_wan

#: Vouchers shown at once; the rest opens on demand.
_SHOWN = 20


class MoneyForm(SumForm):
    """One voucher. On a phone: a photo, the kind, the sum."""

    evidence = FilesField(label="凭证（可拍照）", required=False, help_text="银行进账单、验资报告、发票等")
    what = forms.ChoiceField(label="资金种类")
    paid_on = day_field("到账日")
    payer = forms.CharField(label="付款方", max_length=200)
    payee = forms.CharField(label="收款方", max_length=200)
    voucher_no = forms.CharField(label="凭证号", max_length=80, required=False)
    second_source = forms.CharField(
        label="第二来源", max_length=200, required=False, help_text="另有何处可以印证，如银行回单、审计报告"
    )
    note = note_field()
    field_order = (
        "evidence",
        "what",
        "amount_wan",
        "paid_on",
        "payer",
        "payee",
        "voucher_no",
        "currency",
        "amount_original",
        "rate",
        "second_source",
        "note",
    )

    def __init__(self, form: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount_wan"].label = "到位金额"
        self.fields["rate"].label = "到账日汇率"
        for name in ("amount_original", "rate"):
            self.fields[name].help_text = str(self.fields[name].help_text).replace("合同", "资金")
        counting = set(money.accepted_kinds(form))
        listed = money.kinds_for(form).items()
        apart = [(code, name) for code, name in listed if code not in counting]
        counted = [(code, name) for code, name in listed if code in counting]
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [NO_CHOICE, ("计入招商口径", counted), ("另行编码，不计入招商口径", apart)]


@staff_page
def record_money(request: ActorRequest, code: str) -> HttpResponseBase:
    """Record a voucher; ``?replaces=`` corrects one."""
    actor = request.actor
    project = selectors.row_for(actor, code)
    replaces = request.GET.get("replaces", "")
    initial = _initial(actor, code, replaces) if replaces else {"payee": project.company_name}
    form = MoneyForm(project.form, request.POST or None, request.FILES or None, initial=initial)
    return deed(
        request,
        code,
        form,
        flows.record_money,
        title="更正到位资金" if replaces else "登记到位资金",
        done="已登记，由他人核实后计为已核实。",
        intro="一张凭证登记一次。贷款、土地价款、财政资金照实登记，另行编码。",
        replaces=replaces,
    )


def _initial(actor: Actor, code: str, replaces: str) -> dict[str, Any]:
    found = next((v for v in money.vouchers_of(actor, code) if v.code == replaces), None)
    if found is None:
        return {}
    same = ("payer", "payee", "paid_on", "voucher_no", "currency", "amount_original", "second_source", "note")
    return {name: getattr(found, name) for name in same} | {
        "what": found.kind,
        "amount_wan": found.amount_wan if found.currency == HOME else None,
        "rate": found.rate or None,
        "kept": ",".join(found.evidence),
    }


def panel(its: Whole) -> Panel:
    """The three views side by side and the vouchers they come from."""
    code, may = its.code, selectors.may_work(its.actor, its.project)
    found, views = money.vouchers_told(its), money.money_views_of(its)
    names = selectors.choices("money-views")
    rows = [_row(code, each, names, may) for each in found]
    headings = (
        "到账日",
        "种类",
        "金额（万元）",
        "付款方",
        "收款方",
        "凭证号",
        "计入口径",
        "核实",
        "凭证",
        "",
    )
    context = {
        "views": _views(views),
        "meant": [(v.name, v.text) for v in views],
        "vouchers": Table(headings, rows[:_SHOWN], cards=True),
        "more": Table(headings, rows[_SHOWN:], cards=True),
        "many": len(found),
        "actions": [small("登记到位资金", "record-money", code, icon="coin")] if may else [],
    }
    return Panel(
        "到位资金",
        "projects/panel_money.html",
        context,
        order=35,
        wide=True,
        id="money",
        summary=_summary(views, len(found)),
    )


def _summary(views: Sequence[MoneyView], many: int) -> str:
    if not many:
        return "还没有到位资金"
    first = views[0]
    came, sure = printed_wan(first.arrived_wan), printed_wan(first.verified_wan)
    return f"{first.name} {came}，其中已核实 {sure}；凭证 {many} 张"


def _views(views: Sequence[MoneyView]) -> Table:
    headings = (
        "口径",
        "到位（万元）",
        "已核实（万元）",
        "仅申报（万元）",
        "占合同金额",
        "凭证（张）",
    )
    return Table(
        headings,
        [
            [
                v.name,
                v.arrived_wan,
                v.verified_wan,
                v.claimed_wan,
                f"{v.arrived_wan / v.contract_wan:.1%}" if v.contract_wan else "未签合同",
                v.vouchers,
            ]
            for v in views
        ],
    )


def _row(code: str, each: Arrival, views: dict[str, str], may: bool) -> list[Any]:
    counted = "、".join(views[v].removesuffix("口径") for v in each.views) or "不计入"
    amount: Any = each.amount_wan
    if each.currency != HOME and each.amount_original is not None:
        name = selectors.choices("currencies").get(each.currency, each.currency)
        amount = f"{each.amount_wan:,.2f}（{each.amount_original:,.2f} 万{name}，汇率 {each.rate}）"
    correct = small("更正", "record-money", code)
    return [
        str(each.paid_on),
        each.kind_name,
        amount,
        each.payer,
        each.payee,
        each.voucher_no or "—",
        counted,
        standing_tag(each.standing),
        file_cells("projects_moneyfact", each.code, each.evidence),
        Cell("更正", f"{correct.url}?replaces={each.code}") if may else "",
    ]
