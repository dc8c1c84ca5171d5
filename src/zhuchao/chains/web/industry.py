"""An officer corrects what a company is judged to be."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from zhuchao.chains import flows, selectors
from zhuchao.companies.engine import rights
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.marks import Crumb
from zhuchao.terms.refusal import Refused

_KINDS = (
    ("industry", "所属行业"),
    ("gbt", "国民经济行业小类"),
    ("on", "属于某个环节"),
    ("off", "不属于某个环节"),
)
#: The field that says to what, by what is corrected.
_ANSWERED_BY = {"industry": "industry", "gbt": "gbt", "on": "link", "off": "link"}


class CorrectionForm(TradeForm):
    """What is corrected, to what, and on what ground."""

    kind = forms.ChoiceField(label="更正什么", choices=_KINDS)
    industry = forms.ChoiceField(label="申万一级行业", required=False, help_text="更正所属行业时选择")
    gbt = forms.CharField(
        label="国民经济行业小类", required=False, max_length=60, help_text="更正小类时填写四位代码或全称"
    )
    link = forms.ChoiceField(label="环节", required=False, help_text="更正归链时选择")
    reason = forms.CharField(label="依据", max_length=200, help_text="如实地走访、年报、企业说明")

    def __init__(self, *args: Any, links: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("industry", [("", "不更正行业"), *((n, n) for n in selectors.industry_names())])
        self.offer("link", [("", "不更正环节"), *links])


@staff_page
def correct(request: ActorRequest, uscc: str) -> HttpResponseBase:
    """The form, and what it says kept by one flow."""
    rights.need_keeper(request.actor)
    company = selectors.judged_company(request.actor, uscc)
    links = [
        (f"{c.code}/{x.code}", f"{c.name}·{x.name}") for c in selectors.chains(request.actor) for x in c.links
    ]
    needed = _ANSWERED_BY.get(request.POST.get("kind", ""))
    form = CorrectionForm(request.POST or None, links=links, required_now=[needed] if needed else [])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        chain, _, link = given["link"].partition("/")
        try:
            flows.correct_placement(
                actor=request.actor,
                uscc=company.uscc,
                reason=given["reason"],
                industry=given["industry"] if given["kind"] == "industry" else "",
                gbt=given["gbt"] if given["kind"] == "gbt" else "",
                chain=chain,
                link=link,
                on=given["kind"] == "on",
            )
        except Refused as refused:
            refused_into(form, refused)
        else:
            messages.success(request, "已更正，本页即按更正显示；下次训练时学习。")
            return redirect("companies:detail", company.uscc)
    back = reverse("companies:detail", args=[company.uscc])
    return show(
        request,
        form,
        title="更正行业与归链",
        cancel_url=back,
        breadcrumbs=[
            Crumb("企业库", reverse("companies:search")),
            Crumb(company.name, back),
            Crumb("更正行业与归链"),
        ],
    )
