"""The root of the command line: help starts nothing, a refusal is a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ZHUCHAO = Path(sys.executable).with_name("zhuchao")


def _run(home, *words, **more):
    environment = os.environ | {"ZHUCHAO_HOME": str(home)} | more
    return subprocess.run(
        [str(ZHUCHAO), *words], env=environment, capture_output=True, text=True, check=False
    )


def test_help_names_every_noun_and_makes_no_home(tmp_path):
    home = tmp_path / "home"
    ran = _run(home, "--help")
    assert ran.returncode == 0
    for noun in (
        "accounts",
        "chains",
        "companies",
        "demo",
        "figure",
        "ledger",
        "registry",
        "rulebook",
        "serve",
    ):
        assert noun in ran.stdout
    assert not home.exists()


def test_help_does_not_load_django():
    asked = (
        "import sys, runpy; sys.argv = ['zhuchao', '--help']\n"
        "from zhuchao.site import cli\n"
        "try:\n    cli.main()\n"
        "except SystemExit:\n    pass\n"
        "print('loaded:', sorted(m for m in sys.modules if m in ('django', 'duckdb', 'ibis', 'yaml')))"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "loaded: []"


def test_help_of_a_command_makes_no_database(tmp_path):
    ran = _run(tmp_path, "ledger", "verify", "--help")
    assert ran.returncode == 0, ran.stderr
    assert not (tmp_path / "zhuchao.sqlite3").exists()


def test_every_command_makes_the_home_it_needs(tmp_path):
    ran = _run(tmp_path / "new", "ledger", "verify", "--json")
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "new" / "zhuchao.sqlite3").exists()


def test_an_unknown_command_ends_with_a_usage_error(tmp_path):
    ran = _run(tmp_path, "nothing")
    assert ran.returncode == 2
    assert "没有命令 'nothing'" in ran.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("serve", "--port", "x"), "'--port'：'x' 不是整数。"),
        (("serve", "--nothing"), "没有选项 '--nothing'。"),
        (("demo", "load", "--registry", "not-there"), "'--registry'：没有 'not-there'。"),
        (("openapi", "--out"), "选项 '--out' 后面要有值。"),
    ],
)
def test_a_mistake_at_the_keyboard_is_told_in_chinese(tmp_path, words, said):
    ran = _run(tmp_path, *words)
    assert ran.returncode == 2
    assert said in ran.stderr


def test_help_is_chinese_down_to_its_headings(tmp_path):
    for words in ((), ("serve",)):
        said = _run(tmp_path, *words, "--help").stdout
        assert "用法：" in said and "选项:" in said and "显示本说明" in said
        assert "Usage" not in said and "Options" not in said and "Show this" not in said


def test_a_refusal_is_a_sentence_with_the_next_step_and_status_2(tmp_path):
    ran = _run(tmp_path, "--as", "nobody", "leads", "list")
    assert ran.returncode == 2
    assert ran.stderr.startswith("不能办理：")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("url", ["mysql://somewhere/x", "http://somewhere"])
def test_another_database_than_the_two_is_refused(tmp_path, url):
    from zhuchao.site.database import database

    with pytest.raises(ValueError, match="postgresql"):
        database(url, tmp_path)


def test_a_database_address_with_a_socket_folder(tmp_path):
    from zhuchao.site.database import database

    found = database("postgresql://me:p%40ss@/records?host=/run/pg", tmp_path)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["NAME"]) == (
        "me",
        "p@ss",
        "/run/pg",
        "records",
    )
