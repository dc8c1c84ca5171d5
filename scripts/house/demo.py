"""``scripts/demo``: set up, fill the home with the 示例 district when it is empty, serve."""

import os
import subprocess
import sys
from pathlib import Path

from house import frontend, steps, venv


def run(*, registry: str | None, port: int) -> int:
    """Serve the demonstration district until Ctrl-C.

    ``registry`` is a file or folder of real registry data to take instead of the invented rows.
    """
    chosen = Path(registry).expanduser().resolve() if registry else None
    if chosen is not None and not chosen.exists():
        raise steps.Failed(f"没有这个文件或文件夹：{chosen}")
    venv.ready()
    frontend.ready()
    _say_what_is_at_hand(chosen)
    home = Path(os.environ.get("ZHUCHAO_HOME", steps.ROOT / "var")).resolve()
    environment = {**os.environ, "ZHUCHAO_HOME": str(home)}
    load = [str(venv.ZHUCHAO), "demo", "load"] + (["--registry", str(chosen)] if chosen else [])
    ended = subprocess.run(load, env=environment, check=False)
    if ended.returncode:
        return ended.returncode
    # The server takes this process over: Ctrl-C and signals reach it directly.
    sys.stdout.flush()
    serve = [str(venv.ZHUCHAO), "serve", "--port", str(port)]
    os.execve(serve[0], serve, environment)


def _say_what_is_at_hand(chosen: Path | None) -> None:
    shared = os.environ.get("ZHUCHAO_SHARED_DATA", "")
    folder = Path(shared) / "registry"
    if chosen is None and shared and folder.is_dir():
        print(
            f"提示：{folder} 有真实登记数据；要用它，请加上 --registry {folder}。现在用的是虚构的示例数据。"
        )
