"""Pages of figures: definitions, one figure with its rows, choosers, export, bad input."""

import pytest
from django.urls import reverse

from zhuchao.engagements import flows
from zhuchao.terms.uscc import check_character

pytestmark = pytest.mark.django_db

LIST = "figures:definitions"
FIGURE = "leads_answered_in_time"


def figure_url(name=FIGURE):
    return reverse("figures:figure", args=[name])


def code_of(number):
    first17 = f"91990000{number:09d}"
    return first17 + check_character(first17)


@pytest.fixture
def answered(actors):
    code = flows.open_lead(
        actor=actors["officer"], uscc=code_of(1), company_name="示例纺织甲有限公司", source="visit"
    )
    flows.answer_lead(actor=actors["officer"], code=code, note="已电话联系")
    return code


@pytest.mark.parametrize("name", ("officer", "office_head", "centre", "department", "leader", "assessor"))
def test_staff_open_both_pages(client_as, name):
    client = client_as(name)
    assert client.get(reverse(LIST)).status_code == 200
    assert client.get(figure_url()).status_code == 200


@pytest.mark.parametrize("name", ("system_admin", "security_admin", "audit_admin"))
def test_administrators_are_refused(client_as, name):
    client = client_as(name)
    assert client.get(reverse(LIST)).status_code == 403
    assert client.get(figure_url()).status_code == 403


def test_a_stranger_is_sent_to_log_in(client):
    for url in (reverse(LIST), figure_url()):
        assert client.get(url).status_code == 302


def test_the_figure_shows_value_definition_parts_and_rows(client_as, answered):
    shown = client_as("officer").get(figure_url()).content.decode()
    assert "<b>100</b>" in shown
    assert "仅申报 1" in shown and "已核实 0" in shown
    assert reverse("engagements:lead", args=[answered]) in shown
    assert "分子÷分母" in shown


def test_another_office_counts_nothing_of_it(client_as, answered):
    shown = client_as("other_officer").get(figure_url()).content.decode()
    assert answered not in shown and "无法核实" in shown


def test_as_known_before_it_was_recorded_the_lead_is_not_counted(client_as, answered):
    shown = client_as("officer").get(figure_url(), {"known_at": "2020-01-01T00:00"}).content.decode()
    assert answered not in shown


def test_a_figure_with_parameters_asks_for_them_first(client_as):
    answer = client_as("officer").get(figure_url("companies_on_link"))
    assert answer.status_code == 200
    assert "填写右侧的条件后计算" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"as_of": "9月"}, "日期应写作"),
        ({"known_at": "昨天"}, "时间应写作"),
        ({"office": "T2"}, "没有这个单位"),
        ({"from": "2026-05-01", "as_of": "2026-01-01"}, "晚于截至日"),
    ],
)
def test_bad_input_is_told_in_chinese(client_as, asked, says):
    answer = client_as("officer").get(figure_url(), asked)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_missing_parameter_is_told_in_chinese(client_as):
    answer = client_as("officer").get(figure_url("companies_on_link"), {"chain": "", "as_of": "2026-01-01"})
    assert answer.status_code == 422
    assert "请填写“产业链”" in answer.content.decode()


def test_an_unknown_figure_is_refused_in_chinese(client_as):
    answer = client_as("officer").get(figure_url("<b>"))
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "现有口径" in shown and "“<b>”" not in shown


def test_the_export_holds_the_rows_and_the_definition(client_as, answered):
    answer = client_as("officer").get(figure_url(), {"export": "csv"})
    assert answer.status_code == 200
    assert answered in b"".join(answer.streaming_content).decode("utf-8-sig")
