"""Pages of channels, introducers, agency contracts and the contact log, and the same by REST and command."""

import json
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from zhuchao.engagements import flows, selectors
from zhuchao.engagements.cli import leads as command

pytestmark = pytest.mark.django_db


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def told():
    """What a command prints as JSON."""

    def run(login, *words):
        ran = CliRunner().invoke(command, [*words, "--json"], obj={"login": login})
        assert ran.exception is None, ran.exception
        return json.loads(ran.output)

    return run


def test_an_introducer_is_entered_corrected_and_shown(client_as, make_introducer, make_lead):
    client = client_as("officer")
    body = {"unit": "示例大学纺织学院", "title": "院长", "purpose": "介绍校友企业", "note": "", "uscc": ""}
    answer = client.post(reverse("engagements:add-introducer"), body, follow=True)
    assert answer.status_code == 200 and "示例大学纺织学院院长" in text_of(answer)
    code = answer.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[1]
    correct = reverse("engagements:correct-introducer", args=[code])
    assert client.get(correct).status_code == 200
    answer = client.post(correct, body | {"title": "副院长"}, follow=True)
    assert "示例大学纺织学院副院长" in text_of(answer)
    who = make_introducer()
    make_lead(introducer=who, source="chamber")
    shown = text_of(client.get(reverse("engagements:introducer", args=[who])))
    assert f"introducer={who}" in shown and "登记其引荐的线索" in shown
    assert "示例900号商会" in text_of(client.get(reverse("engagements:open"), {"introducer": who}))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"purpose": ""}, "请填写“登记目的”"),
        ({"unit": "", "title": ""}, "没有填写所在单位"),
        ({"title": "13800000000"}, "有手机号或证件号"),
        ({"uscc": "9999"}, "择一填写"),
    ],
)
def test_bad_input_of_an_introducer_is_told_in_chinese(client_as, change, says):
    body = {"unit": "示例大学", "title": "院长", "purpose": "示例", "uscc": ""} | change
    answer = client_as("officer").post(reverse("engagements:add-introducer"), body)
    assert answer.status_code == 422 and says in text_of(answer)


def test_a_contract_is_signed_paid_and_ended(client_as, make_introducer):
    client, today = client_as("officer"), timezone.localdate().isoformat()
    body = {
        "introducer": make_introducer(),
        "number": "示例委托一号",
        "channel": "chamber",
        "signed_on": today,
        "starts_on": today,
        "ends_on": today,
        "fee_terms": "示例条件",
        "fee_wan": "5",
    }
    sign = reverse("engagements:sign-contract")
    answer = client.post(sign, body)
    assert answer.status_code == 422 and "没有上传协议文本" in text_of(answer)
    body["file"] = SimpleUploadedFile("协议.pdf", b"%PDF-1.4 1")
    answer = client.post(sign, body, follow=True)
    assert answer.status_code == 200 and "示例委托一号" in text_of(answer)
    code = answer.redirect_chain[-1][0].rstrip("/").rsplit("/", 1)[1]
    pay = reverse("engagements:pay", args=[code])
    assert client.get(pay).status_code == 200
    paid = {"amount_wan": "6", "paid_on": today, "voucher_no": "记 17", "note": ""}
    voucher = SimpleUploadedFile("凭证.pdf", b"%PDF-1.4 2")
    answer = client.post(pay, paid | {"file": voucher}, follow=True)
    assert "付款 6.00 万元" in text_of(answer) and "已付超出约定" in text_of(answer)
    answer = client.post(pay, paid | {"file": SimpleUploadedFile("凭证.pdf", b"%PDF-1.4 3")})
    assert answer.status_code == 422 and "已登记过付款" in text_of(answer)
    end = reverse("engagements:end-contract", args=[code])
    answer = client.post(end, {"reason": "示例到期", "ended_on": today}, follow=True)
    assert "已终止" in text_of(answer) and "示例到期" in text_of(answer)
    for name in ("contract", "pay", "end-contract"):
        assert client_as("other_officer").get(reverse(f"engagements:{name}", args=[code])).status_code == 403


