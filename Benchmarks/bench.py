"""Casus beside DuckDB, Polars and chDB: the same rows, the same questions, turn by turn on one machine.

Answers are compared before anything is timed. See questions.py for what is asked, README.md for
what is measured how.
"""
import argparse
import json
import os
import shutil
import sys

import grow
import report
from compare import same
from peers import SUFFIX
from processes import CASUS, HERE, AskedCasus, AskedLoops, AskedPeer, Failure, environment, run, worker
from questions import QUESTIONS

GENERATOR = os.path.join(HERE, "..", ".build", "generator", "release", "gdelt")
# A question that takes longer than this is asked once more only.
PATIENCE = 5.0


def say(text):
    print(text, file=sys.stderr, flush=True)


def stores(options, rows):
    names = {"casus": os.path.join(options.folder, f"gdelt-{rows}.events")}
    for peer in options.peer:
        names[peer] = os.path.join(options.folder, f"gdelt-{rows}{SUFFIX[peer]}")
    return names


def size(path):
    if not os.path.isdir(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def remove(path):
    if os.path.isdir(path):
        shutil.rmtree(path)
    elif os.path.exists(path):
        os.remove(path)


def bring_near(path):
    """Has the file in the system's memory, and nothing else waiting for the disk: whoever loads first does not read it for all others."""
    os.sync()
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 24):
            pass


def load(options, rows, source, names):
    """Each loads the file as often as asked, in turn, into a new store; seconds include that all is on the disk."""
    figures = {name: {"seconds": [], "peak": 0} for name in names}
    for _ in range(options.loads):
        for name, store in names.items():
            remove(store)
            bring_near(source)
            if name == "casus":
                # The whole process; Casus has its store on the disk before it ends.
                seconds, peak, _ = run(
                    [CASUS, "import", "--exact-dates", "--threads", str(options.threads), source, "--into", store])
            else:
                _, peak, out = run(worker("load", name, source, store, options.threads), environment(options.threads))
                seconds = float(out)
                run(worker("settle", name, store))
            say(f"  {name}: loaded in {seconds:.2f} s, at most {peak / 2**20:,.0f} MiB")
            figures[name]["seconds"].append(seconds)
            figures[name]["peak"] = max(figures[name]["peak"], peak)
    figures["source"] = {"bytes": os.path.getsize(source)}
    return figures


def once(options, names):
    """Whole processes: start, open, answer Q1, end."""
    question = next(question for question in QUESTIONS if question.name == "Q1")
    commands = {
        name: [CASUS, store, "--no-init", "-c", question.casus] if name == "casus"
        else worker("once", name, store, options.threads)
        for name, store in names.items()}
    figures = {name: [] for name in names}
    for turn in range(options.rounds + 1):
        for name, command in commands.items():
            seconds, _, _ = run(command, environment(options.threads))
            if turn > 0:
                figures[name].append(seconds)
    return figures


def ask(options, names):
    """Compares the answers, then asks each question of each in turn."""
    asked = {}
    for name, store in names.items():
        asked[name] = AskedCasus(store, options.threads) if name == "casus" else AskedPeer(name, store, options.threads)
    kinds = asked["casus"].roots()
    figures, rounds, differ = [], {}, []
    for question in options.questions:
        answers = {name: one.ask(question) for name, one in asked.items()}
        for name in options.peer:
            if not same(question, answers["casus"][1], answers[name][1], kinds):
                ours, theirs = answers["casus"][1][:3], answers[name][1][:3]
                say(f"  {question.name}: the answers differ: {ours} against {name}'s {theirs}")
                differ.append((question.name, name))
        rounds[question.name] = {
            name: options.rounds if answer[0] < PATIENCE else 1 for name, answer in answers.items()}
        figures.append({
            "name": question.name, "words": question.words,
            "differs": [name for other, name in differ if other == question.name],
            "seconds": {name: [] for name in names}, "outside": []})
        say(f"  {question.name}: " + ", ".join(f"{name} {answer[0] * 1e3:,.1f} ms" for name, answer in answers.items()))
    for turn in range(options.rounds):
        order = list(asked)[turn % len(asked):] + list(asked)[:turn % len(asked)]
        for question, figure in zip(options.questions, figures):
            for name in order:
                if turn < rounds[question.name][name]:
                    figure["seconds"][name].append(asked[name].ask(question)[0])
                    if name == "casus":
                        figure["outside"].append(asked[name].outside)
    peaks = {name: one.close() for name, one in asked.items()}
    return figures, peaks


