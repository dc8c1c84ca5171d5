"""The list engine: what the address asks is what ``fetch`` is asked, and the page says the same."""

from dataclasses import replace

import pytest

from zhuchao import slots
from zhuchao.frame.lists import ListMemory, SavedView, respond
from zhuchao.slots import Slot

pytestmark = pytest.mark.usefixtures("bare_slots")


def shown(response):
    return response.content.decode()


def test_the_first_page_asks_for_fifty_rows_and_no_more(spec, source, request_of):
    body = shown(respond(request_of("/trial/"), spec))
    assert [(q.page, q.size) for q in source.asked] == [(1, 50)]
    assert body.count('<tr role="row">') == 51
    assert "共 <b>230</b>" in body
    assert "登记数据截至 2019-04，存续未核实" in body


def test_text_filters_and_sort_reach_fetch_and_stand_as_chips(spec, source, request_of):
    body = shown(respond(request_of("/trial/?q=企业1&kind=甲&on_from=2020-01-05&sort=-on"), spec))
    asked = source.asked[-1]
    assert (asked.text, asked.sort, asked.filters) == (
        "企业1",
        "-on",
        {"kind": "甲", "on_from": "2020-01-05"},
    )
    assert "类别：甲类" in body
    assert "成立日期：2020-01-05起" in body
    assert 'aria-sort="descending"' in body


def test_a_chip_leads_to_the_address_without_its_condition(spec, source, request_of):
    body = shown(respond(request_of("/trial/?q=企业1&kind=甲"), spec))
    assert 'href="/trial/?kind=%E7%94%B2"' in body
    assert 'href="/trial/?q=%E4%BC%81%E4%B8%9A1"' in body


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("kind=丁", "没有“丁”这一项"),
        ("capital_from=abc", "应为数字，“abc”已忽略"),
        ("capital_from=nan", "应为数字，“nan”已忽略"),
        ("on_from=9999-99-99", "应写作 2026-11-24 这样的日期"),
    ],
)
def test_a_filter_that_cannot_be_read_is_left_out_and_named(spec, source, request_of, query, said):
    body = shown(respond(request_of(f"/trial/?{query}"), spec))
    assert source.asked[-1].filters == {}
    assert said in body


@pytest.mark.parametrize(
    ("query", "page", "size", "sort"),
    [
        ("page=0", 1, 50, ""),
        ("page=-3", 1, 50, ""),
        ("page=x", 1, 50, ""),
        ("size=1000000", 1, 50, ""),
        ("size=100&page=2", 2, 100, ""),
        ("sort=password", 1, 50, ""),
        ("sort=on", 1, 50, "on"),
    ],
)
def test_page_size_and_sort_take_only_what_is_offered(spec, source, request_of, query, page, size, sort):
    respond(request_of(f"/trial/?{query}"), spec)
    asked = source.asked[0]
    assert (asked.page, asked.size, asked.sort) == (page, size, sort)


def test_a_page_beyond_the_end_shows_the_last_one(spec, source, request_of):
    body = shown(respond(request_of("/trial/?page=99"), spec))
    assert source.asked[-1].page == 5
    assert "第 201–230 条，第 5/5 页" in body


def test_a_capped_count_says_plus_and_still_leads_on(spec, source, request_of):
    source.capped = True
    source.count = 100
    body = shown(respond(request_of("/trial/?page=2"), spec))
    assert "<b>100+</b>" in body
    assert 'rel="next"' in body


def test_htmx_gets_the_card_alone_and_a_clean_address(spec, request_of):
    request = request_of("/trial/?q=企业1&kind=", **{"HX-Request": "true", "HX-Target": "list-trial-rows"})
    response = respond(request, spec)
    assert "<html" not in shown(response)
    assert response["HX-Push-Url"] == "/trial/?q=%E4%BC%81%E4%B8%9A1"
    assert "HX-Request" in response["Vary"]


def test_htmx_aimed_elsewhere_or_restoring_history_gets_the_page(spec, request_of):
    for more in ({"HX-Target": "main"}, {"HX-Target": "list-trial", "HX-History-Restore-Request": "true"}):
        assert "<html" in shown(respond(request_of("/trial/", **({"HX-Request": "true"} | more)), spec))


