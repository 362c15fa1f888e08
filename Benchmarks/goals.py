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
         "Q2: counts of 62,000 dyads by 240 months lie in 60 MB for each thread, of which half are no rows'; the others follow the runs"),
    Goal("top-k of groups (Q3)", ("Q3",), 10, "two threads are started for a millisecond of work"),
    Goal("top-k of rows (Q6)", ("Q6",), 20, "a plan, threads and 25,000 runs cost half of it"),
    Goal("A followed by B within 60 days, first (S1)", ("S1",), 50, "bits of keys and days are filled and read in some 240 small batches, a month each; matching itself is a fifth"),
    Goal("the same with an absence between (S3)", ("S3",), 12, "pairs of the consultations are looked up one by one"),
    Goal("all pairs (S2)", ("S2",), 40,
         "rejections are put in order by key and day anew for each question; then two searches for each aid"),
    Goal("base rate of every event (B1)", ("B1",), 50, "nine million look-ups of a bit, at the speed of memory"),
    Goal("words in the address (T1, T2)", ("T1", "T2"), 10, "all 240 MB of addresses are looked through, at the speed of memory; a look-up for each row of its address"),
    Goal("geometric mean of the fourteen questions", (), 35, "the rows above"),
]

# What limits the rows that are no questions.
LIMITS = {
    "load": "3.9 GB are copied from the system's memory, by one thread at a time, and 0.7 GB brought to the disk",
    "memory": "",
    "size": "addresses are not packed: a third of the file",
    "start": "the whole columns touched are checked, on one thread: 40 MB for this question",
}
