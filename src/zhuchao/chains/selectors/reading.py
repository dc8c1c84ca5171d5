"""Reading rows of expressions, and the code of the district asked for."""

from typing import Any, cast

import pyarrow as pa

from zhuchao.rulebook import regions
from zhuchao.rulebook.regions import Level
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.warehouse import engines


def county(code: str) -> str:
    """Today's code of a county; old codes are brought to today's.

    Raises Refused when it is no county.
    """
    found = regions.region(regions.today(code.strip()))
    if found is None or found.level is not Level.COUNTY:
        raise Refused(
            Refusal(
                "chains.district",
                f"行政区划代码“{code[:20]}”不是现行的区县",
                "请填写六位区县代码，例如 330603。",
                "district",
                "GB/T 2260",
            )
        )
    return found.code


def rows_of(expression: Any) -> list[dict[str, Any]]:
    """The rows of an expression as dictionaries."""
    found: pa.Table = engines.run(expression)
    return cast("list[dict[str, Any]]", found.to_pylist())
