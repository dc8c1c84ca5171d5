"""The funnel with its reasons, and the cohort divided by class, nature, channel …"""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.tables import Table
from zhuchao.projects.selectors import board as boards
from zhuchao.projects.selectors.cohorts import BY_NAMES, Part
from zhuchao.projects.web import board_charts as charts
from zhuchao.projects.web.board import asked_of


@staff_page
def funnel(request: ActorRequest) -> HttpResponseBase:
    """How far projects came, and how the signed ones divide."""
    form, asked = asked_of(request)
    by = request.GET.get("by", "class")
    by = by if by in BY_NAMES else "class"
    found, parts = boards.funnel(request.actor, asked, by)
    kept = {"since": asked.since, "as_of": asked.as_of, "office": asked.office}
    base = urlencode({k: str(v) for k, v in kept.items() if v})
    tabs = [
        (name, f"{reverse('projects:funnel')}?{base}&by={key}", key == by) for key, name in BY_NAMES.items()
    ]
    shown = {
        "title": "项目漏斗",
        "form": form,
        "chart": charts.funnel_chart(found),
        "rows": charts.funnel_table(found),
        "says": f"期间内登记的 {found.taken} 个项目。签约以后只计材料齐全的阶段，各阶段分别计。",
        "by": BY_NAMES[by],
        "tabs": tabs,
        "parts": _parts(parts, BY_NAMES[by]),
    }
    return render(
        request, "projects/funnel.html", shown, status=422 if form.is_bound and form.errors else 200
    )


def _parts(parts: list[Part], name: str) -> Table:
    headings = (
        name,
        "签约（个）",
        "合同金额（亿元）",
        "落地（个）",
        "落地率（%）",
        "开工（个）",
        "终止（个）",
    )
    rows = [(p.name, p.signed, charts.yi(p.amount), p.landed, p.rate, p.started, p.ended) for p in parts]
    return Table(headings, rows)
