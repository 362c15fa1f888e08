"""How times grow with the rows."""
from report import shown, table


def markdown(results):
    rows = []
    names = [figure["name"] for figure in results[-1]["questions"]]
    for place, name in enumerate(names):
        for peer in results[-1]["asking"]:
            rows.append([name, peer] + [shown(min(result["questions"][place]["seconds"][peer])) for result in results])
    return "## How times grow\n\n" + table(["question", ""] + [f"{result['rows']:,} rows" for result in results], rows)
