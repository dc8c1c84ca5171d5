"""What is written down through the flows is found by the checks, and an honest project is not."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from zhuchao.ledger.flows import void_fact
from zhuchao.projects.flows import set_plan
from zhuchao.projects.selectors import padding
from zhuchao.projects.selectors.padding import Asked

pytestmark = pytest.mark.django_db


def found(actors, check, who="centre"):
    return [(f.project, f.text) for f in padding.findings(actors[who], Asked(check=check))]


@pytest.fixture
def two(make_project):
    """A project of 示例街道一 and one of 示例街道二."""
    return make_project(), make_project("other_officer", name="示例项目二")


def test_a_voucher_in_disguise_is_taken_and_found(actors, two, pay):
    """The same number, payer and sum on another project with another day and file: taken, and told to both offices
    without the other's name."""
    first, second = two
    pay(first)
    fact = pay(second, "other_officer", paid_on=date(2025, 8, 1), payee="示例新材料有限公司")
    assert [code for code, _ in found(actors, "voucher_reuse")] == sorted(two)
    ((code, text),) = found(actors, "voucher_reuse", "officer")
    assert code == first
    assert "其他项目" in text
    assert second not in text
    void_fact(actor=actors["other_officer"], kind="projects_moneyfact", code=fact, reason="误录")
    assert found(actors, "voucher_reuse") == []


def test_a_voucher_under_another_number_is_found(actors, two, pay):
    """Payer, payee, day and sum are the same."""
    pay(two[0])
    pay(two[1], "other_officer", voucher_no="JZ 002")
    assert [code for code, _ in found(actors, "voucher_reuse")] == sorted(two)


def test_instalments_are_no_reuse(actors, two, pay):
    """The same sum by the same payer under numbers and days of their own, or the same number of another bank's payer."""
    pay(two[0])
    pay(two[0], voucher_no="JZ 002", paid_on=date(2025, 9, 1))
    pay(two[1], "other_officer", payer="另一投资有限公司")
    assert found(actors, "voucher_reuse") == []


def test_a_framework_dressed_as_a_contract_is_found(actors, make_project, sign):
    """Written down as formal with number and sum, its title says what it is, and it obliges nobody."""
    code = make_project()
    sign(code, title="示例项目战略合作框架协议")
    texts = [text for at, text in found(actors, "framework") if at == code]
    assert len(texts) == 2
    assert any("框架" in text for text in texts)
    assert any("没有登记任何约定义务" in text for text in texts)


def test_a_contract_with_duties_or_payments_is_none(actors, two, sign):
    """A duty or a payment was planned; what was signed lately has time to be written down, a framework is no contract."""
    duty, payment = two
    sign(duty, title="示例项目投资协议书")
    set_plan(
        actor=actors["officer"],
        code=duty,
        what="duty",
        title="缴纳履约保证金",
        side="enterprise",
        due_on=date(2025, 12, 31),
    )
    sign(payment, "other_officer")
    set_plan(
        actor=actors["other_officer"],
        code=payment,
        what="money",
        title="首期注资",
        amount_wan=Decimal(2000),
        due_on=date(2025, 12, 31),
    )
    sign(duty, what="framework", number="", title="二期合作框架协议")
    assert found(actors, "framework") == []


def test_a_contract_of_late_has_time(actors, make_project, sign):
    """Its duties need not be in the books on the day it was signed."""
    sign(make_project(), signed_on=timezone.localdate())
    assert found(actors, "framework") == []
