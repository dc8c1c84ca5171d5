"""Ending an agency contract."""

from datetime import date

import pytest

from zhuchao.engagements import selectors
from zhuchao.engagements.flows import end_agency_contract
from zhuchao.engagements.models import AgencyFact
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


def test_works(actors, make_contract):
    """The reason stays with the contract and in its history."""
    code = make_contract()
    end_agency_contract(actor=actors["office_head"], code=code, reason="示例：一年无成果")
    found = selectors.contract_file(actors["officer"], code)
    assert (found.state_name, found.end_reason) == ("已终止", "示例：一年无成果")
    assert AgencyFact.objects.get(subject=code, what="ended").value == {"reason": "示例：一年无成果"}


def test_refuses_twice_without_reason_and_before_it_was_signed(actors, make_contract):
    """It ends once."""
    code = make_contract()
    with pytest.raises(Refused) as refused:
        end_agency_contract(actor=actors["officer"], code=code, reason="", ended_on=date(2020, 1, 1))
    assert {r.field for r in refused.value.refusals} == {"reason", "ended_on"}
    end_agency_contract(actor=actors["officer"], code=code, reason="示例")
    with pytest.raises(Refused, match="已被他人改动"):
        end_agency_contract(actor=actors["officer"], code=code, reason="示例")


@pytest.mark.parametrize("name", ["other_officer", "leader"])
def test_forbids(actors, make_contract, name):
    """The office that signed, or the centre."""
    code = make_contract()
    with pytest.raises(Refused) as refused:
        end_agency_contract(actor=actors[name], code=code, reason="示例")
    assert refused.value.forbidden
