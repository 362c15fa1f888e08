#!/bin/sh
# Sets up a Python environment of its own for the peers, then runs the benchmark; arguments go to it (--rows, --rounds).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv="$here/../.build/bench-venv"
if [ ! -x "$venv/bin/python" ]; then
    command -v python3 >/dev/null 2>&1 || { echo "The benchmark needs python3 (apt-get install python3-venv)." >&2; exit 1; }
    python3 -m venv "$venv" || { echo "The benchmark needs python3-venv (apt-get install python3-venv)." >&2; exit 1; }
    "$venv/bin/pip" install --quiet duckdb
fi
exec "$venv/bin/python" "$here/benchmark.py" "$@"
