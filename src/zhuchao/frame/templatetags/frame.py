"""Tags and filters every template has without loading them.

Components draw templates of their own, where everything from data is escaped as everywhere.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.forms import BoundField, Form
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from zhuchao.frame import assets
from zhuchao.frame.maps import Layer, Swatch
from zhuchao.frame.marks import Tag
from zhuchao.frame.parts import bar, rows_of
from zhuchao.frame.tables import Table, table_of
from zhuchao.terms.figure import Figure
from zhuchao.terms.money import printed_wan
from zhuchao.terms.reason import Reason, total

register = template.Library()

UNFILLED = "未填"


@register.simple_tag(takes_context=True)
def again(context: template.Context, name: str) -> str:
    """The block of that name once more: the title of the page is also its heading."""
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return str(block.render(context) if block else context.get("title", ""))


@register.simple_tag(takes_context=True)
def within(context: template.Context, name: str, more: Mapping[str, Any]) -> str:
    """Another template drawn with its own context on top of the page's: ``{% within panel.template panel.context %}``."""
    page = context.template
    assert page is not None
    found = page.engine.get_template(name)
    with context.push(**more):
        return found.render(context)


@register.simple_tag
def asset(name: str) -> str:
    """The address of a file of the front-end build: ``{% asset "app.css" %}``."""
    return assets.asset(name)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; with ``label`` it is named to screen readers, else it is hidden from them."""
    address = f"{assets.asset('icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"></use></svg>', label, address
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', address
    )


@register.simple_tag
def money_wan(amount_wan: Decimal | float | int | None) -> str:
    """An amount given in 万元, printed in 万元 or 亿元 with its unit."""
    return printed_wan(amount_wan)


@register.filter
def number(value: Any) -> str:
    """Thousands separated, no trailing zeros; ``—`` when there is no number."""
    if value is None or value == "":
        return "—"
    amount = Decimal(str(value))
    shown = f"{amount:,.2f}" if amount != amount.to_integral_value() else f"{amount:,.0f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@register.filter
def signed(value: Any) -> str:
    """A number with its sign, as points are read: ``+12.5``, ``−3``."""
    amount = Decimal(str(value))
    return f"{'−' if amount < 0 else '+'}{number(abs(amount))}"


@register.filter
def day(value: date | datetime | None) -> str:
    """A day as 2026-11-24, a moment as 2026-11-24 09:30; 未填 when there is none."""
    if value is None or value == "":
        return UNFILLED
    if isinstance(value, datetime):
        shown = timezone.localtime(value) if timezone.is_aware(value) else value
        return shown.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


@register.filter
def unfilled(value: Any) -> Any:
    """The value, or 未填 when it is empty."""
    return UNFILLED if value is None or value == "" else value


@register.filter
def get(mapping: Mapping[Any, Any], key: Any) -> Any:
    """``mapping[key]`` for a key that is a variable."""
    return mapping.get(key)


@register.inclusion_tag("frame/parts/demo_badge.html")
def demo_badge(show: bool = True) -> dict[str, Any]:
    """示例, wherever demonstration data shows."""
    return {"show": show}


@register.inclusion_tag("frame/parts/tag.html")
def tag(value: Tag | str | None, tone: str = "grey") -> dict[str, Any]:
    """A state: word, icon and colour."""
    return {"tag": value if isinstance(value, Tag) or not value else Tag(str(value), tone)}


@register.inclusion_tag("frame/parts/figure.html")
def figure(
    fig: Figure, size: str = "card", rows_url: str = "", export_url: str = "", change: str = ""
) -> dict[str, Any]:
    """A number with its trail: value, unit, claimed/verified bar, definition, as-of; a drawer opens the rest.

    ``size`` is ``card`` (boards) or ``inline`` (in a table); ``rows_url`` lists the rows counted.
    """
    return {
        "fig": fig,
        "size": size,
        "rows_url": rows_url,
        "export_url": export_url,
        "change": change,
        "rows": rows_of(fig.rows),
        "cohort": rows_of(fig.cohort),
        "verified_percent": bar.share(fig.verified, fig.numerator),
        "claimed_percent": bar.share(fig.claimed, fig.numerator),
        "dom_id": bar.dom_id(fig),
    }


@register.inclusion_tag("frame/parts/reasons.html")
def reasons(given: Sequence[Reason], unit: str = "分", compact: bool = False) -> dict[str, Any]:
    """Why: a bar of the contributions, a sentence for each, and points that add up to the total shown."""
    found = list(given)
    return {"parts": bar.parts(found), "total": total(found), "unit": unit, "compact": compact}


@register.inclusion_tag("frame/parts/chart.html")
def chart(
    id: str,  # noqa: A002 - the name the templates use
    option: Mapping[str, Any],
    caption: str,
    rows: Table | Sequence[Mapping[str, Any]] | None = None,
    height: int = 320,
) -> dict[str, Any]:
    """An ECharts option as a chart; ``caption`` says what to conclude, ``rows`` are its twin as a table.

    A data item with ``url`` leads there when clicked; the twin offers the same links to the keyboard.
    """
    return {
        "id": id,
        "option": json.dumps(option, ensure_ascii=False, default=_plain),
        "caption": caption,
        "table": table_of(rows),
        "height": height,
    }


@register.simple_tag
def map_layer(
    id: str,  # noqa: A002 - the name the templates use
    title: str,
    kind: str,
    data: str | Mapping[str, Any],
    **more: Any,
) -> Layer:
    """A layer made in a template: ``{% map_layer "parks" "园区" "fill" url colour="#1c4e9d" as parks %}``."""
    return Layer(id, title, kind, data, **more)


@register.inclusion_tag("frame/parts/map.html")
def map(  # noqa: A001 - the name the templates use
    id: str,  # noqa: A002 - the name the templates use
    layers: Sequence[Layer] | Layer,
    caption: str,
    rows: Table | Sequence[Mapping[str, Any]] | None = None,
    height: int = 420,
    legend: Sequence[Swatch] = (),
) -> dict[str, Any]:
    """A map of our own layers with legend, card, table twin; it draws offline and prints.

    ``legend`` replaces the one made from the layers and their swatches.
    """
    shown = [layers] if isinstance(layers, Layer) else list(layers)
    swatches = list(legend) or [s for layer in shown for s in _legend(layer)]
    return {
        "id": id,
        "layers": json.dumps([layer.as_dict() for layer in shown], ensure_ascii=False, default=_plain),
        "legend": swatches,
        "caption": caption,
        "table": table_of(rows),
        "height": height,
        "worker": assets.asset("maplibre-worker.mjs"),
    }


def _legend(layer: Layer) -> Sequence[Swatch]:
    return layer.swatches or (Swatch(layer.id, layer.title, layer.colour),)


@register.inclusion_tag("frame/parts/table.html")
def data_table(
    rows: Table | Sequence[Mapping[str, Any]] | None, caption: str = "", empty: str = "没有记录。"
) -> dict[str, Any]:
    """A small finished table; ``caption`` names it to screen readers."""
    return {"table": table_of(rows), "caption": caption, "empty": empty}


@register.inclusion_tag("frame/parts/action.html", takes_context=True)
def action(context: template.Context, act: Any, small: bool = False) -> dict[str, Any]:
    """The button of an Action; refused, it is disabled and says why beside itself."""
    return {"act": act, "small": small, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("frame/parts/field.html")
def trade_field(field: BoundField) -> dict[str, Any]:
    """A form field: label, required mark, unit inside, help and errors beside it."""
    unit = getattr(field.form, "units", {}).get(field.name, "")
    kind = getattr(field.field.widget, "input_type", "")
    # Several boxes under one label are a group, though each is a checkbox.
    group = field.use_fieldset
    return {"field": field, "unit": unit, "is_check": kind == "checkbox" and not group, "is_group": group}


@register.inclusion_tag("frame/parts/fields.html")
def trade_form(form: Form) -> dict[str, Any]:
    """Error summary with links and every visible field in one column."""
    return {"form": form}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | set | frozenset):
        return list(value)
    raise TypeError(f"a chart or map cannot carry {type(value).__name__}")
