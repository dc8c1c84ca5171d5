"""``zhuchao serve``: the web server and the job runner as two children that live and die together."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

import click

from zhuchao.terms.actor import SYSTEM
from zhuchao.terms.refusal import Refused

#: prctl(2): the kernel sends this signal to a child whose parent is gone, however it went.
_PR_SET_PDEATHSIG = 1
_READY_SECONDS = 60
_STOP_SECONDS = 10


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "zhuchao.site.settings"}
    # Its own process group: Ctrl-C reaches only us, and we end the whole group in good order.
    return subprocess.Popen(
        [sys.executable, "-m", *arguments],
        env=environment,
        start_new_session=True,
        preexec_fn=_die_with_parent,
    )


def _web(host: str, port: int) -> list[str]:
    shown = f"[{host}]" if ":" in host else host
    options = ["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--no-control-socket"]
    return [
        "gunicorn",
        "zhuchao.site.wsgi:application",
        *["--bind", f"{shown}:{port}"],
        *options,
        *["--log-level", "warning", "--graceful-timeout", "5"],
    ]


def _refuse_taken(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"{host}:{port} 不能使用（{error.strerror}），请用 --port 换一个端口。"
            ) from error


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ask the group to stop, wait for its head, then make sure that nobody of the group is left."""
    if child.poll() is None:
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(_STOP_SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _until_ready(url: str, children: list[subprocess.Popen[bytes]]) -> None:
    limit = time.monotonic() + _READY_SECONDS
    while not _answers(url):
        if any(c.poll() is not None for c in children):
            raise click.ClickException("服务没有启动成功，原因见上。")
        if time.monotonic() > limit:
            raise click.ClickException(f"服务在 {_READY_SECONDS} 秒内没有应答。")
        time.sleep(0.1)


class _Stopped(BaseException):
    """A signal asked us to stop."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise _Stopped


def run(host: str, port: int, *, greeting: str = "") -> None:
    """Serve until a signal comes or a child ends; leaves no process behind.

    ``greeting`` is printed once the pages answer. Raises ClickException when the port is taken or a child fails.
    """
    _refuse_taken(host, port)
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{port}/"
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.append(_start(*_web(host, port)))
        children.append(_start("django", "qcluster"))
        _until_ready(url, children)
        click.echo(greeting or f"筑巢已启动：{url}　（Ctrl-C 停止）")
        while all(c.poll() is None for c in children):
            time.sleep(0.5)
        raise click.ClickException("一个服务进程意外结束，已全部停止。")
    except _Stopped:
        click.echo("\n正在停止……")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for child in children:
            _end(child)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="监听地址")
@click.option("--port", default=8000, show_default=True, help="监听端口")
def serve(host: str, port: int) -> None:
    """在本机启动服务：网页、接口和后台任务。"""
    for code in _lost_jobs():
        click.echo(f"上次停止时中断的任务 {code} 已重新排队。")
    run(host, port)


def _lost_jobs() -> list[str]:
    from zhuchao.accounts.flows import requeue_lost_jobs

    # Having lost nothing is the usual case and no refusal worth a word.
    with contextlib.suppress(Refused):
        return requeue_lost_jobs(actor=SYSTEM)
    return []
