"""The figures companies_on_link and targets_on_list: the rows behind them, for whom, and when they are blank."""

import datetime as dt

import pytest
from django.utils import timezone

from zhuchao.chains import flows, selectors
from zhuchao.chains.engine.editing import LinkChange
from zhuchao.chains.flows.add_link import add_link
from zhuchao.chains.flows.draft_chain import draft_chain
from zhuchao.chains.flows.edit_link import edit_link
from zhuchao.chains.flows.publish_chain import publish_chain
from zhuchao.companies import flows as master
from zhuchao.figures import selectors as figures
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db
LINK = {"chain": "machinery", "link": "轴承", "district": "330603"}


def test_companies_on_link_open_to_their_codes(planted, actors):
    """Four there are, the four that the gaps count."""
    figure = figures.compute("companies_on_link", actors["officer"], **LINK)
    gap = next(g for g in selectors.gaps(actors["officer"], "machinery", "330603") if g.link.name == "轴承")
    ours = {r["uscc"] for r in planted.rows if r["county_code"] == "330603" and r["scope"] == "轴承制造"}
    assert figure.value == gap.observed == 4
    assert set(figure.rows) == ours
    assert "存续未核实" in figure.caveat


def test_companies_on_link_is_blank_for_what_the_registry_no_longer_knows(planted, actors):
    """The registry is one snapshot: what was known before it came cannot be told."""
    before = timezone.now() - dt.timedelta(days=9)
    figure = figures.compute("companies_on_link", actors["officer"], known_at=before, **LINK)
    assert figure.value is None and "登记库" in figure.why_blank


def moved_in(planted, actors, county="330603"):
    """A company of bearings elsewhere that the master says sits there."""
    away = next(r["uscc"] for r in planted.rows if "轴承" in r["name"] and r["county_code"] != county)
    master.adopt_company(actor=actors["officer"], uscc=away)
    master.correct_company(
        actor=actors["officer"], uscc=away, version=1, changes={"county_code": county, "capital_wan": 7}
    )
    return away


def test_companies_on_link_is_blank_for_what_the_master_said_before_it_was_put_right(planted, actors):
    """Only where a company of that county was: elsewhere what was known then is what is known now."""
    before = timezone.now()
    elsewhere = {**LINK, "district": "330604"}
    figure = figures.compute("companies_on_link", actors["officer"], known_at=before, **LINK)
    assert figure.value == 4
    one = moved_in(planted, actors)
    figure = figures.compute("companies_on_link", actors["officer"], known_at=before, **LINK)
    assert figure.value is None and "企业主档" in figure.why_blank
    figure = figures.compute("companies_on_link", actors["officer"], known_at=before, **elsewhere)
    assert figure.value == 0
    figure = figures.compute("companies_on_link", actors["officer"], known_at=timezone.now(), **LINK)
    assert figure.value == 5 and one in figure.rows


@pytest.fixture
def other_words(planted, actors):
    """From today on only 示例滚子 is 轴承, and there is a link more; yesterday the rulebook's own words held."""
    centre = actors["centre"]
    draft_chain(actor=centre, chain="machinery")
    bearing = selectors.chain(centre, "machinery").link("轴承")
    none = {field: [] for field in ("process", "loose", "name_words", "hint_words", "exclude")}
    change = LinkChange(make=["示例滚子"], **none)
    edit_link(actor=centre, chain="machinery", link=bearing.code, change=change)
    more = LinkChange(name="示例环节", process=["轴承制造"])
    add_link(actor=centre, chain="machinery", change=more)
    publish_chain(actor=centre, chain="machinery", on=timezone.localdate(), reason="示例")


def test_companies_on_link_of_an_old_day_does_not_move_when_words_are_published(other_words, actors):
    """Today nobody is left; every day before keeps its four, and its table of today stays."""
    officer, today = actors["officer"], timezone.localdate()
    for day, value in ((today, 0), (today - dt.timedelta(days=1), 4), (dt.date(2024, 6, 30), 4)):
        figure = figures.compute("companies_on_link", officer, as_of=day, **LINK)
        assert (figure.value, len(figure.rows)) == (value, value)
        assert "最早的" not in figure.caveat