def beside_loops(options, source, store):
    """Casus and loops written by hand for the same questions, in turn; the answers compared first."""
    casus, loops = AskedCasus(store, options.threads), AskedLoops(source, options.threads)
    kinds = casus.roots()
    figures = []
    for question in options.questions:
        theirs = loops.ask(question)[1]
        if theirs is None:
            continue
        ours = casus.ask(question)[1]
        if not same(question, ours, theirs, kinds):
            raise Failure(f"{question.name}: the answers differ: {ours[:3]} against the loop's {theirs[:3]}")
        figures.append({"name": question.name, "seconds": {"casus": [], "loop": []}})
        for _ in range(options.rounds):
            figures[-1]["seconds"]["casus"].append(casus.ask(question)[0])
            figures[-1]["seconds"]["loop"].append(loops.ask(question)[0])
        say(f"  {question.name}: " + ", ".join(
            f"{name} {min(seconds) * 1e3:,.2f} ms" for name, seconds in figures[-1]["seconds"].items()))
    casus.close()
    loops.close()
    return figures


def bench(options, rows):
    say(f"{rows:,} rows")
    os.makedirs(options.folder, exist_ok=True)
    source = os.path.join(options.folder, f"gdelt-{rows}.tsv")
    if not os.path.exists(source):
        run([GENERATOR, source, "--rows", str(rows)])
    names = stores(options, rows)
    result = {"rows": rows, "threads": options.threads, "rounds": options.rounds, "load": None}
    kept = os.path.join(options.folder, f"gdelt-{rows}.load.json")
    if options.loads > 0:
        result["load"] = load(options, rows, source, names)
        with open(kept, "w", encoding="utf-8") as out:
            json.dump(result["load"], out)
    elif os.path.exists(kept):
        with open(kept, encoding="utf-8") as file:
            result["load"] = json.load(file)
    result["questions"], result["asking"] = ask(options, names)
    result["once"] = once(options, names)
    result["loops"] = beside_loops(options, source, names["casus"])
    # Not before: a peer may clear away in its own time what it has merged.
    result["bytes"] = {name: size(store) for name, store in names.items()}
    if not options.keep:
        for path in [source, kept, *names.values()]:
            remove(path)
    return result


def parse():
    known = {question.name.lower(): question for question in QUESTIONS}
    parser = argparse.ArgumentParser(prog="make bench BENCH=…", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument(
        "--peer", action="append", choices=list(SUFFIX), help="instead of all three; may be given several times")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--loads", type=int, default=1, help="how often each loads; 0: ask what --keep left")
    parser.add_argument("--questions", help="names with commas between, such as Q1,S1")
    parser.add_argument("--grow", action="store_true", help="at 10^5, 10^6 and so on up to --rows, and how times grow")
    parser.add_argument(
        "--folder", default=os.path.join(HERE, "..", ".build", "bench"), help="where rows and stores lie meanwhile")
    parser.add_argument("--keep", action="store_true", help="leave rows and stores there")
    parser.add_argument("--again", help="measure nothing: write the tables of an earlier --json")
    parser.add_argument("--also", help="the --json of an earlier run of more rows, perhaps with fewer peers: its tables too")
    parser.add_argument("--json", help="write all figures here")
    parser.add_argument("--markdown", help="write the tables here")
    parser.add_argument("--svg", help="with --grow: write the plot here too")
    options = parser.parse_args()
    options.peer = options.peer or list(SUFFIX)
    try:
        names = options.questions.split(",") if options.questions else list(known)
        options.questions = [known[name.strip().lower()] for name in names]
    except KeyError as error:
        parser.error(f"there is no question {error}; there are {', '.join(question.name for question in QUESTIONS)}")
    if options.rows < 1 or options.rounds < 1 or options.threads < 1 or options.loads < 0:
        parser.error("--rows, --rounds and --threads take whole numbers above 0")
    return options


def measure(options):
    sizes = [options.rows]
    if options.grow:
        sizes = [10**power for power in range(5, 9) if 10**power < options.rows] + [options.rows]
    try:
        results = [bench(options, rows) for rows in sizes]
    except Failure as failure:
        sys.exit(f"error: {failure}")
    return {"machine": report.machine(), "versions": report.versions(options.peer), "results": results}


def main():
    options = parse()
    if options.again:
        with open(options.again, encoding="utf-8") as file:
            figures = json.load(file)
    else:
        figures = measure(options)
    if options.also:
        with open(options.also, encoding="utf-8") as file:
            figures["also"] = json.load(file)
    results = figures["results"] + figures.get("also", {"results": []})["results"]
    text = report.markdown(figures)
    if len(results) > 1:
        text += "\n" + grow.markdown(results, options.svg)
    print(text)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as out:
            json.dump(figures, out, indent=1)
    if options.markdown:
        with open(options.markdown, "w", encoding="utf-8") as out:
            out.write(text)
    sys.exit(1 if any(figure["differs"] for result in results for figure in result["questions"]) else 0)


if __name__ == "__main__":
    main()
