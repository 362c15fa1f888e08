"""The fourteen questions for Polars: lazy, over the Parquet file; each a function from the scan to a lazy frame."""
from datetime import date

import polars as pl

c = pl.col
SPAN = 60


def month():
    return c("date").dt.truncate("1mo")


def years(first, last):
    return c("date").is_between(date(first, 1, 1), date(last, 12, 31))


def word():
    return c("url").str.contains("sanctions", literal=True)


def q1(events):
    return events.filter(
        c("root").is_in(["10", "11", "12", "13"]) & (c("actor_country") == "USA")
        & c("target_country").is_in(["CHN", "RUS", "IRN"]) & years(2016, 2019)).select(pl.len())


def q2(events):
    known = c("actor_country").is_not_null() & c("target_country").is_not_null()
    groups = events.filter(known).group_by("actor_country", "target_country", month()).len()
    return groups.sort("len", descending=True).head(50)


def q3(events):
    groups = events.filter((c("root") == "19") & years(2018, 2020) & c("target").is_not_null()).group_by("target").len()
    return groups.sort("len", descending=True).head(20)


def q4(events):
    a, b = c("actor_country"), c("target_country")
    between = ((a == "ISR") & (b == "PSE")) | ((a == "PSE") & (b == "ISR"))
    return events.filter(between).group_by(month()).agg(c("goldstein").mean())


def q4b(events):
    return events.group_by(month()).agg(c("goldstein").mean())


def q5(events):
    return events.filter(c("actor").is_not_null()).group_by("root").agg(c("actor").n_unique())


def q6(events):
    rows = events.filter(years(2020, 2020) & (c("quad") == 4)).select("id", "mentions")
    return rows.sort("mentions", descending=True).head(20)


def q7(events):
    def role(side, code):
        return pl.any_horizontal((c(f"{side}_role{n}") == code) for n in (1, 2, 3))

    return events.filter(
        (c("goldstein") < -4) & (c("mentions") >= 5) & c("tone").is_between(-10, -2) & c("root").is_in(["17", "18"])
        & (role("actor", "GOV") | role("target", "GOV") | role("target", "MIL"))
    ).select(pl.len(), c("tone").mean(), c("mentions").sum())


def rejections(events):
    return events.filter((c("root") == "12") & c("target").is_not_null())


def first_rejection(anchors, events):
    """Each anchor's first rejection on a later day, within 60 days."""
    later = rejections(events).select(aimed="target", rejected="date").unique().sort("rejected")
    joined = anchors.sort("date").join_asof(
        later, left_on="date", right_on="rejected", by_left="actor", by_right="aimed", strategy="forward",
        allow_exact_matches=False, coalesce=False, check_sortedness=False)
    return joined.with_columns(lag=(c("rejected") - c("date")).dt.total_days()).filter(c("lag") <= SPAN)


def aid(events):
    return events.filter((c("base") == "072") & c("actor").is_not_null()).select("actor", "target", "date")


def s1(events):
    return first_rejection(aid(events), events).select(pl.len(), c("lag").mean())


def s2(events):
    # Spans of 60 days as a second key keep the join from pairing events that lie years apart.
    span = c("date").to_physical() // SPAN
    anchors = aid(events).filter(c("target").is_not_null()).with_columns(span=pl.concat_list(span, span + 1)).explode("span")
    later = rejections(events).filter(c("actor").is_not_null()).select(
        rejector="actor", aimed="target", rejected="date", span=span)
    pairs = anchors.join(later, left_on=["actor", "span"], right_on=["aimed", "span"])
    lag = (c("rejected") - c("date")).dt.total_days()
    return pairs.filter((lag > 0) & (lag <= SPAN) & (c("rejector") != c("target"))).select(pl.len())


def s3(events):
    def both(frame, *others):
        a, b = c("actor"), c("target")
        return frame.select(*others, low=pl.min_horizontal(a, b), high=pl.max_horizontal(a, b))

    consults = events.filter((c("root") == "04") & c("actor").is_not_null() & c("target").is_not_null())
    met = both(consults, c("date").alias("met")).unique().sort("met")
    pairs = both(first_rejection(aid(events).filter(c("target").is_not_null()), events), "date", "rejected", "lag").sort("date")
    beside = pairs.join_asof(
        met, left_on="date", right_on="met", by=["low", "high"], strategy="forward", coalesce=False, check_sortedness=False)
    return beside.filter(c("met").is_null() | (c("met") > c("rejected"))).select(pl.len(), c("lag").mean())


def b1(events):
    return first_rejection(events.filter(c("actor").is_not_null()).select("actor", "date"), events).select(pl.len())


def t1(events):
    return events.filter(word()).select(pl.len())


def t2(events):
    return events.filter(word() & (c("actor_country") == "USA")).group_by(month()).len()


ALL = {"Q1": q1, "Q2": q2, "Q3": q3, "Q4": q4, "Q4b": q4b, "Q5": q5, "Q6": q6, "Q7": q7, "S1": s1, "S2": s2, "S3": s3,
       "B1": b1, "T1": t1, "T2": t2}
