"""Asks the same questions of Casus and of DuckDB, over the same file, as whole processes in turn.

Answers are compared before anything is timed. What is printed are medians and ratios: above 1, Casus is faster.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import generate

HERE = os.path.dirname(os.path.abspath(__file__))
CASUS = os.path.join(HERE, "..", ".build", "release", "casus")

COLUMNS = ["id", "date"] + [f"c{i}" for i in range(3, 6)] + ["actor", "c7", "actor_country"] + [f"c{i}" for i in range(9, 16)] + \
    ["target", "c17", "target_country"] + [f"c{i}" for i in range(19, 27)] + ["code", "base", "root", "quad", "goldstein", "mentions",
     "sources", "articles", "tone"] + [f"c{i}" for i in range(36, 61)] + ["url"]

# name, question, SQL; both answer with rows of the same columns in the same order
QUESTIONS = [
    ("count", "events | count", "select count(*) from events"),
    ("kind and dyad", "reject(USA -> CHN or RUS or IRN) | count",
     "select count(*) from events where root = '12' and actor_country = 'USA' and target_country in ('CHN', 'RUS', 'IRN')"),
    ("kind and time", "fight since 2018 until 2019 | count",
     "select count(*) from events where root = '19' and date between 20180101 and 20191231"),
    ("by root", "events | count by root(kind) as root",
     "select root, count(*) from events group by 1 order by 1"),
    ("mean per month", "events(ISR <-> PSE) | summarize mean(goldstein) as mean per month | where mean is not unknown",
     "select date // 100, avg(goldstein) from events where (actor_country = 'ISR' and target_country = 'PSE') or "
     "(actor_country = 'PSE' and target_country = 'ISR') group by 1 order by 1"),
    ("top targets", "fight in 2018..2020 where target is not unknown | count by target | sort count desc, target | take 20",
     "select target, count(*) n from events where root = '19' and date between 20180101 and 20201231 and target <> '' "
     "group by 1 order by 2 desc, 1 limit 20"),
    ("distinct actors", "events | summarize count(distinct actor) as n",
     "select count(distinct actor) from events where actor <> ''"),
]


def read_sql(path):
    columns = ", ".join(f"'{name}': '{kind(name)}'" for name in COLUMNS)
    return f"create view events as select * from read_csv('{path}', delim='\\t', header=false, quote='', escape='', columns={{{columns}}})"


def kind(name):
    if name in ("id", "date", "mentions", "quad"):
        return "BIGINT"
    return "DOUBLE" if name in ("goldstein", "tone") else "VARCHAR"


def run(command):
    start = time.perf_counter()
    result = subprocess.run(command, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if result.returncode != 0:
        sys.exit(f"{command[0]} failed: {result.stderr}")
    return seconds, result.stdout


def casus(path, question):
    seconds, out = run([CASUS, path, "--as", "json", "-c", question])
    return seconds, [list(row.values()) for row in json.loads(out)]


def duckdb(path, sql):
    program = f"import duckdb, json; c = duckdb.connect(); c.execute({read_sql(path)!r}); print(json.dumps(c.execute({sql!r}).fetchall(), default=str))"
    seconds, out = run([sys.executable, "-c", program])
    return seconds, json.loads(out)


def same(ours, theirs):
    """Equal values; the key of a period or a kind is named differently, so the first of several columns is left out."""
    if len(ours) != len(theirs):
        return False
    for mine, other in zip(ours, theirs):
        for a, b in zip(mine[1:] or mine, other[1:] or other):
            if isinstance(a, (int, float)) and isinstance(b, (int, float)):
                if abs(a - b) > 1e-6 * max(1, abs(b)):
                    return False
            elif a != b:
                return False
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", help="write the figures here too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "events.export.CSV")
        generate.write(path, options.rows)
        print(f"{options.rows:,} rows, {os.path.getsize(path) / 1e6:,.0f} MB, {options.rounds} rounds; both read the file and answer\n")
        print(f"{'question':<18}{'casus':>10}{'duckdb':>10}{'ratio':>8}")
        figures, failed = [], False
        for name, question, sql in QUESTIONS:
            ours, theirs = casus(path, question)[1], duckdb(path, sql)[1]
            if not same(ours, theirs):
                print(f"{name:<18} answers differ: {ours[:3]} against {theirs[:3]}")
                failed = True
                continue
            pairs = [(casus(path, question)[0], duckdb(path, sql)[0]) for _ in range(options.rounds)]
            mine, other = (statistics.median(side) for side in zip(*pairs))
            ratio = statistics.median(b / a for a, b in pairs)
            figures.append({"question": name, "casus": mine, "duckdb": other, "ratio": ratio})
            print(f"{name:<18}{mine:>9.3f}s{other:>9.3f}s{ratio:>8.2f}")
        if figures:
            print(f"\ngeometric mean of the ratios: {statistics.geometric_mean(f['ratio'] for f in figures):.2f}")
        if options.json:
            with open(options.json, "w", encoding="utf-8") as out:
                json.dump({"rows": options.rows, "figures": figures}, out, indent=1)
        sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