def test_companies_on_link_of_an_old_day_reads_the_master_too(other_words, planted, actors):
    """Placed anew by the words of then, the rows of the master before those of the registry."""
    one = moved_in(planted, actors)
    day = timezone.localdate() - dt.timedelta(days=1)
    figure = figures.compute("companies_on_link", actors["officer"], as_of=day, **LINK)
    assert figure.value == 5 and one in figure.rows


def test_companies_on_link_of_an_old_day_does_not_move_when_a_company_is_corrected(planted, actors):
    """Taken off today, it counts until yesterday; another put on today counts from today."""
    officer, today = actors["officer"], timezone.localdate()
    ours = [r for r in planted.rows if r["county_code"] == "330603"]
    off = next(r["uscc"] for r in ours if "轴承" in r["name"])
    on = [r["uscc"] for r in ours if "餐饮" in r["name"]][:2]
    for uscc, said in ((off, False), *((u, True) for u in on)):
        flows.correct_placement(
            actor=officer, uscc=uscc, chain="machinery", link="轴承", on=said, reason="示例"
        )
    before = figures.compute("companies_on_link", officer, as_of=today - dt.timedelta(days=1), **LINK)
    now = figures.compute("companies_on_link", officer, as_of=today, **LINK)
    assert (before.value, now.value) == (4, 5)
    assert set(now.rows) - set(before.rows) == set(on) and set(before.rows) - set(now.rows) == {off}


def test_companies_on_link_of_a_link_that_came_later_leaves_older_days_blank(other_words, actors):
    """Blank and says why; a link that never was is refused."""
    officer, old = actors["officer"], dt.date(2024, 6, 30)
    later = LINK | {"link": "示例环节"}
    assert figures.compute("companies_on_link", officer, as_of=timezone.localdate(), **later).value == 4
    blank = figures.compute("companies_on_link", officer, as_of=old, **later)
    assert blank.value is None and "没有这个环节" in blank.why_blank
    with pytest.raises(Refused, match="没有环节"):
        figures.compute("companies_on_link", officer, as_of=old, **(LINK | {"link": "没有"}))


def test_companies_on_link_of_a_day_before_a_chain_is_read_by_its_first_version(planted, actors):
    """A chain of the centre's own: older days are answered by its first words, which never change, and it says so."""
    centre, today = actors["centre"], timezone.localdate()
    code = draft_chain(actor=centre, name="示例链")
    add_link(actor=centre, chain=code, change=LinkChange(name="示例轴承", process=["轴承制造"]))
    publish_chain(actor=centre, chain=code, on=today, reason="示例")
    asked = {"chain": code, "link": "示例轴承", "district": "330603"}
    draft_chain(actor=centre, chain=code)
    edit_link(actor=centre, chain=code, link="示例轴承", change=LinkChange(process=["示例"]))
    publish_chain(actor=centre, chain=code, on=today, reason="示例")
    assert figures.compute("companies_on_link", centre, as_of=today, **asked).value == 0
    figure = figures.compute("companies_on_link", centre, as_of=today - dt.timedelta(days=1), **asked)
    assert figure.value == 0 and f"按最早的 {today} 版归链" in figure.caveat


def test_targets_on_list_counts_the_list_as_saved(planted, actors):
    """Ten companies; none before it was saved; nothing for an office that may not see it."""
    code = flows.save_target_list(
        actor=actors["officer"], chain="machinery", link="泵阀与压缩机", district="330603", top=10
    )
    figure = figures.compute("targets_on_list", actors["officer"], list=code)
    kept = selectors.target_list(actors["officer"], code)
    assert figure.value == 10 and set(figure.rows) == {r.uscc for r in kept.rows}
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    assert figures.compute("targets_on_list", actors["officer"], as_of=yesterday, list=code).value is None
    with pytest.raises(Refused) as refused:
        figures.compute("targets_on_list", actors["other_officer"], list=code)
    assert refused.value.forbidden
