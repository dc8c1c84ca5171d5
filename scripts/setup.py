"""Set-up and run of the two commands of the README. Standard library only: it runs before anything is installed."""

import argparse
import sys

from house import demo, steps, suite


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts", description="筑巢的两个命令")
    commands = parser.add_subparsers(dest="command", required=True)
    shown = commands.add_parser("demo", help="装好一切并启动示例区")
    shown.add_argument("--registry", metavar="PATH", help="用这份企业登记数据，不用虚构的示例数据")
    shown.add_argument("--port", type=int, default=8000, help="本机端口（默认 8000）")
    tested = commands.add_parser("test", help="装好一切并运行全部检查与测试")
    tested.add_argument("--only", action="append", default=[], metavar="STEP", help="只运行这些步骤")
    return parser.parse_args()


def main() -> int:
    """Run the command; a step that cannot be done says why and ends with status 1."""
    asked = _arguments()
    try:
        if asked.command == "demo":
            return demo.run(registry=asked.registry, port=asked.port)
        return suite.run(only=asked.only)
    except steps.Failed as failed:
        print(f"\n没有成功：{failed}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
