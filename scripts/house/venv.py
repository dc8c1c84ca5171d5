"""The virtual environment ``.venv``: only what the command needs is put into it."""

import subprocess
import sys
from pathlib import Path

from house import apt, steps

VENV = steps.ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
ZHUCHAO = VENV / "bin" / "zhuchao"
_STAMPS = VENV / ".zhuchao"


def _works() -> bool:
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def _create() -> None:
    try:
        steps.call(sys.executable, "-m", "venv", "--clear", VENV)
    except steps.Failed:
        # Debian splits ensurepip off; the message of venv names the package.
        apt.install(["python3-venv"])
        steps.call(sys.executable, "-m", "venv", "--clear", VENV)


def _installed(extra: str, inputs: str) -> bool:
    stamp = _STAMPS / (extra or "core")
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == inputs


def ready(extra: str = "") -> None:
    """An environment with the project and, for ``extra`` = ``test``, the tools of the tests."""
    inputs = steps.fingerprint([steps.ROOT / "pyproject.toml"], str(VENV))
    # The tests' environment holds all that the demonstration needs.
    if any(_installed(e, inputs) for e in {extra, "test"}):
        return
    if not _works():
        _create()
    wanted = f"{steps.ROOT}[{extra}]" if extra else str(steps.ROOT)
    steps.once(
        f"安装 Python 依赖{'（含测试工具）' if extra else ''}到 .venv",
        _STAMPS / (extra or "core"),
        inputs,
        lambda: steps.call(PYTHON, "-m", "pip", "install", "--quiet", "--editable", wanted),
    )


def tool(name: str) -> Path:
    """A command of the environment."""
    return VENV / "bin" / name


def add(package: str) -> None:
    """Put one more package into the environment."""
    steps.call(PYTHON, "-m", "pip", "install", "--quiet", package)
