"""Loading the national input-output table that one piece of evidence rests on."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from zhuchao.chains.flows.upload_input_output import upload_input_output
from zhuchao.chains.selectors.input_output import loaded
from zhuchao.frame.decorators import ActorRequest, page
from zhuchao.frame.forms import TradeForm, posted
from zhuchao.frame.marks import Crumb
from zhuchao.terms.actor import Actor, Role

_KINDS = ".xlsx,.xlsm,.xls,.csv,.txt,.tsv,.gz"


class TableForm(TradeForm):
    """Both sheets and where they are from."""

    sectors = forms.FileField(
        label="部门表",
        widget=forms.ClearableFileInput(attrs={"accept": _KINDS}),
        help_text="列：部门代码、部门名称、总产出（万元）。代码前两位为国民经济行业大类，所在列须设为文本格式，免得丢了前面的零",
    )
    flows = forms.FileField(
        label="流量表",
        widget=forms.ClearableFileInput(attrs={"accept": _KINDS}),
        help_text="列：投入部门代码、使用部门代码、流量（万元）。国家统计局原表的英文列名也认",
    )
    source = forms.CharField(
        label="来源",
        max_length=120,
        required=False,
        help_text="如“国家统计局 2020 年全国投入产出表（153 部门）”",
    )


def _act(actor: Actor, given: dict[str, Any]) -> dict[str, Any]:
    sent = {part: (given[part].name, given[part].chunks()) for part in ("sectors", "flows")}
    return upload_input_output(actor=actor, source=given["source"], **sent)


@page(Role.CENTRE, Role.SYSTEM_ADMIN)
def load(request: ActorRequest) -> HttpResponse:
    """What is in force, and the form that replaces it."""
    now = loaded(request.actor)
    here = reverse("chains:input-output")
    said = "还没有载入。载入后，各环节页的旁证才有“投入产出需求”一项。"
    if now is not None:
        by = f"，{now.loaded_by}载入" if now.loaded_by else ""
        said = f"现用：{now.source}，{now.sectors} 个部门{by}（{now.loaded_at:%Y-%m-%d}）。再载入即替换，以前的版本留存。"
    return posted(
        request,
        TableForm(request.POST or None, request.FILES or None),
        lambda given: _act(request.actor, given),
        done=lambda card: f"已载入 {card['sectors']} 个部门的投入产出表。",
        back=lambda card: here,
        title="投入产出表",
        submit="载入",
        intro=said,
        breadcrumbs=[Crumb("产业链"), Crumb("投入产出表")],
    )
