"""The goals, which questions tell of each, and what limits it where it is not met; the limits are kept by hand."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    what: str
    questions: tuple
    reach: float
    limit: str = ""


GOALS = [
    Goal("filter and count, any columns (Q7)", ("Q7",), 30,
         "runs leave a tenth of the rows; numbers are compared in full width, a batch at a time"),
    Goal("filter by kind and date (Q1)", ("Q1",), 100,
         "runs leave a twelfth of the rows; then two tests of actors; a new plan, threads and 25,000 runs cost a millisecond"),
    Goal("group by month and dyad; means; exact distinct (Q2, Q4, Q4b, Q5)", ("Q2", "Q4", "Q4b", "Q5"), 15,
         "Q2: counts of 62,000 dyads by 240 months lie in 60 MB, twice; the others follow the runs"),
    Goal("top-k of groups (Q3)", ("Q3",), 10, "two threads are started for a millisecond of work"),
    Goal("top-k of rows (Q6)", ("Q6",), 20, "mentions are ranked in full width"),
    Goal("A followed by B within 60 days, first (S1)", ("S1",), 50, "rows are gathered and put in order one by one, on one thread; not yet day by day over the runs"),
    Goal("the same with an absence between (S3)", ("S3",), 12, "the same; pairs are keys by codes now"),
    Goal("all pairs (S2)", ("S2",), 40,
         "every pair becomes a row, with its order by id, before it is counted"),
    Goal("base rate of every event (B1)", ("B1",), 50, "nine million anchors are gathered as rows, on one thread"),
    Goal("words in the address (T1, T2)", ("T1", "T2"), 10, "a look-up for each row of which of 2.8 million addresses it has"),
    Goal("geometric mean of the fourteen questions", (), 35, "the rows above"),
]

# What limits the rows that are no questions.
LIMITS = {
    "load": "not looked into",
    "memory": "it grows with the rows, 0.35 GiB a million",
    "size": "addresses are not packed: more than half of the file",
    "start": "checksums of the columns touched; the catalogue is read (not in this run: since then it is left where it lies)",
}
