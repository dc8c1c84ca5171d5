"""Components: numbers with their trail, reasons that add up, and nothing from data is ever markup."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.template import engines

from zhuchao.frame.maps import Layer, Swatch
from zhuchao.frame.marks import Action, Tag
from zhuchao.frame.tables import Cell, Table
from zhuchao.terms.figure import Figure
from zhuchao.terms.reason import Reason, total
from zhuchao.terms.refusal import Refusal

EVIL = "<img src=x onerror=alert(1)>"
FIGURE = Figure(
    id="trial_rate",
    name="示例率",
    unit="%",
    definition="trial_rate",
    version="v3",
    text=f"分子除以分母{EVIL}",
    period_from=date(2026, 1, 1),
    as_of=date(2026, 10, 31),
    known_at=None,
    value=Decimal("63.2"),
    numerator=Decimal(24),
    denominator=Decimal(38),
    claimed=Decimal(6),
    verified=Decimal(18),
    rows=tuple(f"P{i:03d}" for i in range(120)),
    cohort=("P001", EVIL),
)


def drawn(source, **context):
    return engines["django"].from_string(source).render(context)


def test_a_figure_shows_value_unit_version_day_and_both_kinds_of_evidence():
    body = drawn("{% figure fig %}", fig=FIGURE)
    for said in ("63.2", "口径 v3", "截至 2026-10-31", "已核实 18", "仅申报 6", "width:75.0%", "width:25.0%"):
        assert said in body


def test_the_drawer_holds_text_period_parts_and_the_first_hundred_rows():
    body = drawn('{% figure fig rows_url="/rows/" export_url="/export/" %}', fig=FIGURE)
    assert "2026-01-01 起，截至 2026-10-31" in body
    assert "P099" in body
    assert "P100" not in body
    assert "另有 20 条未在此列出" in body
    assert 'href="/rows/"' in body
    assert 'href="/export/"' in body


def test_a_blank_figure_says_why_and_shows_no_number():
    body = drawn("{% figure fig %}", fig=replace(FIGURE, value=None, why_blank="凭证未报齐"))
    assert "无法核实" in body
    assert "凭证未报齐" in body
    assert "63.2" not in body


def test_two_figures_of_one_definition_open_two_drawers():
    body = drawn("{% figure a %}{% figure b %}", a=FIGURE, b=replace(FIGURE, as_of=date(2026, 9, 30)))
    ids = re.findall(r'<dialog class="zc-drawer" id="(fig-[0-9a-f]+)"', body)
    assert len(ids) == len(set(ids)) == 2
    assert re.findall(r'data-drawer="(fig-[0-9a-f]+)"', body) == ids


def test_reasons_show_each_point_and_their_sum():
    given = [
        Reason("a", "契合", Decimal("30")),
        Reason("b", "距离", Decimal("6.5")),
        Reason("c", "偏重贸易", Decimal("-5")),
    ]
    body = drawn("{% reasons given %}", given=given)
    points = [Decimal(p.replace("−", "-")) for p in re.findall(r'<td class="zc-num">([+−][\d.]+)</td>', body)]
    assert points == [Decimal("30"), Decimal("6.5"), Decimal("-5")]
    assert sum(points) == total(given)
    assert "31.5 分" in body
    widths = [Decimal(w) for w in re.findall(r"width:([\d.]+)%", body)]
    assert abs(sum(widths) - 100) < Decimal("0.05")
    assert "zc-stack-minus" in body


def test_reasons_that_are_all_nought_do_not_divide_by_it():
    assert "合计" in drawn("{% reasons given %}", given=[Reason("a", "无", Decimal(0))])


@pytest.mark.parametrize(
    ("source", "context"),
    [
        ("{% figure x %}", {"x": FIGURE}),
        ("{% reasons x %}", {"x": [Reason("a", EVIL, Decimal(1))]}),
        ('{% chart "c" x y rows=z %}', {"x": {"title": {"text": EVIL}}, "y": EVIL, "z": [{EVIL: EVIL}]}),
        (
            '{% map "m" x y rows=z %}',
            {"x": [Layer("a", EVIL, "fill", {"n": EVIL})], "y": EVIL, "z": Table([EVIL], [[Cell(EVIL)]])},
        ),
        ("{% tag x %}", {"x": Tag(EVIL, "red")}),
        ("{% action x %}", {"x": Action(EVIL, "/a/", "post", refusal=Refusal("r", EVIL, EVIL))}),
        ("{% action x %}", {"x": Action(EVIL, "/a/", "post", confirm=EVIL, fields=((EVIL, EVIL),))}),
        ("{% data_table x %}", {"x": [{EVIL: EVIL}]}),
        ("{% icon x y %}", {"x": EVIL, "y": EVIL}),
    ],
)
def test_nothing_from_data_becomes_markup(source, context):
    body = drawn(source, **context)
    assert "<img" not in body
    assert "&lt;img" in body


def test_a_chart_carries_its_option_its_conclusion_and_a_twin():
    table = Table(["环节", "家数（家）"], [[Cell("印染", "/links/dye/"), 1280]])
    body = drawn(
        '{% chart "c" option "印染最强" rows=table height=200 %}',
        option={"series": [Decimal("1.5")]},
        table=table,
    )
    assert "印染最强" in body
    assert "&quot;series&quot;: [1.5]" in body
    assert '<a href="/links/dye/">印染</a>' in body
    assert '<td class="zc-num">1,280</td>' in body
    assert 'aria-controls="c-twin"' in body


def test_a_map_makes_its_legend_from_the_swatches_of_its_layers():
    layer = Layer(
        "t", "企业", "point", "/data/", colour_by="kind", swatches=(Swatch("缺", "缺口环节", "#b42318"),)
    )
    body = drawn('{% map "m" layers "六成在苏州" %}', layers=[layer])
    assert "缺口环节" in body
    assert 'data-map="' in body
    assert "#b42318" in body


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1234567, "1,234,567"),
        (Decimal("0.10"), "0.1"),
        (2600.5, "2,600.5"),
        (None, "—"),
        (0, "0"),
        (100, "100"),
        (-3, "-3"),
    ],
)
def test_numbers_are_read_as_people_write_them(value, said):
    assert drawn("{{ x|number }}", x=value) == said


def test_money_is_in_wan_below_one_yi():
    assert (
        drawn("{% money_wan a %}/{% money_wan b %}/{% money_wan c %}", a=3200, b=15800, c=None)
        == "3,200 万元/1.58 亿元/未填"
    )


def test_every_icon_named_in_a_template_or_a_mark_is_in_the_sprite():
    import json
    from pathlib import Path

    from zhuchao.frame.marks import TONES

    root = Path(__file__).parents[3]
    known = set(json.loads((root / "frontend/icons.json").read_text(encoding="utf-8")))
    used = {icon for _, icon in TONES.values()}
    for path in (root / "src").rglob("*.html"):
        used |= set(re.findall(r"\{% icon ['\"]([\w-]+)['\"]", path.read_text(encoding="utf-8")))
    assert used <= known


def test_a_table_whose_rows_are_cards_on_a_phone_names_its_cells():
    headings, rows = ["日期", "家数（家）", ""], [[date(2026, 1, 2), 3, Cell("调整", "/move/")], ["无"]]
    plain = drawn("{% data_table table %}", table=Table(headings, rows))
    assert "data-label" not in plain and "zc-cards" not in plain
    cards = drawn("{% data_table table %}", table=Table(headings, rows, cards=True))
    assert 'data-label="日期"' in cards and 'data-label="家数（家）"' in cards
    assert cards.count("data-label") == 3 and "/move/" in cards and cards.count('role="row"') == 3
