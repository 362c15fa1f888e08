"""Figures as Markdown: the table of the goals, then every question and every peer."""
import os
import platform
import statistics
import subprocess

from goals import GOALS, LIMITS
from processes import CASUS, run, worker
from questions import QUESTIONS

MIB = 2**20
NAMES = {"casus": "Casus", "duckdb": "DuckDB", "polars": "Polars", "chdb": "chDB"}


def machine():
    with open("/proc/meminfo", encoding="ascii") as lines:
        memory = int(next(lines).split()[1]) * 1024
    with open("/proc/cpuinfo", encoding="utf-8") as lines:
        model = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())
    return {"cores": len(os.sched_getaffinity(0)), "memory": memory, "processor": model}


def versions(peers):
    found = {"casus": subprocess.run([CASUS, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]}
    for peer in peers:
        found[peer] = run(worker("version", peer))[2].strip()
    return found


def shown(seconds):
    if seconds >= 10:
        return f"{seconds:.1f} s"
    if seconds >= 1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.0f} ms" if seconds >= 0.1 else f"{seconds * 1e3:.3g} ms"


def times(ratio):
    return f"{ratio:,.0f}x" if ratio >= 10 else f"{ratio:.2g}x"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows]) + "\n"


def peers_of(result):
    return [name for name in result["asking"] if name != "casus"]


def ratio(figure, peer=None):
    """How many times as long a peer takes, or the best of them.

    The shortest time of each counts, for what disturbs only adds.
    """
    least = {name: min(seconds) for name, seconds in figure["seconds"].items()}
    others = [least[peer]] if peer else [seconds for name, seconds in least.items() if name != "casus"]
    return min(others) / least["casus"]


def mean(figures, peer=None):
    return statistics.geometric_mean(ratio(figure, peer) for figure in figures)


def goals(result):
    """The rows of the goals: what, to reach, measured, what limits it."""
    rows = []
    load = result["load"]
    if load:
        ours = min(load["casus"]["seconds"])
        rate = load["source"]["bytes"] / ours / 1e6
        against = ", ".join(f"{times(min(load[name]['seconds']) / ours)} {NAMES[name]}" for name in peers_of(result))
        rows.append([
            "read TSV into a store, durable", "6x Polars, 8x DuckDB", f"{against} ({rate:,.0f} MB/s)", LIMITS["load"]])
        rows.append(["memory while reading", "256 MiB", f"{load['casus']['peak'] / MIB:,.0f} MiB", LIMITS["memory"]])
    sizes = result["bytes"]
    beside = f"{sizes['casus'] / sizes['polars']:.2f}x, " if "polars" in sizes else ""
    size = f"{beside}{sizes['casus'] / result['rows']:.0f} bytes a row"
    rows.append(["size on disk, beside Parquet with zstd", "1.0x", size, LIMITS["size"]])
    once = {name: min(seconds) for name, seconds in result["once"].items()}
    best = min((seconds, name) for name, seconds in once.items() if name != "casus")
    rows.append([
        "start, open, answer a filter and count, exit", "5 ms, 20x",
        f"{shown(once['casus'])}, {times(best[0] / once['casus'])} ({NAMES[best[1]]} in Python)", LIMITS["start"]])
    asked = {figure["name"]: figure for figure in result["questions"]}
    for goal in GOALS:
        names = goal.questions or tuple(question.name for question in QUESTIONS)
        if all(name in asked for name in names):
            measured = mean([asked[name] for name in names])
            rows.append([goal.what, f"{goal.reach:g}x", times(measured), goal.limit if measured < goal.reach else ""])
    loops = result.get("loops")
    if loops:
        each = [by_loop(figure) for figure in loops]
        measured = statistics.geometric_mean(each)
        rows.append([
            f"engine against a loop written by hand for the same question ({', '.join(one['name'] for one in loops)})", "1.3x",
            f"{measured:.2g}x ({min(each):.2g}x to {max(each):.2g}x)", LIMITS["loops"] if measured > 1.3 else ""])
    return table(["what", "to reach", "measured", "what limits it"], rows)


