"""规则库: every entry is found, read and dated; every key stands in Chinese."""

import re
from datetime import date

import pytest
from django.urls import reverse

from zhuchao import rulebook
from zhuchao.frame.web import values
from zhuchao.terms.source import STANDING_NAMES, Standing

pytestmark = pytest.mark.django_db

OVERLAY = """
- id: trial.days
  title: 示例期限
  since: 2020-01-01
  until: 2023-12-31
  source: {document: 示例办法, article: 第三条}
  standing: secondary
  value: 3
  unit: 工作日
- id: trial.days
  title: 示例期限
  since: 2024-01-01
  source: {document: 示例办法（修订）, article: 第四条}
  standing: text_read
  value: 1
  unit: 工作日
- id: trial.evil
  title: <b>示例</b>
  since: 2024-01-01
  source: {document: 本系统设定}
  standing: own_choice
  value: {text: "<script>alert(1)</script>"}
"""


@pytest.fixture
def own_rules(home):
    path = home / "rulebook" / "trial.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(OVERLAY, encoding="utf-8")
    rulebook.reload()
    yield
    path.unlink()
    path.parent.rmdir()
    rulebook.reload()


def page(client, **query):
    response = client.get(reverse("frame:rules"), query)
    assert response.status_code == 200
    return response.content.decode()


def total(body):
    return int(re.search(r"共 <b>([\d,]+)</b>", body)[1].replace(",", ""))


def test_every_version_of_every_entry_is_listed(client_as):
    assert total(page(client_as("officer"))) == len(list(rulebook.all_rules()))


@pytest.mark.parametrize("name", ("leader", "system_admin", "security_admin", "audit_admin"))
def test_whoever_works_here_may_read_the_rules(client_as, name):
    page(client_as(name))


def test_nobody_reads_them_without_logging_in(client):
    assert client.get(reverse("frame:rules")).status_code == 302


def test_a_day_keeps_what_was_in_force_then(client_as, own_rules):
    client = client_as("officer")
    then = page(client, q="示例期限", on="2022-06-01")
    now = page(client, q="示例期限", on="2026-01-01")
    assert total(then) == total(now) == 1
    assert "3 工作日" in then
    assert "1 工作日" in now
    assert total(page(client, q="示例期限")) == 2
    assert "没有符合条件的规则" in page(client, q="示例期限", on="2019-01-01")


def test_noun_and_standing_filter(client_as, own_rules):
    client = client_as("officer")
    body = page(client, noun="trial", standing="secondary")
    assert total(body) == 1
    assert STANDING_NAMES[Standing.SECONDARY] in body
    assert total(page(client, noun="trial")) == 3


def test_words_inside_a_value_are_found(client_as):
    body = page(client_as("officer"), q="精对苯二甲酸")
    assert "产业链：现代纺织与印染" in body


def test_the_entry_shows_all_its_versions_newest_first(client_as, own_rules):
    body = client_as("officer").get(reverse("frame:rule", args=["trial.days"])).content.decode()
    assert body.index("示例办法（修订）第四条") < body.index("示例办法第三条")
    assert "2020-01-01 至 2023-12-31" in body
    assert "现行有效" in body


def test_a_value_is_never_markup(client_as, own_rules):
    client = client_as("officer")
    for body in (
        page(client, noun="trial"),
        client.get(reverse("frame:rule", args=["trial.evil"])).content.decode(),
    ):
        assert "<script>alert" not in body
        assert "<b>示例</b>" not in body


def test_an_unknown_entry_is_not_found(client_as):
    assert client_as("officer").get(reverse("frame:rule", args=["none.such"])).status_code == 404


def test_every_entry_opens(client_as):
    client = client_as("officer")
    for rule_id in {r.id for r in rulebook.all_rules()}:
        assert client.get(reverse("frame:rule", args=[rule_id])).status_code == 200, rule_id


def keys_of(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


def test_every_key_and_noun_of_the_rulebook_has_a_chinese_word():
    rules = [r for r in rulebook.all_rules() if r.id != values.WORDS]
    keys = {k for r in rules for k in keys_of(r.value)} | {r.noun for r in rules}
    english = {k for k in keys if re.search(r"[a-z]", k) and not re.search(r"[一-鿿]", values.word(k))}
    assert not english, "add them to rulebook/data/words.yaml"


def test_a_chain_says_the_names_of_its_links_and_not_their_codes():
    chain = rulebook.rule("chains.textile", on=date(2026, 1, 1)).value
    part = dict(values.shown(chain).facts)["上下游关系"]
    names = {link["name"] for link in chain["links"]}
    column = part.headings.index("上游环节")
    assert {row[column].text for row in part.rows} <= names


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        (1, "工作日", "1 工作日"),
        (True, "", "是"),
        ([], "", ""),
        (["甲", "乙"], "", "甲、乙"),
        ([{"a": 1}, {"a": 2}], "", "2 项"),
    ],
)
def test_a_summary_is_one_readable_line(value, unit, said):
    assert values.summary(value, unit) == said


def test_a_long_value_is_cut():
    assert len(values.summary("长" * 500)) == values.SUMMARY
