"""Working days across holidays, make-up days and years nobody has announced."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhuchao import rulebook
from zhuchao.rulebook import workdays


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2024, 2, 8), 1, date(2024, 2, 9)),  # 2024: the eve of Spring Festival was a working day
        (date(2024, 2, 9), 1, date(2024, 2, 18)),  # holiday to the 17th, Sunday 18th made up
        (date(2024, 4, 26), 1, date(2024, 4, 28)),  # Sunday made up before 1 May
        (date(2024, 3, 15), 1, date(2024, 3, 18)),  # plain weekend
        (date(2024, 3, 16), 0, date(2024, 3, 16)),
    ],
)
def test_after(start, count, end):
    """The state's notice for 2024."""
    assert workdays.after(start, count) == end


def test_years_without_notice_count_the_week():
    """Past the calendar's last year Monday to Friday work, and the year says it is not announced."""
    assert not workdays.is_announced(2090)
    assert workdays.is_workday(date(2090, 1, 2))
    assert not workdays.is_workday(date(2090, 1, 7))
    assert workdays.is_announced(2024)


def test_district_enters_a_notice(tmp_path, monkeypatch):
    """An overlay file takes effect without a new release."""
    monkeypatch.setenv("ZHUCHAO_HOME", str(tmp_path))
    (tmp_path / "rulebook").mkdir()
    (tmp_path / "rulebook" / "workdays.yaml").write_text(
        "- {id: workdays.announced, title: 示例, since: 1949-10-01, source: {document: 示例通知},"
        " standing: own_choice, value: {2090: {holidays: [2090-01-02], makeup: [2090-01-07]}}}",
        encoding="utf-8",
    )
    rulebook.reload()
    try:
        assert workdays.is_announced(2090)
        assert workdays.after(date(2089, 12, 30), 1) == date(2090, 1, 3)
        assert workdays.after(date(2090, 1, 6), 1) == date(2090, 1, 7)
    finally:
        monkeypatch.undo()
        rulebook.reload()


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(0, 30))
def test_after_and_between_agree(start, count):
    """Counting forward and counting back give the same number, and the day reached is worked."""
    end = workdays.after(start, count)
    assert workdays.between(start, end) == count
    assert count == 0 or workdays.is_workday(end)


def test_negative_count_is_refused():
    """Working days are counted forward only."""
    with pytest.raises(ValueError, match="forward"):
        workdays.after(date(2024, 1, 1), -1)
