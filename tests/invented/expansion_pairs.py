"""Invented headquarters and their branches in other cities, with a habit that can be learned."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from zhuchao.learners import expansion

#: Cities of ten provinces; what is learned must not come from which of them is the greatest.
CITIES = (
    *("330100", "330200", "330600", "320100", "320500", "320600", "310000", "110000", "340100", "350100"),
    *("360100", "370100", "410100", "420100", "430100", "440100", "510100", "610100", "210100", "120000"),
)
#: Each trade goes to one city, whichever city its companies come from.
GOALS = {
    "印染": "330600",
    "化工": "320600",
    "机床": "370100",
    "软件": "510100",
    "陶瓷": "360100",
    "钢管": "410100",
}


def write(path, rows):
    """A file of pairs: rows of (parent, its city, its name, city of the branch, day)."""
    columns = {c: [] for c in expansion.COLUMNS}
    for parent, home, name, city, opened in rows:
        for column, value in {
            "branch_date": opened,
            "branch_city": city,
            "parent_uscc": parent,
            "parent_name": name,
            "parent_date": date(1995, 1, 1),
            "parent_prov": home[:2],
            "parent_city": home,
            "parent_capital_wan": 500.0,
        }.items():
            columns[column].append(value)
    pq.write_table(pa.table(columns), path)
    return path


def habits(seed=1, each=50):
    """Every company enters its trade's city and one more by chance."""
    random = np.random.default_rng(seed)
    homes = ("330100", "330200", "320100", "320500", "110000")
    rows = []
    for trade, goal in GOALS.items():
        for i in range(each):
            when = date(1999, 1, 1) + timedelta(days=int(random.integers(0, 5800)))
            for n, city in enumerate((goal, str(random.choice(CITIES)))):
                if city != homes[i % 5]:
                    opened = when + timedelta(days=90 * n)
                    rows.append((f"{trade}{i}", homes[i % 5], f"示例{trade}{i}有限公司", city, opened))
    return rows
