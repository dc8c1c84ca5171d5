# Sourced by scripts/demo and scripts/test: finds a Python of at least 3.11, installing Debian's when there is none.
find_python() {
    for candidate in python3 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

if ! PYTHON=$(find_python); then
    echo "没有找到 Python 3.11 或更新的版本，尝试用系统软件包安装……" >&2
    if [ "$(id -u)" = 0 ]; then SUDO=""; else SUDO="sudo"; fi
    $SUDO apt-get update && $SUDO apt-get install -y --no-install-recommends python3 python3-venv || true
    if ! PYTHON=$(find_python); then
        echo "请先安装 Python 3.11 或更新的版本（含 venv），再运行一次。" >&2
        exit 1
    fi
fi
