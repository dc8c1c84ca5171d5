"""Roles, passwords, plans and certificates, on paper."""

from datetime import date, datetime
from itertools import combinations

import pytest

from zhuchao.accounts.engine import certificate, entries, passwords, rights, succession
from zhuchao.terms.actor import ADMIN_ROLES, Actor, Role
from zhuchao.terms.refusal import Refused


def test_administrators_exclude_each_other_and_all_business():
    """Every pair of roles: allowed exactly when neither is an administrator's."""
    for pair in combinations(Role, 2):
        fault = rights.exclusion_fault(frozenset(pair))
        assert bool(fault) == bool(ADMIN_ROLES & set(pair)), pair
    for role in Role:
        assert rights.exclusion_fault(frozenset({role})) == ""


def test_a_missing_right_names_who_has_it():
    """The refusal is one of right, not of rule."""
    with pytest.raises(Refused, match="系统管理员") as refused:
        rights.need(Actor("1", "示例", roles=frozenset({Role.CENTRE})), Role.SYSTEM_ADMIN, to="设立机构")
    assert refused.value.forbidden


@pytest.mark.parametrize(
    ("password", "rules"),
    [
        ("示例-口令-2026", []),
        ("Abcdefghij", []),
        ("abcdefghij", ["classes"]),
        ("0123456789", ["numeric"]),
        ("a1", ["length"]),
        ("x-Officer-1", ["login"]),
        ("", ["length", "classes"]),
    ],
)
def test_passwords(password, rules):
    """Every broken rule at once."""
    found = passwords.faults(password, login="officer", min_length=10, min_classes=2)
    assert [r.rule for r in found] == [f"accounts.password-{rule}" for rule in rules]


def test_a_plan_covers_everything_once():
    """Missing, unknown and misplaced are three faults."""
    needed = {"a:1": "甲", "a:2": "乙"}
    assert succession.plan_faults("职责", "duties", needed, {"a:1": "X", "a:2": "Y"}, {"X", "Y"}) == []
    found = succession.plan_faults("职责", "duties", needed, {"a:1": "Z", "a:9": "X"}, {"X", "Y"})
    assert [r.rule.rsplit("-", 1)[1] for r in found] == ["missing", "unknown", "elsewhere"]


def test_an_order_takes_effect_in_the_office_s_life():
    """After its founding, not in advance."""
    founded, today = date(2020, 1, 1), date(2026, 1, 1)
    assert succession.day_faults(today, today, founded) == []
    assert succession.day_faults(date(2026, 1, 2), today, founded)[0].field == "on"
    assert succession.day_faults(founded, today, founded)[0].field == "on"


def test_a_certificate_says_all_and_its_checksum_covers_it():
    """Both sides with signature and time, every duty, what did not move."""
    at = datetime(2026, 3, 1, 9, 30)
    sheet = certificate.Sheet(
        number="交接〔2026〕1号",
        kind="人员变动",
        document="",
        moved_at=at,
        giver=certificate.Side("示例街道一", "专员", "示例甲", at),
        taker=certificate.Side("示例街道二", "专员", "", None),
        lines=[
            certificate.Line("承诺", "1", "示例承诺", date(2026, 1, 5), date(2026, 6, 30), True),
            certificate.Line("承诺", "2", "示例承诺二", date(2026, 1, 5), None, False),
        ],
    )
    text = certificate.text(sheet)
    assert text.splitlines()[-3:] == [
        "1. 〔承诺 1〕示例承诺，始于 2026-01-05，期限 2026-06-30",
        "2. 〔承诺 2〕示例承诺二，始于 2026-01-05，无期限（签字前已了结，不移交）",
        "接收方自移交时起承担上列职责，不因机构调整、人员变动而免除。",
    ]
    assert "示例街道一专员 示例甲 2026-03-01 09:30:00 签字" in text
    assert "示例街道二专员（依文件移交）" in text
    assert "共 2 项，移交 1 项" in text
    assert certificate.checksum(text) != certificate.checksum(text + " ")


@pytest.mark.parametrize("login", ["ab", "1abc", "张三", "a b c", "a" * 41, "<b>x</b>"])
def test_malformed_logins(login):
    """Latin letters first, three to forty characters."""
    with pytest.raises(Refused):
        entries.login(login)
