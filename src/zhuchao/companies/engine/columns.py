"""Which column of a file is which: by known headings or by the office's own mapping."""

from collections.abc import Mapping, Sequence

from zhuchao.terms.refusal import Refusal, Refused
from zhuchao.terms.words import normalise_name

#: What a column is called in messages.
CHINESE: dict[str, str] = {
    "uscc": "统一社会信用代码",
    "name": "企业名称",
    "reg_date": "成立日期",
    "capital_wan": "注册资本（万元）",
    "capital_yuan": "注册资本（元）",
    "currency": "币种",
    "county_code": "区县代码",
    "city_code": "地市代码",
    "province": "省份",
    "city": "地市",
    "county": "区县",
    "scope": "经营范围",
    "address": "地址",
    "ent_type": "企业类型",
}


def match_columns(
    seen: Sequence[str],
    known: Mapping[str, Sequence[str]],
    required: Sequence[str],
    mapping: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Column of ours → column of the file.

    ``known`` are headings by column of ours; ``mapping`` (ours or its Chinese name → the file's) goes first.
    Raises Refused naming what was seen and what is needed.
    """
    found = _mapped(seen, mapping or {})
    folded = {_fold(s): s for s in reversed(seen)}
    for column, headings in known.items():
        free = {fold: heading for fold, heading in folded.items() if heading not in found.values()}
        hit = next((free[_fold(h)] for h in headings if _fold(h) in free), None)
        if column not in found and hit is not None:
            found[column] = hit
    missing = [CHINESE[c] for c in required if c not in found]
    if missing:
        raise Refused(
            Refusal(
                "registry.columns",
                f"文件缺少必需的列：{'、'.join(missing)}；文件里的列是：{'、'.join(seen) or '（没有列）'}",
                "请改好表头，或用 --mapping 给出对应关系，例如 name: 企业全称。",
                "columns",
            )
        )
    return found


def _fold(heading: str) -> str:
    return normalise_name(heading.lstrip("\ufeff")).casefold()


def _mapped(seen: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    ours = {chinese: column for column, chinese in CHINESE.items()}
    found = {ours.get(key, key): value for key, value in mapping.items()}
    faults = [f"没有“{key}”这样的栏目" for key in found if key not in CHINESE]
    faults += [f"文件里没有列“{value}”" for value in found.values() if value not in seen]
    if faults:
        raise Refused(
            Refusal(
                "registry.mapping",
                f"列对应关系有误：{'；'.join(faults)}；文件里的列是：{'、'.join(seen)}",
                f"可用的栏目：{'、'.join(CHINESE)}。",
                "mapping",
            )
        )
    return found
