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
         "runs leave a tenth of the rows, of which six conditions are asked; tried: stored width (a quarter less), 64 bytes at once; "
         "roles of 31,000 actors are too many stretches and are looked up one by one"),
    Goal("filter by kind and date (Q1)", ("Q1",), 100,
         "chDB's table lies by date as well; asked again at once it takes 0.35 ms, behind other programs code and two columns of "
         "400,000 rows come into the caches anew; tried: runs asked all at once (0.5 to 0.1 ms), threads that stay, 64 bytes at once"),
    Goal("group by month and dyad; means; exact distinct (Q2, Q4, Q4b, Q5)", ("Q2", "Q4", "Q4b", "Q5"), 15,
         "Q2: which of the rows have both countries is looked up for each, a third of its time; tried: few groups of a month looked at one "
         "by one, months told by runs (17 to 10 ms); Q4: four tests of ten million rows; tried: columns held apart by each thread"),
    Goal("top-k of groups (Q3)", ("Q3",), 10,
         "a third is finding the 20 among 31,000 groups and drawing them; tried: the rank by bytes instead of sorting (0.7 to 0.3 ms)"),
    Goal("top-k of rows (Q6)", ("Q6",), 20,
         "asked again at once it takes 0.3 ms; behind other programs the rest is code and data coming into the caches anew; tried: "
         "a thread that stays and fifteen calls of the system less (a fifth less)"),
    Goal("A followed by B within 60 days, first (S1)", ("S1",), 50,
         "keys of anchors are gathered, events numbered by them and put into bits, one after the other; tried: memory of the question "
         "before for the bits (a fifth less), and for all else (a third less, beside other work); matching itself is a fifth"),
    Goal("the same with an absence between (S3)", ("S3",), 12, "pairs of the consultations are looked up one by one"),
    Goal("all pairs (S2)", ("S2",), 40,
         "rejections are put in order by key and day anew for each question; then two searches for each aid; tried: both orders (by who was "
         "rejected, and by whom as well) at the same time (a tenth less)"),
    Goal("base rate of every event (B1)", ("B1",), 50,
         "nine million look-ups of a bit and as many of what was taken, for the note on events matched more than once, which no peer gives; tried: "
         "memory of the question before, cleared while near (a fifth less); one loop without branches for 64 events, and no note "
         "where it stands already (a fifth less); what is noted looked up for 64 events at a time (a third less with one thread, a tenth with two); both loops one "
         "event at a time (slower by three quarters)"),
    Goal("words in the address (T1, T2)", ("T1", "T2"), 10,
         "all 240 MB of addresses are looked through, at the speed of memory (tried: 64 bytes at once, a seventh less); a look-up for "
         "each row of its address"),
    Goal("geometric mean of the fourteen questions", (), 35, "the rows above"),
]

# What limits the rows that are no questions.
LIMITS = {
    "load": "nearly a third of the time is copying from and to the system's memory, which two threads that write to one file do one after "
            "the other; rows are taken in by one thread at a time, in their order; tried: order, addresses and texts of a segment at the "
            "same time, names and documents in the end too (a sixth less); more and smaller stripes (no gain seen)",
    "memory": "",
    "loops": "B1, for which a quarter of the time notes which rejections followed several events, as the loop does not (tried: see there); "
             "Q4: its four tests read two columns of 20 MB at the speed of memory, two fifths of its time, rows picked and what each batch "
             "costs the rest; tried: batches twice as large (an eighth less of Q4, a sixth more of Q7, S1 and B1)",
    "size": "addresses are not packed: a third of the file",
    "start": "3.5 of the milliseconds are the start of the program, more than a third of it taking the command line apart; tried: checksums of "
             "8 KiB instead of whole columns (a quarter less), names told without a look at every other (a sixth less of that), two threads, pages mapped at once, "
             "a program at a fixed address (a tenth less, and no longer protected), nothing made ready for commands that are not asked for",
}
