"""Are two answers the same? Rows in any order, numbers to nine digits, months and dyads however they are written."""
import math
import re

MONTH = re.compile(r"^(\d{4}-\d{2})-01( 00:00:00)?$")


def tidy(question, rows, kinds):
    """Rows of plain values: `USA -> CHN` in two, a month as 2016-01, a root kind as its code; months of nothing left out."""
    tidied = []
    for row in rows:
        values = []
        for value in row:
            if isinstance(value, str) and " -> " in value:
                values += value.split(" -> ")
            elif isinstance(value, str) and MONTH.match(value):
                values.append(MONTH.match(value).group(1))
            elif isinstance(value, str) and re.fullmatch(r"\d+", value) and len(value) > 4:
                values.append(int(value))
            else:
                values.append(kinds.get(value, value) if isinstance(value, str) else value)
        if question.empty is ... or values[-1] != question.empty:
            tidied.append(values)
    return sorted(tidied, key=lambda values: [str(value) for value in values if not isinstance(value, float)])


def close(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)
    return a == b


def same(question, ours, theirs, kinds):
    """Equal answers; of a cut answer, rows that tie with the last need only tie."""
    ours, theirs = tidy(question, ours, kinds), tidy(question, theirs, kinds)
    if len(ours) != len(theirs):
        return False
    if question.top and ours:
        if sorted(row[-1] for row in ours) != sorted(row[-1] for row in theirs):
            return False
        least = min(row[-1] for row in ours)
        ours, theirs = ([row for row in rows if row[-1] != least] for rows in (ours, theirs))
    return all(len(a) == len(b) and all(map(close, a, b)) for a, b in zip(ours, theirs))
