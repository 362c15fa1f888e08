#!/bin/sh
# Builds the generator and the loops, sets up a Python environment of its own for the peers, then runs the benchmark; arguments go to it.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build="$here/../.build"
venv="$build/bench-venv"
"${SWIFT:-swift}" build -c release --package-path "$here/Generator" --scratch-path "$build/generator" >"$build/generator.log" 2>&1 || {
    cat "$build/generator.log" >&2
    exit 1
}
"${SWIFT:-swift}" build -c release --package-path "$here/Loops" --scratch-path "$build/loops" >"$build/loops.log" 2>&1 || {
    cat "$build/loops.log" >&2
    exit 1
}
if [ ! -e "$venv/ready" ]; then
    command -v python3 >/dev/null 2>&1 || { echo "The benchmark needs python3 (apt-get install python3-venv)." >&2; exit 1; }
    python3 -m venv "$venv" || { echo "The benchmark needs python3-venv (apt-get install python3-venv)." >&2; exit 1; }
    "$venv/bin/pip" install --quiet duckdb polars chdb
    touch "$venv/ready"
fi
exec "$venv/bin/python" "$here/bench.py" "$@"
