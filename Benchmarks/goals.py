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
         "rows that are only possible go through all conditions and into the sums"),
    Goal("filter by kind and date (Q1)", ("Q1",), 100,
         "kind and date are tested row by row over all segments (54 ms), and the count goes over all batches (36 ms)"),
    Goal("group by month and dyad; means; exact distinct (Q2, Q4, Q4b, Q5)", ("Q2", "Q4", "Q4b", "Q5"), 15,
         "Q2: months without events are filled for every dyad before `top` (8 million rows)"),
    Goal("top-k of groups (Q3)", ("Q3",), 10, "the filter, as in Q1"),
    Goal("top-k of rows (Q6)", ("Q6",), 20, "the filter, as in Q1, and the ids that are read for all rows that pass"),
    Goal("A followed by B within 60 days, first (S1)", ("S1",), 50, "anchors are matched one by one"),
    Goal("the same with an absence between (S3)", ("S3",), 12, "anchors are matched one by one"),
    Goal("all pairs (S2)", ("S2",), 40,
         "pairs are made as rows before they are counted; the time grows with the square of the rows"),
    Goal("base rate of every event (B1)", ("B1",), 50, "as S1, and matches are made as rows before they are counted"),
    Goal("words in the address (T1, T2)", ("T1", "T2"), 10, "addresses are unpacked and searched one by one"),
    Goal("geometric mean of the fourteen questions", (), 35, "the rows above"),
]

# What limits the rows that are no questions.
LIMITS = {
    "load": "one pass in memory before the store is written",
    "memory": "the whole data set is in memory before the store is written",
    "size": "columns are stored plain, without packing",
    "start": "reading of what the store says of actors, kinds and places, and the first touch of the columns",
}
