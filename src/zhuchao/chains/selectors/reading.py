"""Reading rows of expressions, and the code of the district asked for."""

from typing import Any, cast

import pyarrow as pa
from django.utils import timezone

from zhuchao import rulebook
from zhuchao.rulebook import regions
from zhuchao.rulebook.regions import Level
from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.warehouse import engines


def home_code() -> str:
    """The division code of our district (rulebook ``district.home``)."""
    return str(rulebook.rule("district.home", on=timezone.localdate()).value)


def county(code: str) -> str:
    """Today's code of a county, our own when none is given; old codes are brought to today's.

    Raises Refused when it is no county.
    """
    found = regions.region(regions.today(code.strip() or home_code()))
    if found is None or found.level is not Level.COUNTY:
        raise Refused(
            Refusal(
                "chains.district",
                f"行政区划代码“{code[:20]}”不是现行的区县",
                "请从页面上的区县列表中选择，或填写六位区县代码，例如 330603。",
                "district",
                "GB/T 2260",
            )
        )
    return found.code


def rows_of(expression: Any) -> list[dict[str, Any]]:
    """The rows of an expression as dictionaries."""
    found: pa.Table = engines.run(expression)
    return cast("list[dict[str, Any]]", found.to_pylist())
