"""What is owed, the list, both signatures, the certificate, and the refusal to end a holding before."""

import datetime

import pytest

from zhuchao import slots
from zhuchao.accounts.engine.duties import Duty, DutyBook
from zhuchao.slots import Slot

pytestmark = pytest.mark.django_db


@pytest.fixture
def promise():
    """A duty of the officer's post, kept in memory by a noun of the test's own."""
    rows = {"1": Duty("promise", "1", "示例承诺<b>1</b>", "T1", "P-officer", datetime.date(2026, 1, 5))}

    def reassign(actor, codes, to_office, to_post):
        for code in codes:
            old = rows[code]
            rows[code] = Duty(old.noun, code, old.title, to_office, to_post, old.since, old.due)

    def open_duties(actor, office):
        return [d for d in rows.values() if d.office_code == office]

    slots.register(Slot.DUTY, "promise", DutyBook("promise", "承诺", open_duties, reassign))
    yield rows
    slots.unregister(Slot.DUTY, "promise")


def test_a_holding_with_open_duties_cannot_end(client_as, promise):
    answer = client_as("system_admin").post("/accounts/people/R-officer/end/?post=P-officer", {})
    text = answer.content.decode()
    assert answer.status_code == 422 and "还有 1 项职责未移交" in text and "优化营商环境条例" in text


def test_both_sides_sign_and_the_certificate_is_numbered(client_as, promise):
    head, officer, other = client_as("office_head"), client_as("officer"), client_as("other_officer")
    owed = head.get("/accounts/hand-overs/duties/").content.decode()
    assert "示例承诺&lt;b&gt;1&lt;/b&gt;" in owed and "<b>1</b>" not in owed
    drawn = officer.post(
        "/accounts/hand-overs/new/?from_post=P-officer&to_post=P-other_officer",
        {"duties": ["promise:1"]},
    )
    assert drawn.status_code == 302
    page = drawn.url
    assert "以移交方签字" in officer.get(page).content.decode()
    officer.post(f"{page}sign/", {"side": "give"})
    assert promise["1"].office_code == "T1"
    assert "以接收方签字" in other.get(page).content.decode()
    other.post(f"{page}sign/", {"side": "take"})
    assert (promise["1"].office_code, promise["1"].post_code) == ("T2", "P-other_officer")
    sheet = other.get(page).content.decode()
    assert "职责交接证书" in sheet and "校验码" in sheet and "与正文相符" in sheet
    ended = client_as("system_admin").post("/accounts/people/R-officer/end/?post=P-officer", {})
    assert ended.status_code == 302


def test_a_stranger_neither_sees_nor_signs(client_as, promise):
    drawn = client_as("officer").post(
        "/accounts/hand-overs/new/?from_post=P-officer&to_post=P-office_head", {"duties": ["promise:1"]}
    )
    stranger = client_as("other_officer")
    assert stranger.get(drawn.url).status_code == 404
    assert stranger.post(f"{drawn.url}sign/", {"side": "take"}).status_code == 403
    assert stranger.post(f"{drawn.url}cancel/", {"reason": "示例"}).status_code == 403
