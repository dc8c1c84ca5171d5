"""Which office a written name means."""

from datetime import date

import pytest

from zhuchao.accounts.engine.office_names import Borne, Meant, OfficeNames, office_meant

OLD, TURN, NEW = date(2021, 3, 1), date(2022, 7, 1), date(2024, 3, 1)
START = date(2020, 1, 1)
NAMES = OfficeNames(
    present={
        "A": "示例商务局",
        "B": "示例投资促进局",
        "C": "示例招商中心",
        "E": "示例开发区",
        "F": "示例新城",
    },
    borne={
        "示例招商局": [Borne("A", START, TURN), Borne("B", TURN, date(2023, 1, 1))],
        "示例商务局": [Borne("A", TURN, None)],
        "示例投资促进局": [Borne("B", date(2023, 1, 1), None)],
        # C took the name over from an office that went to E.
        "示例招商中心": [Borne("G", START, TURN), Borne("C", TURN, None)],
        "示例园区办": [Borne("H", START, TURN)],
        "示例经合办": [Borne("I", START, TURN)],
        "示例老办": [Borne("J", START, TURN)],
        "示例环": [Borne("K", START, TURN)],
    },
    heirs={"G": ["E"], "H": ["I"], "I": ["E"], "J": ["E", "F"], "K": ["L"], "L": ["K"], "M": []},
)


@pytest.mark.parametrize(
    ("text", "day", "meant"),
    [
        ("A", OLD, Meant(("A",), True)),
        ("示例商务局", NEW, Meant(("A",), True)),
        # Its present name written for a row of the time before it.
        ("示例商务局", OLD, Meant(("A",), True)),
        ("示例招商局", OLD, Meant(("A",), True, True)),
        ("示例招商局", TURN, Meant(("B",), True, True)),
        # Nobody bears it on that day: both did once.
        ("示例招商局", NEW, Meant(("A", "B"), True)),
        # One bore it then, another bears it today.
        ("示例招商中心", OLD, Meant(("C", "E"), True)),
        ("示例招商中心", NEW, Meant(("C",), True)),
        # Merged, and merged again.
        ("示例园区办", OLD, Meant(("E",), True, True)),
        ("示例园区办", NEW, Meant(("E",), True, True)),
        ("H", NEW, Meant(("E",), True, True)),
        # Split.
        ("示例老办", OLD, Meant(("E", "F"), True)),
        # No more, and nobody took over; a circle of heirs ends.
        ("M", OLD, Meant((), True)),
        ("示例环", OLD, Meant((), True)),
        ("天上街道", OLD, Meant((), False)),
    ],
)
def test_the_office_that_a_name_meant(text, day, meant):
    assert office_meant(NAMES, text, day) == meant
