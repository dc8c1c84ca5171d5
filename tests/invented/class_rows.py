"""A small invented registry (示例) whose scopes write the names of classes of GB/T 4754, to learn classes from."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

#: The name of a class → what such companies write beside it.
TRADES = {
    "蔬菜种植": ("大棚", "菜苗", "有机肥", "农机出租"),
    "模具制造": ("冲压件", "注塑件", "机床", "数控加工"),
    "物业管理": ("保洁", "绿化养护", "停车服务", "水电维修"),
}
EACH = 60


def write(path: Path) -> Path:
    """``EACH`` companies of each class as a file with uscc, name and scope."""
    rows = [
        (f"{label}{n}", f"甲{n}{words[0]}有限公司", f"{label}；{words[n % 4]}；{words[(n + 1) % 4]}；销售")
        for label, words in TRADES.items()
        for n in range(EACH)
    ]
    pq.write_table(pa.table(dict(zip(("uscc", "name", "scope"), zip(*rows, strict=True), strict=True))), path)
    return path
