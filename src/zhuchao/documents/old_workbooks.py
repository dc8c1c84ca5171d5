"""Workbooks as Excel kept them until 2003 (.xls), read by a process of its own.

A damaged one may make its reader panic or ask for more memory than there is, which ends the process it runs in. So that
is never the process that serves pages: ``python -m zhuchao.documents.old_workbooks FILE ROWS BYTES MEMORY SECONDS`` prints
the first sheet with rows, a line of JSON each, and may take no more memory and time than it is given.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError

from zhuchao.documents.cells import filled_rows

_MB = 1024 * 1024
#: Memory for the reader, as a multiple of what a workbook may unpack to: it holds the cells beside their text.
_MEMORY = 4
_SECONDS = 60
_TOO_LARGE = 3


class DamagedError(Exception):
    """The file is no such workbook, or a damaged one."""


class TooLargeError(Exception):
    """The workbook holds more than is allowed."""


def read_rows(path: Path, *, rows: int, unpacked_mb: int) -> Iterator[tuple[int, list[str]]]:
    """Number from 1 and cells of the rows that are not empty, at most so many, of the first sheet that has any.

    Raises DamagedError when it cannot be read, TooLargeError when its text is more than ``unpacked_mb``.
    """
    given = (path, rows, unpacked_mb * _MB, _MEMORY * unpacked_mb * _MB, _SECONDS)
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        command = [sys.executable, "-m", __name__, *map(str, given)]
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.DEVNULL, check=False
        )
        if done.returncode == _TOO_LARGE:
            raise TooLargeError
        if done.returncode:
            raise DamagedError
        out.seek(0)
        for line in out:
            number, cells = json.loads(line)
            yield number, cells


def _print_rows(path: str, most_rows: int, most_bytes: int) -> int:
    size = 0
    for many, (number, cells) in enumerate(filled_rows(path), 1):
        line = json.dumps([number, cells])
        size += len(line)
        if size > most_bytes:
            return _TOO_LARGE
        sys.stdout.write(line + "\n")
        if many == most_rows:
            break
    return 0


def _main(path: str, *limits: str) -> int:
    most_rows, most_bytes, memory, seconds = map(int, limits)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        return _print_rows(path, most_rows, most_bytes)
    except (CalamineError, OSError, MemoryError):
        return 1


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
