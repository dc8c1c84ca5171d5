"""Running a step once: its stamp is a hash of its inputs and lies beside what it made."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Failed(Exception):  # noqa: N818 - a step failed; the text says why
    """A step cannot be done; the text is for the person at the keyboard."""


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    """A hash over the content of the files (folders: everything in them) and the words."""
    digest = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            digest.update(str(file.relative_to(ROOT)).encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def once(name: str, stamp: Path, inputs: str, work: Callable[[], None]) -> bool:
    """Do the work unless the stamp says that it was done for these inputs; True when it was done now.

    The stamp is written only after the work succeeded, so an interrupted step is done again.
    """
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == inputs:
        return False
    print(f"▸ {name}……", flush=True)
    began = time.monotonic()
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(inputs, encoding="utf-8")
    print(f"  完成，用时 {time.monotonic() - began:.0f} 秒", flush=True)
    return True


def call(*command: str | Path, cwd: Path = ROOT, environment: Mapping[str, str] | None = None) -> None:
    """Run a command quietly; when it fails, show the end of what it printed.

    Raises Failed when the command is missing or ends with another status than 0.
    """
    words = [str(part) for part in command]
    try:
        ended = subprocess.run(
            words,
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise Failed(f"不能运行 {words[0]}：{error.strerror}") from error
    if ended.returncode:
        print("\n".join(ended.stdout.splitlines()[-30:]), file=sys.stderr)
        raise Failed(f"命令 {' '.join(words[:6])} 以状态 {ended.returncode} 结束，输出的末尾见上")
