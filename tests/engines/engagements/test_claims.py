"""When 首报首谈 lapses."""

from datetime import date

from zhuchao.engagements.engine.claims import lapsed, lapses_after

DAY = date(2026, 3, 1)


def test_the_sixtieth_day_still_holds():
    assert lapses_after(DAY, days=60) == date(2026, 4, 30)
    assert not lapsed(active_on=DAY, days=60, on=date(2026, 4, 30))
    assert lapsed(active_on=DAY, days=60, on=date(2026, 5, 1))
