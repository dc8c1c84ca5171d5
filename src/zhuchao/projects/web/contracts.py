"""Contracts on the project's page: the panel and the forms of contract, amendment and dissolution."""

from typing import Any

from django import forms
from django.http import HttpResponseBase

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import NO_CHOICE
from zhuchao.frame.marks import Tag
from zhuchao.frame.standing import standing_tag
from zhuchao.projects import flows, selectors
from zhuchao.projects.engine.contracts import FIRST
from zhuchao.projects.engine.sums import HOME
from zhuchao.projects.selectors import Whole, contracts, signings
from zhuchao.projects.selectors.contracts import Contract, ContractText
from zhuchao.projects.web.deeds import (
    DeedForm,
    FilesField,
    day_field,
    deed,
    file_cells,
    note_field,
    small,
    sum_field,
)
from zhuchao.terms.actor import Actor
from zhuchao.terms.money import printed_wan


class SumForm(DeedForm):
    """A sum, also in a foreign currency."""

    amount_wan = sum_field("合同金额")
    currency = forms.ChoiceField(label="币种", initial=HOME)
    amount_original = sum_field("原币金额", help_text="外币合同填写，单位为万；人民币合同留空")
    rate = sum_field("签订日汇率", help_text="外币合同填写：1 单位外币折合人民币多少元")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("currency", list(selectors.choices("currencies").items()))


class ContractForm(SumForm):
    """A text that begins a contract."""

    what = forms.ChoiceField(label="种类", help_text="意向书、框架协议不计为签约")
    number = forms.CharField(label="合同编号", max_length=80, required=False)
    title = forms.CharField(label="合同名称", max_length=200, required=False)
    signed_on = day_field("签订日")
    event_code = forms.ChoiceField(label="签约仪式", required=False)
    evidence = FilesField(label="合同文本", required=False)
    note = note_field()
    field_order = (
        "what",
        "number",
        "title",
        "signed_on",
        "amount_wan",
        "currency",
        "amount_original",
        "rate",
        "event_code",
        "evidence",
        "note",
    )

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = selectors.choices("contract-kinds")
        self.offer("what", [NO_CHOICE, *((code, kinds[code]) for code in FIRST)])
        self.offer("event_code", [("", "不在签约仪式上签订"), *signings.ceremonies(actor)])


class AmendForm(SumForm):
    """An amendment; nothing in the sum leaves it as it is."""

    number = forms.CharField(label="补充协议编号", max_length=80, required=False)
    title = forms.CharField(label="名称", max_length=200, required=False)
    signed_on = day_field("签订日")
    evidence = FilesField(label="协议文本", required=False)
    note = note_field("变更内容")
    field_order = ("number", "title", "signed_on", "amount_wan", "currency", "amount_original", "rate")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount_wan"].label = "变更后合同总额"
        self.fields["amount_wan"].help_text = "金额不变的留空"


class EndForm(DeedForm):
    """A dissolution."""

    ended_on = day_field("解除日")
    reason = note_field("解除原因", required=True)
    number = forms.CharField(label="解除协议编号", max_length=80, required=False)
    evidence = FilesField(label="解除协议", required=False)


@staff_page
def record_contract(request: ActorRequest, code: str) -> HttpResponseBase:
    """Record a contract, a framework or a letter of intent."""
    form = ContractForm(request.actor, request.POST or None, request.FILES or None)
    return deed(
        request,
        code,
        form,
        flows.record_contract,
        title="登记合同",
        done="合同已登记。",
        intro="变更已有合同请在该合同下登记补充协议；同一项目再签正式合同计为二期，首次签约日不变。",
    )


@staff_page
def amend_contract(request: ActorRequest, code: str, contract: str) -> HttpResponseBase:
    """Record an amendment."""
    form = AmendForm(request.POST or None, request.FILES or None)
    return deed(
        request,
        code,
        form,
        flows.amend_contract,
        title="登记补充协议",
        done="补充协议已登记，原合同文本保留。",
        intro="金额填写变更后的合同总额，不是增减额。",
        contract=contract,
    )


@staff_page
def end_contract(request: ActorRequest, code: str, contract: str) -> HttpResponseBase:
    """Record a dissolution."""
    form = EndForm(request.POST or None, request.FILES or None)
    return deed(
        request,
        code,
        form,
        flows.end_contract,
        title="登记解除协议",
        done="已登记合同解除；项目仍计入签约基数。",
        intro="只登记合同解除。项目不再推进的，另办项目终止。",
        contract=contract,
    )


def panel(its: Whole) -> Panel:
    """The contracts of the project with all their texts."""
    may, code = selectors.may_work(its.actor, its.project), its.code
    found = contracts.contracts_of(its)
    context = {
        "contracts": [_shown(code, each, may) for each in found],
        "actions": [small("登记合同", "record-contract", code, icon="file-text")] if may else [],
    }
    formal = sum(each.kind == "formal" for each in found)
    said = f"正式合同 {formal} 份，合同金额 {printed_wan(its.project.amount_wan)}" if formal else ""
    others = f"意向书、框架协议 {len(found) - formal} 份" if len(found) > formal else ""
    return Panel(
        "合同",
        "projects/panel_contracts.html",
        context,
        order=30,
        wide=True,
        id="contracts",
        summary="；".join(filter(None, (said, others))) or "还没有合同",
    )


def _shown(code: str, each: Contract, may: bool) -> dict[str, Any]:
    verbs = []
    if may and each.ended_on is None:
        verbs = [
            small("登记补充协议", "amend-contract", code, each.contract),
            small("登记解除", "end-contract", code, each.contract),
        ]
    tags = [Tag("首次正式签约", "green")] if each.first else []
    if each.ended_on:
        tags.append(Tag(f"已于 {each.ended_on} 解除", "red"))
    return {
        "contract": each,
        "tags": tags,
        "delta": printed_wan(each.delta_wan) if each.delta_wan else "",
        "texts": [_text(t) for t in each.texts],
        "actions": verbs,
    }


def _text(text: ContractText) -> dict[str, Any]:
    foreign = ""
    if text.currency != HOME and text.amount_original is not None:
        name = selectors.choices("currencies").get(text.currency, text.currency)
        foreign = f"{text.amount_original:,.2f} 万{name}，签订日汇率 {text.rate}"
    return {
        "text": text,
        "foreign": foreign,
        "file": file_cells("projects_contractfact", text.code, text.evidence),
        "standing": standing_tag(text.standing),
    }
