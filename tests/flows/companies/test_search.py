"""Search over the registry and the district's master: what is found, in which order, and who may not search."""

import dataclasses

import pytest

from zhuchao.companies import selectors
from zhuchao.terms.actor import Role
from zhuchao.terms.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(make_actor):
    return make_actor(Role.OFFICER)


def names(page):
    return [h.name for h in page.hits]


def test_a_whole_name_is_found_first(small_lake, officer):
    """Branches and the same brand come after."""
    page = selectors.search(officer, "示例龙盛")
    assert page.hits[0].uscc == small_lake.codes["示例龙盛"]
    assert page.hits[0].why == "名称完全一致"
    assert page.hits[0].score == 100


def test_a_fragment_finds_the_large_company_before_its_branches(small_lake, officer):
    """Two characters are enough."""
    found = names(selectors.search(officer, "龙盛"))
    assert found[0] == "浙江示例龙盛染整股份有限公司"
    assert len(found) == 6
    branches = [n for n in found if n.endswith("分公司")]
    assert len(branches) == 2
    assert found.index(branches[0]) > found.index("绍兴示例龙盛纺织有限公司")


@pytest.mark.parametrize("asked", ["示例精密（中国）", "精密(中国)", "示例精密（中国）有限公司", "苏州 精密"])
def test_brackets_and_blanks_do_not_matter(small_lake, officer, asked):
    """However they are written, in the question or in the name."""
    assert "苏州示例精密 (中国) 有限公司" in names(selectors.search(officer, asked, field="name"))


@pytest.mark.parametrize("asked", ["LED照明", "led照明", "ＬＥＤ照明"])
def test_width_and_case_do_not_matter(small_lake, officer, asked):
    """In names and in the text of scopes alike."""
    assert names(selectors.search(officer, asked, field="name")) == ["杭州示例ＬＥＤ照明有限公司"]
    assert names(selectors.search(officer, "led灯具", field="scope")) == ["杭州示例ＬＥＤ照明有限公司"]


def test_every_word_must_occur(small_lake, officer):
    """In any order."""
    assert names(selectors.search(officer, "纺织 绍兴 龙盛", field="name")) == ["绍兴示例龙盛纺织有限公司"]
    assert names(selectors.search(officer, "纺织 深圳", field="name")) == []


def test_a_short_name_skips_characters(small_lake, officer):
    """The listed company answers, though its name does not hold the short name as it stands."""
    page = selectors.search(officer, "中农科技")
    assert page.hits[0].name == "深圳中示农大科技股份有限公司"
    assert page.hits[0].why == "简称"


@pytest.mark.parametrize("asked", ["*ST龙盛", "龙盛股份", "ST龙盛A"])
def test_signs_of_an_exchange_do_not_hide_a_company(small_lake, officer, asked):
    """Nor does a tail word."""
    assert selectors.search(officer, asked).hits[0].name == "浙江示例龙盛染整股份有限公司"


def test_codes_whole_and_in_part(small_lake, officer):
    """From the start, or from the organisation's own part."""
    code = small_lake.codes["南京示例轴承集团有限公司"]
    whole = selectors.search(officer, f" {code.lower()} ")
    assert [(h.uscc, h.why) for h in whole.hits] == [(code, "信用代码")]
    assert selectors.search(officer, code[:12]).total == 13 + 60
    part = selectors.search(officer, code[8:17], field="uscc")
    assert [(h.uscc, h.why) for h in part.hits] == [(code, "信用代码的一部分")]
    assert selectors.search(officer, code[:17] + "?", field="uscc").hits[0].uscc == code


def test_scope_and_address(small_lake, officer):
    """The words must stand there; the part that holds them is shown."""
    page = selectors.search(officer, "集成电路设计")
    assert [(h.name, h.why) for h in page.hits] == [("北京示例微芯集成电路有限公司", "经营范围")]
    assert "集成电路设计" in page.hits[0].snippet
    assert names(selectors.search(officer, "平水镇", field="address")) == ["绍兴市柯桥区示例水泵厂"]
    assert names(selectors.search(officer, "销售纺织", field="scope")) == []
    assert names(selectors.search(officer, "集成电路设计；芯片", field="scope")) == [page.hits[0].name]


