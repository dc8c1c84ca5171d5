"""Vouchers and contracts of projects."""

import io
import itertools
from datetime import date
from decimal import Decimal

import pytest

DAY = date(2025, 6, 3)
_number = itertools.count(1)


@pytest.fixture
def voucher_file(actors):
    """``voucher_file(text, actor="officer")``: the hash of a kept file."""

    from zhuchao.ledger.flows import add_evidence

    def kept(text="示例进账单", actor="officer"):
        return add_evidence(actor=actors[actor], stream=io.BytesIO(text.encode()), name="进账单.txt")

    return kept


@pytest.fixture
def pay(actors, voucher_file):
    """``pay(code, actor="officer", **given)``: a voucher of 500 万元 of paid-in capital, with a file of its own."""

    from zhuchao.projects.flows import record_money

    def paid(code, actor="officer", **given):
        values = {
            "what": "capital",
            "payer": "示例投资有限公司",
            "payee": "示例智能装备有限公司",
            "amount_wan": Decimal(500),
            "paid_on": DAY,
            "voucher_no": "JZ 001",
        }
        if "evidence" not in given:
            given["evidence"] = [voucher_file(f"示例进账单 {next(_number)}", actor)]
        return record_money(actor=actors[actor], code=code, **(values | given))

    return paid


@pytest.fixture
def sign(actors):
    """``sign(code, actor="officer", **given)``: a formal contract of 12,000 万元 with a number of its own."""

    from zhuchao.projects.flows import record_contract

    def signed(code, actor="officer", **given):
        values = {
            "what": "formal",
            "number": f"示例招〔2025〕{next(_number)}号",
            "amount_wan": Decimal(12000),
            "signed_on": DAY,
        }
        return record_contract(actor=actors[actor], code=code, **(values | given))

    return signed
