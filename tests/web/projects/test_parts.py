"""Contracts, money, plan, delays and exits on the project's page and in their forms."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from zhuchao.projects import selectors
from zhuchao.projects.flows import leave_project, note_delay, set_plan
from zhuchao.projects.models import (
    ContractFact,
    DelayFact,
    DoneFact,
    ExitFact,
    MoneyFact,
    PlanFact,
    Project,
)
from zhuchao.projects.web import panel_list

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)
CONTRACT = {
    "what": "formal",
    "number": "示例招〔2025〕7号",
    "title": "示例投资合同",
    "amount_wan": "12000",
    "signed_on": "2025-06-03",
    "currency": "CNY",
}
MONEY = {
    "what": "capital",
    "payer": "示例投资有限公司",
    "payee": "示例智能装备有限公司",
    "amount_wan": "500",
    "paid_on": "2025-06-10",
    "currency": "CNY",
}


def page(client, code):
    return client.get(reverse("projects:detail", args=[code])).content.decode()


def photo(text="示例照片", name="进账单.txt"):
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


def test_a_contract_is_recorded_and_amended(client_as, make_project):
    """Form → page: number, sum, change of the sum, whole and after."""
    code, client = make_project(), client_as("officer")
    url = reverse("projects:record-contract", args=[code])
    assert "签订日汇率" in client.get(url).content.decode()
    answer = client.post(url, CONTRACT | {"evidence": photo("合同")})
    assert answer.status_code == 302
    contract = ContractFact.objects.get().contract
    assert len(ContractFact.objects.get().evidence) == 1
    shown = page(client, code)
    assert "示例招〔2025〕7号" in shown
    assert "首次正式签约" in shown
    amend = reverse("projects:amend-contract", args=[code, contract])
    assert client.get(amend).status_code == 200
    answer = client.post(amend, {"amount_wan": "15000", "signed_on": "2025-08-01", "currency": "CNY"})
    assert answer.status_code == 302
    assert "变更 3,000 万元" in page(client, code)
    end = reverse("projects:end-contract", args=[code, contract])
    assert client.get(end).status_code == 200
    assert client.post(end, {"ended_on": "2025-09-01", "reason": "双方协商"}).status_code == 302
    assert "已于 2025-09-01 解除" in page(client, code)


def test_a_foreign_contract_shows_its_rate(client_as, make_project):
    """The original sum and the rate stand beside the sum in 万元."""
    code, client = make_project(), client_as("officer")
    foreign = {"currency": "USD", "amount_wan": "", "amount_original": "3000", "rate": "7.1821"}
    url = reverse("projects:record-contract", args=[code])
    assert client.post(url, CONTRACT | foreign).status_code == 302
    assert "3,000.00 万美元，签订日汇率 7.1821" in page(client, code)


def test_a_voucher_is_photographed(client_as, make_project):
    """The photo comes first; what is refused keeps the photo, so that it is taken once."""
    code, client = make_project(), client_as("officer")
    url = reverse("projects:record-money", args=[code])
    asked = client.get(url).content.decode()
    assert asked.index("凭证（可拍照）") < asked.index("资金种类")
    assert "股权转让或增资款" not in asked
    answer = client.post(url, MONEY | {"amount_wan": "", "evidence": photo()})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "已收到 1 个文件" in text
    kept = answer.context["form"]["kept"].value()
    answer = client.post(url, MONEY | {"kept": kept})
    assert answer.status_code == 302
    fact = MoneyFact.objects.get()
    assert fact.evidence == [kept]
    shown = page(client, code)
    assert "招商口径" in shown
    assert "统计口径" in shown
    assert reverse("api:download", args=[kept]) in shown


def test_the_same_voucher_is_told_beside_the_field(client_as, make_project, pay, voucher_file):
    """Who brings it again reads where it was used."""
    code, client = make_project(), client_as("officer")
    pay(code, evidence=[voucher_file("示例照片")])
    answer = client.post(
        reverse("projects:record-money", args=[code]), MONEY | {"evidence": photo("示例照片")}
    )
    assert answer.status_code == 422
    assert "该凭证已用于项目“示例智能装备项目”，日期 2025-06-03" in answer.content.decode()


def test_a_voucher_is_corrected(client_as, make_project, pay):
    """The form comes filled with what was entered, its file kept."""
    code, client = make_project(), client_as("officer")
    first = pay(code)
    url = f"{reverse('projects:record-money', args=[code])}?replaces={first}"
    form = client.get(url).context["form"]
    given = MONEY | {"amount_wan": "480", "kept": form["kept"].value(), "payee": form["payee"].value()}
    assert client.post(url, given).status_code == 302
    assert MoneyFact.objects.get(replaces=first).amount_wan == 480
    assert Project.objects.get(code=code).arrived_wan == 480


def test_a_file_that_is_not_accepted_is_told(client_as, make_project):
    """The ledger's refusal stands beside the photo."""
    code, client = make_project(), client_as("officer")
    bad = SimpleUploadedFile("程序.exe", b"MZ", content_type="application/x-msdownload")
    answer = client.post(reverse("projects:record-money", args=[code]), MONEY | {"evidence": bad})
    assert answer.status_code == 422
    assert "evidence" in answer.context["form"].errors


