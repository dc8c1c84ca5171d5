"""The form pattern: one column, required marks, the unit inside the field, an error summary with links."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zhuchao.frame.marks import Crumb
from zhuchao.terms.refusal import Refused

#: The first line of a choice that must be made.
NO_CHOICE = ("", "请选择")
_CHECKS = (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)


class TradeForm(forms.Form):
    """A form of the trade. ``units`` puts a unit inside a field; ``wide`` names fields that take the whole width.

    Rules stay in flows: a field checks only its type. ``choices_of`` and ``required_now`` are set by the view from
    what a selector or the rulebook says.
    """

    units: ClassVar[Mapping[str, str]] = {}
    wide: ClassVar[frozenset[str]] = frozenset()
    required_css_class = "required"
    error_css_class = "has-error"

    def __init__(self, *args: Any, required_now: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name in required_now:
            self.fields[name].required = True
        for name, field in self.fields.items():
            _dress(name, field, self.units.get(name, ""))

    def offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Give a choice field what may be chosen, as a selector answered it."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def remember(self) -> None:
        """What is to survive when the form is shown again with what was refused; nothing but the answers unless a form
        says so."""

    def unit_of(self, name: str) -> str:
        """The unit printed inside the field; empty when there is none."""
        return self.units.get(name, "")


def _dress(name: str, field: forms.Field, unit: str) -> None:
    widget = field.widget
    if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
        verb = "请勾选" if isinstance(widget, forms.CheckboxInput) else "请填写"
        field.error_messages["required"] = f"{verb}“{field.label or name}”"
    if isinstance(widget, _CHECKS):
        widget.attrs.setdefault("class", "form-check-input")
    elif isinstance(widget, forms.Select):
        widget.attrs.setdefault("class", "form-select")
    else:
        widget.attrs.setdefault("class", "form-control")
    if isinstance(widget, forms.DateInput):
        widget.input_type = "date"
        widget.format = "%Y-%m-%d"
    if isinstance(field, forms.IntegerField | forms.DecimalField | forms.FloatField):
        widget.attrs.setdefault("inputmode", "decimal")
        widget.attrs["class"] += " tabular"
    if unit:
        widget.attrs.setdefault("data-unit", unit)


def refused_into(form: forms.Form, refused: Refused) -> None:
    """Put every refusal of a flow beside the field it concerns, or on top when it concerns none."""
    for refusal in refused.refusals:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def show(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    action: str = "",
    submit: str = "提交",
    cancel_url: str = "",
    intro: str = "",
    breadcrumbs: Sequence[Crumb] = (),
    keep_draft: bool = True,
    template: str = "frame/form.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A form page; 422 when it comes back with errors. ``action`` is where it posts (this page when empty)."""
    shown = {
        "form": form,
        "title": title,
        "action": action or request.get_full_path(),
        "submit": submit,
        "cancel_url": cancel_url,
        "intro": intro,
        "breadcrumbs": breadcrumbs,
        "keep_draft": keep_draft and not form.is_multipart(),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, shown | dict(context or {}), status=status)


def posted(
    request: HttpRequest,
    form: TradeForm,
    act: Callable[[dict[str, Any]], Any],
    *,
    done: Callable[[Any], str],
    back: Callable[[Any], str],
    **shown: Any,
) -> HttpResponse:
    """The way of a form to its flow: shown as ``show`` does, posted to ``act`` with what was typed, shown again with what
    was refused. ``done`` (the sentence) and ``back`` (the address) are told what ``act`` gave."""
    if request.method == "POST" and form.is_valid():
        try:
            given = act(form.cleaned_data)
        except Refused as refused:
            if refused.forbidden:
                raise
            form.remember()
            refused_into(form, refused)
        else:
            messages.success(request, done(given))
            return redirect(back(given))
    return show(request, form, **shown)


def pressed(request: HttpRequest, act: Callable[[], object], said: str) -> None:
    """An act of a button without a form: the page that follows says ``said``, or why not; a missing right is told by
    the frame."""
    try:
        act()
    except Refused as refused:
        if refused.forbidden:
            raise
        for refusal in refused.refusals:
            messages.error(request, str(refusal))
    else:
        messages.success(request, said)
