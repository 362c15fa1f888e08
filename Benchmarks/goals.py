"""The goals, which questions tell of each, and what limits it where it is not met; kept by hand, printed by report.py."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    what: str
    questions: tuple
    reach: float
    limit: str = ""


GOALS = [
    Goal("filter and count, any columns (Q7)", ("Q7",), 30),
    Goal("filter by kind and date (Q1)", ("Q1",), 100),
    Goal("group by month and dyad; means; exact distinct (Q2, Q4, Q4b, Q5)", ("Q2", "Q4", "Q4b", "Q5"), 15),
    Goal("top-k of groups (Q3)", ("Q3",), 10),
    Goal("top-k of rows (Q6)", ("Q6",), 20),
    Goal("A followed by B within 60 days, first (S1)", ("S1",), 50),
    Goal("the same with an absence between (S3)", ("S3",), 12),
    Goal("all pairs (S2)", ("S2",), 40),
    Goal("base rate of every event (B1)", ("B1",), 50),
    Goal("words in the address (T1, T2)", ("T1", "T2"), 10),
    Goal("geometric mean of the fourteen questions", (), 35),
]

# What limits the rows that are no questions.
LIMITS = {"load": "", "memory": "", "size": "", "start": ""}
