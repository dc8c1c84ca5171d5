"""Forms of agency contracts."""

from typing import Any, ClassVar

from django import forms

from zhuchao.engagements import selectors
from zhuchao.frame.forms import TradeForm
from zhuchao.terms.actor import Actor

_BAD_DAY = {"invalid": "日期应写作 2026-11-24 这样的形式"}


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(), error_messages=_BAD_DAY)


def _file(label: str, text: str) -> forms.FileField:
    return forms.FileField(
        label=label, required=False, help_text=text, error_messages={"empty": "文件是空的，请重新选择"}
    )


class SignForm(TradeForm):
    """A signed contract."""

    units: ClassVar = {"fee_wan": "万元"}
    introducer = forms.ChoiceField(label="引荐人")
    number = forms.CharField(label="协议文号", max_length=80)
    channel = forms.ChoiceField(label="渠道", help_text="费用计入该渠道的成本")
    signed_on = _day("签订日")
    starts_on = _day("起始日")
    ends_on = _day("截止日")
    fee_terms = forms.CharField(
        label="付费条件",
        max_length=600,
        help_text="按什么成果付多少，写明依据协议第几条",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    fee_wan = forms.DecimalField(label="约定费用上限")
    file = _file("协议文本", "双方签订的协议扫描件，必须上传")

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("introducer", [("", "请选择"), *selectors.introducer_choices(actor)])
        self.offer("channel", [("", "请选择"), *selectors.agency_channels().items()])


class PayForm(TradeForm):
    """A payment."""

    units: ClassVar = {"amount_wan": "万元"}
    amount_wan = forms.DecimalField(label="付款金额")
    paid_on = _day("付款日")
    voucher_no = forms.CharField(label="凭证号", max_length=80, required=False)
    note = forms.CharField(label="说明", max_length=400, required=False, help_text="对应的成果")
    file = _file("付款凭证", "同一凭证只计一次，必须上传")


class EndForm(TradeForm):
    """An end."""

    ended_on = _day("终止日")
    reason = forms.CharField(label="终止原因", max_length=400, widget=forms.Textarea(attrs={"rows": 3}))
