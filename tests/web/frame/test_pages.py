"""The base page, refusals, errors and forms as a person meets them."""

from typing import ClassVar

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from zhuchao import slots
from zhuchao.frame import details, menu
from zhuchao.frame.forms import TradeForm, refused_into, show
from zhuchao.frame.marks import Action, Crumb, Tag
from zhuchao.frame.menu import MenuItem
from zhuchao.frame.shell import DataNote, Link, PostChoice, Shell
from zhuchao.slots import Slot
from zhuchao.terms.actor import Role
from zhuchao.terms.refusal import Refusal, Refused


@pytest.mark.django_db
def test_the_front_door_leads_to_the_desk(client):
    response = client.get(reverse("frame:home"))
    assert response.status_code == 302
    assert response["Location"] == reverse("accounts:desk")


def test_the_base_page_names_the_person_the_page_and_the_way_around(request_of, bare_slots):
    slots.register(
        Slot.MENU,
        "t",
        lambda actor: [
            MenuItem("规则库", "frame:rules", "系统", "gavel", badge=3),
            MenuItem("没有装的", "none:here", "系统", "x"),
        ],
    )
    shell = Shell(
        posts=(PostChoice("a", "示例岗一", True), PostChoice("b", "示例岗二")),
        switch_url="/switch/",
        inbox_url="/inbox/",
        inbox_count=120,
        links=(Link("退出登录", "/out/", "logout", "post"),),
    )
    slots.register(Slot.PANEL, "t", lambda actor: shell, topic="shell")
    slots.register(Slot.PANEL, "t", lambda actor: DataNote("登记数据截至 2019-04", True), topic="data-note")
    slots.register(Slot.SEARCH, "t", lambda actor: "/find/", topic="global")
    body = details.respond(
        request_of("/rules/"), title="示例页", breadcrumbs=[Crumb("上一层", "/up/"), Crumb("示例页")]
    ).content.decode()
    assert "<title>示例页 · 筑巢</title>" in body
    assert body.count("<h1") == 1
    assert 'href="#main"' in body
    assert '<a href="/rules/" aria-current="page">' in body
    assert "没有装的" not in body
    assert 'action="/find/"' in body
    assert "示例岗二" in body
    assert "99+" in body
    assert "登记数据截至 2019-04" in body
    assert ">示例</span>" in body
    assert '<a href="/up/">上一层</a>' in body


def test_scripts_come_from_our_own_files_only(request_of, bare_slots):
    body = details.respond(request_of("/x/"), title="示例页").content.decode()
    assert body.count("<script") == 1
    assert '<script type="module" src="/static/dist/app' in body
    assert '"allowEval":false' in body
    assert '"includeIndicatorStyles":false' in body


def test_the_longest_address_is_the_current_one(make_actor, bare_slots):
    slots.register(
        Slot.MENU,
        "t",
        lambda actor: [
            MenuItem("首页", "frame:home", "工作台", "home"),
            MenuItem("规则库", "frame:rules", "系统", "gavel"),
        ],
    )
    groups = menu.navigation(make_actor(Role.OFFICER), "/rules/chains.x/")
    assert [(g.title, [e.label for e in g.entries if e.current]) for g in groups] == [
        ("工作台", []),
        ("系统", ["规则库"]),
    ]


@pytest.mark.django_db
def test_every_menu_entry_of_every_noun_leads_to_a_page(actors):
    for actor in actors.values():
        for item in menu.items(actor):
            assert reverse(item.url_name), item


def test_a_detail_page_shows_state_missing_things_and_refused_verbs(request_of, bare_slots):
    refusal = Refusal("x", "缺公平竞争审查意见", "由起草部门出具后上传。", article="公平竞争审查条例第十三条")
    body = details.respond(
        request_of("/x/"),
        title="示例企业",
        state=Tag("在谈", "blue"),
        sections=[
            details.Section(
                "登记信息", [details.Field("注册资本", 15800, "money_wan"), details.Field("住所", None)]
            )
        ],
        actions=[Action("签约", "/sign/", "post", refusal=refusal)],
        missing=[refusal],
        timeline=[],
        panels=[details.Panel("旁边", "frame/parts/demo_badge.html", {"show": True})],
    ).content.decode()
    assert "1.58 亿元" in body
    assert "未填" in body
    assert "下一步还缺 1 项" in body
    assert body.count("缺公平竞争审查意见（公平竞争审查条例第十三条）。由起草部门出具后上传。") == 2
    assert 'action="/sign/"' not in body
    assert "还没有记录" in body
    assert 'title="示例数据，不是真实记录"' in body


class VisitForm(TradeForm):
    units: ClassVar = {"amount": "万元"}
    name = forms.CharField(label="企业名称")
    amount = forms.DecimalField(label="计划总投资", required=False, help_text="含土地价款")


def test_a_form_marks_what_is_needed_and_puts_the_unit_inside(request_of, bare_slots):
    response = show(request_of("/f/"), VisitForm(required_now=["amount"]), title="登记走访")
    body = response.content.decode()
    assert response.status_code == 200
    assert body.count("必填") == 2
    assert '<span class="input-group-text">万元</span>' in body
    assert 'aria-describedby="id_amount_helptext"' in body


def test_errors_stand_beside_the_field_and_on_top_with_a_link(request_of, bare_slots):
    form = VisitForm({"name": "", "amount": "1"})
    form.is_valid()
    refused_into(
        form,
        Refused(
            Refusal("x", "投资强度不足", "请调整。", "amount", "标准地指标第三条"),
            Refusal("y", "线索已办结", "请另开。"),
        ),
    )
    response = show(request_of("/f/"), form, title="登记走访")
    body = response.content.decode()
    assert response.status_code == 422
    assert '<a href="#id_name">企业名称</a>：请填写“企业名称”' in body
    assert '<a href="#id_amount">计划总投资</a>：投资强度不足（标准地指标第三条）。请调整。' in body
    assert body.count("投资强度不足") == 2
    assert body.count("线索已办结") == 1
    assert 'aria-invalid="true"' in body


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_are_drawn_without_a_request(name):
    body = render_to_string(f"{name}.html")
    assert "回到工作台" in body
    assert "<h1" in body


@pytest.mark.django_db
def test_an_unknown_address_is_a_chinese_page(client_as):
    response = client_as("officer").get("/none/such/")
    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()


@pytest.mark.django_db
def test_a_stale_form_is_told_to_reload(district):
    response = Client(enforce_csrf_checks=True).post(reverse("frame:home"))
    assert response.status_code == 403
    assert "页面已过期" in response.content.decode()


@pytest.mark.django_db
def test_pages_may_load_scripts_from_here_only(client_as):
    policy = client_as("officer").get(reverse("frame:rules"))["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src" not in policy or "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
