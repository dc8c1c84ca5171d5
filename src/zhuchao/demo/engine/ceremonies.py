"""The signing ceremonies (集中签约) of the five years."""

from datetime import date

#: Key → day and number of projects signed there.
CEREMONIES = {
    "jizhong-01": (date(2021, 5, 18), 10),
    "jizhong-02": (date(2021, 11, 9), 9),
    "jizhong-03": (date(2022, 6, 16), 8),
    "jizhong-04": (date(2022, 11, 22), 9),
    "jizhong-05": (date(2023, 4, 20), 11),
    "jizhong-06": (date(2023, 10, 19), 10),
    "jizhong-07": (date(2024, 5, 17), 19),
    "jizhong-08": (date(2024, 11, 14), 10),
    "jizhong-09": (date(2025, 5, 22), 11),
    "jizhong-10": (date(2026, 4, 23), 9),
}