def test_pages_join_without_gap_or_repetition(small_lake, officer):
    """Every company once, in the same order however long the page is."""
    whole = selectors.search(officer, "布行", field="name", top=100)
    assert (whole.total, whole.capped) == (60, False)
    parts = [
        h.uscc
        for at in range(0, 60, 17)
        for h in selectors.search(officer, "布行", field="name", top=17, offset=at).hits
    ]
    assert parts == [h.uscc for h in whole.hits]


def test_a_common_fragment_is_capped_and_says_so(small_lake, officer, monkeypatch):
    """The best-standing ones are listed, not the first that come."""
    from dataclasses import replace

    from zhuchao.companies.selectors import finding

    few = replace(finding.limits(), listed=5)
    monkeypatch.setattr(finding, "limits", lambda: few)
    page = selectors.search(officer, "有限公司", field="name", top=100)
    assert page.capped
    assert "浙江示例龙盛染整股份有限公司" in names(page)
    assert page.total < 73


@pytest.mark.parametrize("asked", ["布", " ", "（）", "龙 "])
def test_refuses_too_few_characters(small_lake, officer, asked):
    """In Chinese, with what to do."""
    with pytest.raises(Refused, match="至少输入2个字"):
        selectors.search(officer, asked)


def test_refuses_an_unknown_field(small_lake, officer):
    """Whatever was asked."""
    with pytest.raises(Refused, match="经营范围"):
        selectors.search(officer, "龙盛", field="scope; DROP TABLE")


@pytest.mark.parametrize(
    "asked", ['"龙盛"', "龙盛*", "龙盛 OR 布行", "'; --龙盛", "NEAR(龙盛)", "^龙盛", "龙盛%"]
)
def test_signs_of_query_languages_mean_nothing(small_lake, officer, asked):
    """They are signs or words like any other."""
    for field in ("all", "name", "scope", "address", "uscc"):
        selectors.search(officer, asked, field=field)


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN, Role.ENTERPRISE])
def test_forbids_administrators_and_enterprises(small_lake, make_actor, role):
    """Search, row, kin and note alike."""
    actor, code = make_actor(role), small_lake.codes["示例龙盛"]
    for ask in (
        lambda: selectors.search(actor, "龙盛"),
        lambda: selectors.registry_row(actor, code),
        lambda: selectors.kin(actor, code),
        lambda: selectors.lake_note(actor),
    ):
        with pytest.raises(Refused) as refused:
            ask()
        assert refused.value.forbidden


@pytest.mark.parametrize(
    "role",
    [Role.OFFICER, Role.OFFICE_HEAD, Role.CENTRE, Role.DEPARTMENT, Role.LEADER, Role.ASSESSOR],
)
def test_works_for_every_staff_role(small_lake, make_actor, role):
    """The registry is public to those who work with business records."""
    assert selectors.search(make_actor(role), "龙盛").total == 6


def test_an_empty_lake_says_so(settings, tmp_path, officer):
    """Nothing is found, and the note tells why."""
    settings.ZHUCHAO_HOME = tmp_path
    assert selectors.search(officer, "龙盛") == selectors.SearchPage([], 0, False)
    note = selectors.lake_note(officer)
    assert (note.rows, note.as_of, note.version) == (0, None, 0)
    assert "还是空的" in note.caveat


@pytest.mark.parametrize(("listed", "guessed"), [(2, False), (200, True)])
def test_what_more_names_hold_than_are_listed_is_no_short_name(
    small_lake, actors, monkeypatch, listed, guessed
):
    """Guessing at short names reads hundreds of rows more; a common fragment has answers enough as it stands."""
    from zhuchao.companies.selectors import finding

    asked, look = [], finding._shortened
    limits = dataclasses.replace(finding.limits(), listed=listed)
    monkeypatch.setattr(finding, "limits", lambda: limits)
    monkeypatch.setattr(finding, "_shortened", lambda *given: asked.append(given) or look(*given))
    page = selectors.search(actors["officer"], "示例", field="name")
    assert page.hits and page.capped is not guessed
    assert bool(asked) is guessed