def by_loop(figure):
    """How many times as long Casus takes as the loop."""
    return min(figure["seconds"]["casus"]) / min(figure["seconds"]["loop"])


def loops(result):
    """Each question beside its loop."""
    rows = [
        [figure["name"], *(shown(min(figure["seconds"][name])) for name in ("casus", "loop")), f"{by_loop(figure):.2g}x"]
        for figure in result.get("loops") or []]
    if not rows:
        return ""
    text = "\nBeside loops in C that know the question before they are built, over the same columns in memory, asked in turn:\n\n"
    return text + table(["", "Casus", "loop", "Casus / loop"], rows)


def questions(result):
    peers = peers_of(result)
    rows = []
    for figure in result["questions"]:
        row = [figure["name"], figure["words"]]
        for name in ["casus", *peers]:
            seconds = figure["seconds"][name]
            row.append(f"{shown(min(seconds))} ({shown(statistics.median(seconds))})")
        row.append(f"**{times(ratio(figure))}**" + (" answers differ" if figure["differs"] else ""))
        rows.append(row)
    rows.append(
        ["", "geometric mean of the ratios", ""] + [times(mean(result["questions"], name)) for name in peers]
        + [f"**{times(mean(result['questions']))}**"])
    return table(["", "question", "Casus"] + [NAMES[name] for name in peers] + ["best peer / Casus"], rows)


def others(result):
    peers = ["casus", *peers_of(result)]
    rows = []
    load = result["load"]
    if load:
        rows.append(["load, all on the disk"] + [shown(min(load[name]["seconds"])) for name in peers])
        rows.append(["peak of memory while loading"] + [f"{load[name]['peak'] / MIB:,.0f} MiB" for name in peers])
    rows.append(["size on disk"] + [f"{result['bytes'][name] / MIB:,.0f} MiB" for name in peers])
    rows.append(["peak of memory after all questions"] + [f"{result['asking'][name] / MIB:,.0f} MiB" for name in peers])
    rows.append(["start, open, Q1, exit"] + [shown(min(result["once"][name])) for name in peers])
    return table([""] + [NAMES[name] for name in peers], rows)


def run_of(figures, result):
    """On what, with what and how often."""
    machine = figures["machine"]
    versions = ", ".join(f"{NAMES[name]} {version}" for name, version in figures["versions"].items())
    differ = [figure["name"] for figure in result["questions"] if figure["differs"]]
    count = len(result["load"]["casus"]["seconds"]) if result["load"] else 0
    loads = f", {count} {'load' if count == 1 else 'loads'} of each" if count else ""
    return f"""{machine['cores']} cores ({machine['processor']}), {machine['memory'] / 2**30:.0f} GiB of memory; {versions};
{result['threads']} threads, {result['rounds']} rounds in turn{loads}. {'Answers differ in ' + ', '.join(differ) + '.' if differ else 'All answers were equal.'}
"""


def tables(result):
    """Every question, all else that was measured, and loops."""
    return f"""{questions(result)}
The shortest time, and in brackets the median, within one process of each with all its data at hand.

{others(result)}{loops(result)}"""


def markdown(figures):
    result = figures["results"][-1]
    also = figures.get("also")
    more = "".join(
        f"\n## {one['rows']:,} rows\n\n{run_of(also, one)}\n{tables(one)}" for one in also["results"]) if also else ""
    return f"""# Benchmarks

Written by `make bench`; [Benchmarks/README.md](Benchmarks/README.md) says what is measured and how. The last run:

## {result['rows']:,} rows

{run_of(figures, result)}
{goals(result)}
Ratios are the time of the best peer for each question, divided by that of Casus: above 1, Casus is faster.

{tables(result)}{more}"""
