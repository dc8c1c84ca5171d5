"""What the projects in hand will yield, year by year."""

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import render

from zhuchao.accounts.selectors import offices
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.forms import TradeForm
from zhuchao.frame.tables import Table
from zhuchao.projects.selectors.forecast import pipeline
from zhuchao.projects.web import board_charts as charts
from zhuchao.terms.actor import Actor


class OfficeForm(TradeForm):
    """An office, or all that are seen."""

    office = forms.ChoiceField(label="牵头单位", required=False)

    def __init__(self, actor: Actor, data: object = None) -> None:
        super().__init__(data)
        seen = [(o.code, o.name) for o in offices(actor) if actor.sees_office(o.code)]
        self.offer("office", [("", "全部可见单位"), *seen])


@staff_page
def forecast(request: ActorRequest) -> HttpResponseBase:
    """Eight years, as planned and weighted by stage, with the weights and the formula."""
    form = OfficeForm(request.actor, request.GET or None)
    office = form.cleaned_data["office"] if form.is_bound and form.is_valid() else ""
    found = pipeline(request.actor, office=office)
    shown = {
        "title": "产出预测",
        "form": form,
        "found": found,
        "charts": [
            (measure, title, charts.forecast_chart(found, measure))
            for measure, title in (("output", "逐年产值"), ("tax", "逐年税收"), ("jobs", "逐年就业"))
        ],
        "rows": charts.forecast_table(found),
        "weights": Table(("阶段", "权重"), [(name, weight) for name, weight in found.weights.items()]),
    }
    return render(request, "projects/forecast.html", shown)
