"""How times grow with the rows: a table, and a plot that Casus draws."""
import math
import os
import statistics
import tempfile

from processes import CASUS, run
from report import NAMES, shown, table

MAPPING = """read csv
kind is statement
id from id
date from date
column rows from rows as number
column ms from ms as number
"""


def least(figure, name):
    return min(figure["seconds"][name])


def means(result):
    """The geometric mean of all questions for each, in milliseconds."""
    return {
        name: 1e3 * statistics.geometric_mean(least(figure, name) for figure in result["questions"])
        for name in result["asking"]}


def markdown(results, svg=None):
    rows = []
    everyone = results[0]["asking"]
    # Where a peer was not asked, "best peer" is the best of the others, and no part of the exponent.
    whole = [result for result in results if set(result["asking"]) == set(everyone)]
    for figures in zip(*(result["questions"] for result in results)):
        ours = [least(figure, "casus") for figure in figures]
        others = [min(least(figure, name) for name in figure["seconds"] if name != "casus") for figure in figures]
        for name, times, count in (("Casus", ours, len(results)), ("best peer", others, len(whole))):
            span = math.log(results[count - 1]["rows"] / results[0]["rows"])
            exponent = f"{math.log(times[count - 1] / times[0]) / span:.2f}" if count > 1 else ""
            rows.append([figures[0]["name"] if name == "Casus" else "", name, *map(shown, times), exponent])

    def each(what, text):
        for name in everyone:
            cells = [text(result, name) if name in result["asking"] else "not asked" for result in results]
            rows.append([what, NAMES[name], *cells, ""])

    each("geometric mean", lambda result, name: f"{means(result)[name]:,.3g} ms")
    each("peak of memory", lambda result, name: f"{result['asking'][name] / 2**20:,.0f} MiB")
    head = ["", ""] + [f"{result['rows']:,} rows" for result in results] + ["exponent"]
    fewer = [
        f" Of {result['rows']:,} rows the best peer is the best of {', '.join(NAMES[name] for name in result['asking'] if name != 'casus')}."
        for result in results if result not in whole]
    return f"""## How times grow

{table(head, rows)}
The exponent is 1 where ten times the rows take ten times as long.{''.join(fewer)} The geometric mean of Casus' times, as powers of ten:
milliseconds upward, rows to the right.

```text
{plot(results, svg)}
```
"""


def plot(results, svg):
    """Casus reads its own times by a mapping, and draws them."""
    with tempfile.TemporaryDirectory() as folder:
        mapping, data = os.path.join(folder, "growth.map"), os.path.join(folder, "growth.csv")
        with open(mapping, "w", encoding="utf-8") as out:
            out.write(MAPPING)
        with open(data, "w", encoding="utf-8") as out:
            out.write("id,date,rows,ms\n")
            for number, result in enumerate(results):
                out.write(f"{number},2000-01-01,{result['rows']},{means(result)['casus']}\n")
        question = "events | show log(rows) / log(10) as rows, log(ms) / log(10) as ms | chart line"
        if svg:
            run([CASUS, "--no-init", "--map", mapping, data, "-c", f'{question} | save "{svg}"'])
        return run([CASUS, "--no-init", "--map", mapping, data, "-c", question])[2].rstrip()
