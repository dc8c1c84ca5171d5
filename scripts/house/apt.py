"""Debian packages, installed only when what they bring is missing."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from house import steps

_POSTGRES = Path("/usr/lib/postgresql")


def postgres_folder() -> Path | None:
    """The folder with initdb and postgres: of the newest Debian version, else of the PATH."""
    found = sorted(_POSTGRES.glob("*/bin/initdb"), key=lambda p: int(re.sub(r"\D", "", p.parts[-3]) or 0))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _java() -> bool:
    java = shutil.which("java")
    if java is None:
        return False
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    return version is not None and int(version[1]) >= 17


def _chinese_font() -> bool:
    return any(Path("/usr/share/fonts").rglob("NotoSansCJK*")) or any(
        Path("/usr/share/fonts").rglob("NotoSerifCJK*")
    )


def missing_for_tests() -> list[str]:
    """The packages that the tests need and that this machine lacks."""
    present = {
        "chromium": shutil.which("chromium") is not None,
        "fonts-noto-cjk": _chinese_font(),
        "postgresql": postgres_folder() is not None,
        "openjdk-17-jre-headless": _java(),
    }
    return [name for name, here in present.items() if not here]


def install(packages: list[str]) -> None:
    """Install packages as root or through sudo.

    Raises Failed, naming the command to type, when this is no Debian or there is no right to install.
    """
    by_hand = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if shutil.which("apt-get") is None:
        raise steps.Failed(f"缺少 {'、'.join(packages)}，这台机器没有 apt-get，请自行安装后再运行")
    front: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None:
            raise steps.Failed(f"缺少系统软件包，请以 root 运行：{by_hand}")
        front = ["sudo", "-n"]
    print(f"▸ 安装系统软件包 {' '.join(packages)}……", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        steps.call(*front, "apt-get", "update", environment=quiet)
        steps.call(
            *front, "apt-get", "install", "-y", "--no-install-recommends", *packages, environment=quiet
        )
    except steps.Failed as failed:
        raise steps.Failed(f"{failed}。也可以以 root 运行：{by_hand}") from failed