def test_chosen_columns_are_shown_in_the_order_of_the_list_and_told(spec, request_of):
    told = []
    slots.register(
        Slot.NOTICE,
        "test",
        lambda actor, list_id, columns: told.append((list_id, columns)),
        topic="list-columns",
    )
    body = shown(respond(request_of("/trial/?columns=code&columns=name&columns=secret"), spec))
    assert told == [("trial", ("code", "name"))]
    assert body.index('data-label="企业名称"') < body.index('data-label="编号"')
    assert 'data-label="成立日期"' not in body


def test_remembered_columns_and_saved_views_come_from_whoever_keeps_them(spec, request_of):
    memory = ListMemory((SavedView("甲类", "kind=%E7%94%B2"),), ("code",), "/views/")
    slots.register(Slot.PANEL, "test", lambda actor, list_id: memory, topic="list-views")
    body = shown(respond(request_of("/trial/?kind=甲"), spec))
    assert 'data-label="编号"' in body
    assert 'data-label="企业名称"' not in body
    assert '<a href="/trial/?kind=%E7%94%B2" aria-current="page">甲类</a>' in body
    assert 'action="/views/"' in body


def test_nothing_found_says_what_to_do(spec, request_of):
    body = shown(respond(request_of("/trial/?q=没有的"), spec))
    assert "请减少筛选条件后再试" in body
    assert "清除全部条件" in body


def test_what_comes_from_data_or_the_address_is_escaped(spec, source, request_of):
    source.row = lambda i: {"code": "<i>", "name": "<script>alert(1)</script>", "capital": 1, "on": None}
    body = shown(respond(request_of("/trial/?q=<script>"), spec))
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "含“&lt;script&gt;”" in body


def test_row_buttons_are_drawn_and_a_refused_one_says_why(spec, source, request_of):
    from dataclasses import replace

    from zhuchao.frame.marks import Action
    from zhuchao.terms.refusal import Refusal

    refusal = Refusal("x", "已由其他单位跟进", "请联系责任单位。")
    its = replace(spec, row_actions=lambda r: [Action("转为线索", "/go/", "post", refusal=refusal)])
    source.count = 1
    body = shown(respond(request_of("/trial/"), its))
    assert "disabled" in body
    assert "已由其他单位跟进（本系统规则）。请联系责任单位。" in body
    assert 'action="/go/"' not in body


def test_a_filter_holds_by_default_is_seen_and_can_be_taken_off(spec, source, request_of):
    """Absent it holds, said empty it does not; every other link of the page keeps it off."""
    wanted = replace(
        spec, filters=[replace(f, default="甲" if f.key == "kind" else "") for f in spec.filters]
    )
    body = shown(respond(request_of("/trial/"), wanted))
    assert source.asked[-1].filters == {"kind": "甲"}
    assert "类别：甲类" in body and 'href="/trial/?kind="' in body and "page=2" in body
    body = shown(respond(request_of("/trial/?kind="), wanted))
    assert source.asked[-1].filters == {} and "类别：甲类" not in body
    assert "/trial/?kind=&amp;page=2" in body and "/trial/?kind=&amp;export=xlsx" in body
    assert '<input type="hidden" name="kind" value="">' in body
    respond(request_of("/trial/?kind=乙"), wanted)
    assert source.asked[-1].filters == {"kind": "乙"}


def test_a_list_of_tall_rows_has_fewer_to_a_page_and_a_phone_less_of_them(spec, source, request_of):
    first, second, *rest = spec.columns
    tall = replace(spec, size=20, columns=[first, replace(second, phone=False), *rest])
    body = shown(respond(request_of("/trial/"), tall))
    assert source.asked[-1].size == 20 and body.count("zc-not-phone") == 20
    assert "/trial/?size=50" in body and "page=2&amp;size=20" not in body
    chosen = shown(respond(request_of(f"/trial/?columns={second.key}"), tall))
    assert "zc-not-phone" not in chosen
    respond(request_of("/trial/?size=50"), tall)
    assert source.asked[-1].size == 50


def test_the_menu_of_orders_stands_only_where_there_are_some(spec, request_of):
    assert "zc-sort-menu" in shown(respond(request_of("/trial/"), spec))
    fixed = replace(spec, columns=[replace(c, sortable=False) for c in spec.columns])
    assert "zc-sort-menu" not in shown(respond(request_of("/trial/"), fixed))