def test_channel_results_lead_to_their_rows_and_agree_on_every_way(
    client_as, make_lead, become_project, told
):
    won = make_lead(1, source="chamber")
    make_lead(2, source="internet")
    become_project(won)
    client, today = client_as("officer"), timezone.localdate()
    period = {"since": today.replace(month=1, day=1).isoformat(), "until": today.isoformat()}
    shown = text_of(client.get(reverse("engagements:channels")))
    asked = f"source=chamber&amp;opened_from={period['since']}&amp;opened_to={period['until']}"
    assert asked in shown and "合计" in shown and "商会协会" in shown
    rows = text_of(client.get(reverse("engagements:leads"), {"source": "chamber", "outcome": "intent"}))
    assert "示例1号织造有限公司" in rows and "示例2号" not in rows
    by_api = client.get("/api/v1/engagements/channels", period).json()
    by_command = told("officer", "channels")
    chamber = next(r for r in by_api["rows"] if r["channel"] == "chamber")
    assert (chamber["leads"], chamber["intent"], Decimal(chamber["conversion"])) == (1, 1, Decimal(100))
    assert [(r["channel"], r["leads"]) for r in by_api["rows"]] == [
        (r["channel"], r["leads"]) for r in by_command["rows"]
    ]
    exported = client.get(reverse("engagements:channels"), {"export": "csv", "period_from": "2020-01-01"})
    assert "商会协会" in b"".join(exported.streaming_content).decode("utf-8-sig")


def test_the_contact_log_is_read_by_audit_without_what_was_said(client_as, actors, make_lead):
    flows.answer_lead(actor=actors["officer"], code=make_lead(), note="示例往来内容")
    mine = text_of(client_as("officer").get(reverse("engagements:contact-log")))
    assert "示例往来内容" in mine and "未申报" in mine
    audited = text_of(client_as("audit_admin").get(reverse("engagements:contact-log")))
    assert "示例1号织造有限公司" in audited and "示例往来内容" not in audited
    assert "政企交往记录" in text_of(client_as("audit_admin").get(reverse("ledger:audit")))
    assert client_as("system_admin").get(reverse("engagements:contact-log")).status_code == 403


def test_a_menu_of_channels_for_staff(client_as):
    shown = text_of(client_as("officer").get(reverse("engagements:leads")))
    for label in ("渠道与引荐", "渠道成效", "政企交往记录"):
        assert label in shown


def test_rest_enters_and_commands_read(client_as, actors, told):
    client = client_as("officer")
    body = {"unit": "示例大学", "title": "院长", "purpose": "示例"}
    made = client.post("/api/v1/engagements/introducers", json.dumps(body), content_type="application/json")
    assert made.status_code == 201, made.content
    code, today = made.json()["code"], timezone.localdate().isoformat()
    form = {
        "introducer": code,
        "number": "示例委托二号",
        "channel": "intermediary",
        "signed_on": today,
        "starts_on": today,
        "ends_on": today,
        "fee_terms": "示例",
        "fee_wan": "5",
        "file": SimpleUploadedFile("协议.pdf", b"%PDF-1.4 1"),
    }
    signed = client.post("/api/v1/engagements/agency", form)
    assert signed.status_code == 201, signed.content
    contract = signed.json()["code"]
    form = {"amount_wan": "1.5", "paid_on": today, "file": SimpleUploadedFile("证.pdf", b"%PDF-1.4 2")}
    assert client.post(f"/api/v1/engagements/agency/{contract}/payments", form).status_code == 201
    assert [r["paid_wan"] for r in told("officer", "contracts")] in ([1.5], ["1.50"], ["1.5"])
    assert [r["code"] for r in told("officer", "introducers")] == [code]
    ended = client.post(
        f"/api/v1/engagements/agency/{contract}/end",
        json.dumps({"reason": "示例"}),
        content_type="application/json",
    )
    assert ended.json()["state_name"] == "已终止"
    corrected = client.post(
        f"/api/v1/engagements/introducers/{code}/correct",
        json.dumps(body | {"purpose": "示例二"}),
        content_type="application/json",
    )
    assert corrected.json()["purpose"] == "示例二"


@pytest.fixture
def many(actors, make_introducer, make_contract, make_lead):
    """Adds introducers, a contract and an answered lead of each."""
    made = []

    def more(count):
        for _ in range(count):
            n = len(made) + 1
            who = make_introducer(1000 + n)
            made.append(make_contract(number=f"示例 {n} 号", introducer=who))
            code = make_lead(2000 + n, introducer=who, source="chamber", source_place="苏州市")
            flows.answer_lead(actor=actors["officer"], code=code, note="示例")

    return more


def test_queries_do_not_grow_with_the_rows(client_as, many, count_queries_of):
    client = client_as("officer")

    def page(name):
        return lambda: client.get(reverse(f"engagements:{name}"), {"size": "200"})

    names = ("leads", "introducers", "contracts", "channels", "contact-log")
    count_queries_of(many, {f"engagements:{name}": page(name) for name in names})


def test_a_fifth_of_the_log_is_a_page_of_its_own(actors, many):
    many(5)
    pages = [selectors.contact_log(actors["officer"], offset=n, limit=1).rows for n in range(5)]
    assert len({rows[0].code for rows in pages}) == 5