def test_a_plan_is_made_moved_and_settled(client_as, make_project):
    """Three forms and one panel."""
    code, client = make_project(), client_as("officer")
    url = reverse("projects:set-plan", args=[code])
    assert client.get(url).status_code == 200
    given = {
        "what": "duty",
        "title": "交付场地",
        "side": "government",
        "due_on": "2025-07-01",
        "said_on": "2025-06-01",
    }
    assert client.post(url, given).status_code == 302
    item = PlanFact.objects.get().item
    assert "逾期" in page(client, code)
    move = reverse("projects:move-plan", args=[code, item])
    # On a phone a row is a card, so that its verbs are in reach without scrolling aside.
    (table,) = re.findall(r'<table class="[^"]*zc-cards[^>]*>.*?</table>', page(client, code), re.DOTALL)
    assert move in table and 'data-label="内容">交付场地' in table
    assert "最初计划 2025-07-01" in client.get(move).content.decode()
    moved = {"due_on": "2025-08-01", "reason": "征迁未完成", "said_on": "2025-06-20"}
    assert client.post(move, moved).status_code == 302
    settle = reverse("projects:settle-plan", args=[code, item])
    assert client.get(settle).status_code == 200
    assert client.post(settle, {"done_on": "2025-08-06", "evidence": photo()}).status_code == 302
    assert DoneFact.objects.get().evidence
    shown = page(client, code)
    assert "2025-08-06 完成" in shown
    assert "交付场地（最初计划 2025-07-01，调整 1 次：征迁未完成）" in shown


def test_a_delay_is_noted_and_ends(client_as, make_project):
    """Cause, office, days by side."""
    code, client = make_project(), client_as("officer")
    url = reverse("projects:note-delay", args=[code])
    assert "示例区发展和改革局" in client.get(url).content.decode()
    assert client.post(url, {"cause": "land", "since": "2025-06-01", "blocking": "B1"}).status_code == 302
    assert "仍在受阻" in page(client, code)
    end = reverse("projects:end-delay", args=[code, DelayFact.objects.get().code])
    assert client.get(end).status_code == 200
    assert client.post(end, {"until": "2025-06-30"}).status_code == 302
    assert "政府 30 天" in page(client, code)


def test_a_project_is_shelved_and_resumed(client_as, make_project):
    """Who decides sees the buttons open; the reason is coded; who saw an old state is told."""
    code, client = make_project(), client_as("office_head")
    url = reverse("projects:shelve", args=[code])
    version = client.get(url).context["form"]["version"].value()
    given = {"reason": "market", "happened_on": "2025-06-03", "version": version}
    assert client.post(url, given).status_code == 302
    assert ExitFact.objects.get().value["reason"] == "market"
    assert "恢复推进" in page(client, code)
    end = reverse("projects:end", args=[code])
    assert client.get(end).status_code == 200
    late = client.post(end, given)
    assert late.status_code == 422
    assert "刚被他人办理" in late.content.decode()
    resume = reverse("projects:resume", args=[code])
    assert client.get(resume).status_code == 200
    assert client.post(resume, {"happened_on": "2025-07-01", "note": "市场回暖"}).status_code == 302
    assert Project.objects.get(code=code).state == "active"


def test_a_reader_sees_and_cannot_press(client_as, make_project, pay, sign):
    """A leader reads all of it; the buttons say why not; the forms refuse."""
    code = make_project()
    sign(code, number="示例招8号")
    pay(code, payer="示例付款方")
    client = client_as("leader")
    shown = page(client, code)
    assert "示例招8号" in shown
    assert "示例付款方" in shown
    assert reverse("projects:record-money", args=[code]) not in shown
    answer = client.post(reverse("projects:record-money", args=[code]), MONEY | {"evidence": photo()})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "name", ["record-contract", "record-money", "set-plan", "note-delay", "shelve", "end", "resume"]
)
def test_another_office_finds_no_form(client_as, make_project, name):
    """Whether the project exists is not told."""
    code = make_project()
    assert client_as("other_officer").get(reverse(f"projects:{name}", args=[code])).status_code == 403
    assert client_as("system_admin").get(reverse(f"projects:{name}", args=[code])).status_code == 403


def test_many_vouchers_cost_no_more_queries(actors, make_project, pay):
    """The panels ask the same few questions however much there is to show."""
    code, officer, made = make_project(), actors["officer"], iter(range(1000))

    def more(n):
        for _ in range(n):
            number = next(made)
            pay(code, voucher_no=f"N{number}", amount_wan=Decimal(1))
            note_delay(actor=officer, code=code, cause="market", since=DAY, until=DAY)
            given = {"what": "duty", "title": f"事项{number}", "side": "government"}
            set_plan(actor=officer, code=code, due_on=DAY, **given)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            panel_list.panels(selectors.whole(officer, code))
        return len(captured)

    more(5)
    asked()
    few = asked()
    more(45)
    assert asked() == few <= 20


def test_a_shelved_project_says_so(client_as, actors, make_project):
    """The plan's button is closed with its reason while the money's is open."""
    code = make_project()
    leave_project(what="shelved", actor=actors["office_head"], code=code, reason="market")
    shown = page(client_as("officer"), code)
    assert reverse("projects:record-money", args=[code]) in shown
    assert "请先由单位负责人恢复推进" in shown
