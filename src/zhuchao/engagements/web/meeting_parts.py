"""What belongs to a meeting: agenda, papers to download, the contacts that took part."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import FileResponse, HttpResponseBase
from django.urls import reverse

from zhuchao.companies import selectors as companies
from zhuchao.engagements import flows, selectors
from zhuchao.engagements.selectors import EngagementView
from zhuchao.engagements.web.meeting_forms import press
from zhuchao.frame.decorators import ActorRequest, staff_page
from zhuchao.frame.details import Panel
from zhuchao.frame.forms import TradeForm
from zhuchao.frame.tables import Cell, Table
from zhuchao.terms.actor import Actor


class AgendaForm(TradeForm):
    """The items of the agenda, one a line."""

    agenda = forms.CharField(
        label="议题", max_length=6200, widget=forms.Textarea(attrs={"rows": 6}), help_text="一行一个议题"
    )

    def given(self) -> dict[str, Any]:
        """The flow's words."""
        return {"agenda": self.cleaned_data["agenda"].splitlines()}


@staff_page
def agenda(request: ActorRequest, code: str) -> HttpResponseBase:
    """Say what the meeting is to talk about."""
    found = selectors.engagement(request.actor, code)
    form = AgendaForm(request.POST or None, initial={"agenda": "\n".join(found.agenda)})
    return press(request, code, form, flows.set_agenda, title="议题", done="议题已登记。", given=form.given)


class PaperForm(TradeForm):
    """A paper with its file."""

    title = forms.CharField(label="材料名称", max_length=200)
    file = forms.FileField(label="文件", error_messages={"empty": "文件是空的，请重新选择"})

    def given(self) -> dict[str, Any]:
        """The flow's words."""
        file = self.cleaned_data["file"]
        return {"title": self.cleaned_data["title"], "file": file, "file_name": file.name}


@staff_page
def attach(request: ActorRequest, code: str) -> HttpResponseBase:
    """Put a paper before the meeting."""
    form = PaperForm(request.POST or None, request.FILES or None)
    intro = "可查看本会议的人都可以下载；附错的，由他人在会议经过中作废。"
    return press(
        request,
        code,
        form,
        flows.attach_paper,
        title="附会议材料",
        done="材料已附上。",
        given=form.given,
        intro=intro,
    )


@staff_page
def paper(request: ActorRequest, code: str, paper: str) -> HttpResponseBase:
    """The file of a paper, for whoever may see the meeting; always a download."""
    stream, note = selectors.open_paper(request.actor, code, paper)
    answer = FileResponse(stream, as_attachment=True, filename=note.name, content_type=note.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class ContactsForm(TradeForm):
    """Who of the company took part."""

    wide: ClassVar[frozenset[str]] = frozenset({"contacts"})
    contacts = forms.MultipleChoiceField(
        label="参加的联系人", required=False, widget=forms.CheckboxSelectMultiple
    )


@staff_page
def contacts(request: ActorRequest, code: str) -> HttpResponseBase:
    """Say which contacts of the company took part."""
    actor = request.actor
    found = selectors.engagement(actor, code)
    known = companies.contacts(actor, found.uscc) if found.uscc else []
    there = selectors.contacts_there(actor, code)
    form = ContactsForm(request.POST or None, initial={"contacts": [each.code for each in there.rows]})
    form.offer("contacts", [(each.code, _called(each.name, each.title)) for each in known])
    intro = "只列出您可查看的该企业联系人；列表中没有的，请先在企业页面登记联系人。"
    return press(request, code, form, flows.name_contacts, title="参加的联系人", done="已登记。", intro=intro)


def _called(name: str, title: str) -> str:
    return f"{name}（{title}）" if title else name


def papers_panel(actor: Actor, code: str) -> Panel:
    """The papers of the meeting, each to be downloaded."""
    rows = [
        [
            Cell(each.title, reverse("engagements:paper", args=[code, each.code])),
            each.file_name,
            f"{each.brought_on} {each.actor_name}",
        ]
        for each in selectors.meeting_papers(actor, code)
    ]
    table = Table(("材料", "文件", "附上"), rows)
    context: Mapping[str, Any] = {"table": table, "empty": "还没有会议材料。"}
    return Panel("会议材料", "engagements/panel_table.html", dict(context), order=6)


def contacts_panel(actor: Actor, found: EngagementView) -> Panel:
    """The contacts that took part, masked; how many more there were that the reader does not see."""
    there = selectors.contacts_there(actor, found.code)
    rows: list[list[Any]] = [[each.name, each.title, each.office_name] for each in there.rows]
    if there.unseen:
        rows.append([f"另有 {there.unseen} 位", "", "由其他单位登记，或已删除"])
    table = Table(("联系人", "职务", "登记单位"), rows)
    context = {"table": table, "empty": "还没有登记参加的联系人。"}
    return Panel("参加的联系人", "engagements/panel_table.html", context, order=7)
