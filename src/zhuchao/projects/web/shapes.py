"""Fields of forms made from the rulebook's specifications."""

from collections.abc import Iterable
from typing import Any

from django import forms

from zhuchao.frame.forms import NO_CHOICE, TradeForm
from zhuchao.projects.engine.fields import FieldSpec


def field_for(spec: FieldSpec) -> forms.Field:
    """A form field for one specification; the flow reads and refuses, the form only asks."""
    shown: dict[str, Any] = {"label": spec.name, "required": False}
    if spec.type == "choice":
        return forms.ChoiceField(choices=[NO_CHOICE, *(spec.options or {}).items()], **shown)
    if spec.type == "date":
        return forms.DateField(
            widget=forms.DateInput(), error_messages={"invalid": "日期应写作 2026-11-24 这样的形式"}, **shown
        )
    widget = forms.TextInput(attrs={"inputmode": "decimal"}) if spec.type == "number" else forms.TextInput()
    help_text = {"filing": "形如 2101-330603-04-01-123456", "uscc": "18 位"}.get(spec.type, "")
    return forms.CharField(max_length=200, widget=widget, help_text=help_text, **shown)


def with_fields(base: type[TradeForm], specs: Iterable[FieldSpec], **more: forms.Field) -> type[TradeForm]:
    """The form with a ``field_<code>`` for each specification, its unit inside."""
    found = {f"field_{spec.code}": field_for(spec) for spec in specs}
    units = {f"field_{s.code}": s.unit for s in specs if s.unit}
    made: type[TradeForm] = type(base.__name__, (base,), {**found, **more, "units": {**base.units, **units}})
    return made


def given_fields(cleaned: dict[str, Any]) -> dict[str, object]:
    """What was typed into the ``field_<code>`` fields, by code; empty ones left out."""
    return {
        name.removeprefix("field_"): value
        for name, value in cleaned.items()
        if name.startswith("field_") and value not in (None, "")
    }
