"""Pairs of words from a small YAML or JSON file, such as which column of a file is which."""

from pathlib import Path

import yaml

from zhuchao.terms.refusal import Refusal, Refused

#: A list of pairs longer than this is some other file given by mistake.
LARGEST_BYTES = 256 * 1024


def read_pairs(path: Path) -> dict[str, str]:
    """The pairs of a file, every value as the text that is written there (a heading ``2018`` stays text).

    Raises Refused when it is missing, too large, not UTF-8, neither YAML nor JSON, or no list of pairs.
    """
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise _refused(path, f"大于{LARGEST_BYTES // 1024}KB，不像是对应关系文件")
        # The base loader makes texts only: no dates, no numbers, no objects.
        found = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.BaseLoader)
    except FileNotFoundError as error:
        raise _refused(path, "不存在") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(path, "读不出来，或不是 UTF-8 编码") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _refused(path, f"第{mark.line + 1}行写法有误" if mark else "写法有误") from error
    if not isinstance(found, dict) or not all(isinstance(v, str) for pair in found.items() for v in pair):
        raise _refused(path, "不是一行一对的“名称: 值”")
    return found


def _refused(path: Path, why: str) -> Refused:
    return Refused(
        Refusal(
            "documents.pairs",
            f"对应关系文件 {path.name} {why}",
            "请写成 YAML 或 JSON，例如 name: 企业全称。",
            "mapping",
        )
    )
