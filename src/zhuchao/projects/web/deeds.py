"""One form over one project: shown, posted to its flow, or shown again with what was refused. Files that came along are
kept before the flow is called and need not be chosen again."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone

from zhuchao.frame.decorators import ActorRequest
from zhuchao.frame.forms import TradeForm, posted
from zhuchao.frame.marks import Action, Crumb
from zhuchao.frame.tables import Cell
from zhuchao.ledger.flows import add_evidence
from zhuchao.projects import selectors
from zhuchao.terms.actor import Actor
from zhuchao.terms.refusal import Refusal, Refused


class _Files(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once: on a phone the camera or the gallery."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", _Files(attrs={"accept": "image/*,.pdf,.xlsx,.docx,.txt"}))
        kwargs.setdefault("error_messages", {"empty": "有文件是空的，请重新选择"})
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file as Django checks one."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(file, initial) for file in given]


class DeedForm(TradeForm):
    """A form that may bring files; ``kept`` are those that were kept when the form was refused before."""

    units: ClassVar = {"amount_wan": "万元", "amount_original": "万"}
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._hashes: list[str] = []

    def keep(self, actor: Actor) -> list[str]:
        """Keep what came along; gives the hashes of all files, also of those kept before.

        Raises Refused, beside the field of the files, when a file is not accepted.
        """
        if "evidence" not in self.fields:
            return []
        self._hashes = [h for h in self.cleaned_data.get("kept", "").split(",") if h]
        for file in self.cleaned_data.get("evidence") or ():
            self._hashes.append(_kept(actor, file))
        return list(dict.fromkeys(self._hashes))

    def remember(self) -> None:
        """Carry the kept files along when the form is shown again."""
        if self._hashes and "evidence" in self.fields:
            told = QueryDict(mutable=True)
            told.update(self.data)
            told["kept"] = ",".join(dict.fromkeys(self._hashes))
            self.data = told
            self["evidence"].help_text = f"已收到 {len(set(self._hashes))} 个文件，不必重新选择"

    def given(self) -> dict[str, Any]:
        """What was typed, without the files."""
        return {k: v for k, v in self.cleaned_data.items() if k not in ("kept", "evidence")}


def _kept(actor: Actor, file: Any) -> str:
    try:
        return add_evidence(actor=actor, stream=file, name=file.name or "文件")
    except Refused as refused:
        told = [Refusal(r.rule, r.reason, r.next_step, "evidence", r.article) for r in refused.refusals]
        raise Refused(*told, forbidden=refused.forbidden) from refused


def day_field(label: str, **kwargs: Any) -> forms.DateField:
    """A day; today unless another is said."""
    kwargs.setdefault("initial", timezone.localdate)
    return forms.DateField(
        label=label,
        widget=forms.DateInput(),
        error_messages={"invalid": "日期应写作 2026-11-24 这样的形式"},
        **kwargs,
    )


def note_field(label: str = "说明", *, required: bool = False, **kwargs: Any) -> forms.CharField:
    """A few sentences."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        **kwargs,
    )


def sum_field(label: str, **kwargs: Any) -> forms.DecimalField:
    """A sum with two decimals; the flow says what is wrong with it."""
    kwargs.setdefault("required", False)
    return forms.DecimalField(
        label=label, max_digits=16, decimal_places=6, error_messages={"invalid": "请填写数字"}, **kwargs
    )


def crumbs(code: str, name: str, *last: str) -> list[Crumb]:
    """The way from the list over the project to this form."""
    return [
        Crumb("项目", reverse("projects:list")),
        Crumb(name, reverse("projects:detail", args=[code])),
        *(Crumb(each) for each in last),
    ]


def deed(
    request: ActorRequest,
    code: str,
    form: TradeForm,
    act: Callable[..., object],
    *,
    title: str,
    done: str,
    intro: str = "",
    submit: str = "提交",
    **more: object,
) -> HttpResponse:
    """Show the form over the project, or post it to ``act(actor=, code=, **given, **more)`` and go back to the project's
    page."""
    project = selectors.row_for(request.actor, code)

    def press(cleaned: dict[str, Any]) -> None:
        brought = {}
        if isinstance(form, DeedForm):
            files = form.keep(request.actor)
            cleaned = form.given()
            brought = {"evidence": files} if files else {}
        act(actor=request.actor, code=code, **cleaned, **brought, **more)

    return posted(
        request,
        form,
        press,
        done=lambda _: done,
        back=lambda _: _back(request.actor, code),
        title=title,
        submit=submit,
        intro=intro or f"{project.name}（{project.code}）",
        cancel_url=reverse("projects:detail", args=[code]),
        breadcrumbs=crumbs(code, project.name, title),
    )


def _back(actor: Actor, code: str) -> str:
    """To the project, or to the list when it went to an office the actor does not see."""
    if selectors.projects_visible_to(actor).filter(code=code).exists():
        return reverse("projects:detail", args=[code])
    return reverse("projects:list")


def file_cells(kind: str, fact: str, files: Sequence[str]) -> Cell:
    """The way to a fact's first file and how many there are."""
    if not files:
        return Cell("无")
    label = "查看" if len(files) == 1 else f"查看（共 {len(files)} 个）"
    return Cell(label, f"{reverse('api:download', args=[files[0]])}?kind={kind}&fact={fact}")


def small(label: str, name: str, *args: str, why: Refusal | None = None, icon: str = "") -> Action:
    """A verb inside a panel."""
    return Action(label, reverse(f"projects:{name}", args=list(args)), refusal=why, icon=icon)
