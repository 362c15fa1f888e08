"""The fourteen questions, in Casus' words and in those of the peers; all of a question mean the same thing.

What "the same" takes, everywhere:
- Dates are read as exact days (`--exact-dates`), as the peers take them.
- A row whose actor or target is not known is only possible in Casus and not counted; in SQL a comparison with NULL does the same.
- "After" is a later day: of two events of one day Casus says that it is only possible that one followed the other, so the peers
  ask for `date > date`, and "within 60 days" for a difference of 1 to 60.
- "A" of a sequence is an actor by its whole code: a rejection aimed at USAGOV answers what USAGOV did.
- The role of an actor is any of its three role columns.
- Months without events: Casus says 0 or unknown, SQL has no row; the comparison leaves them out on both sides.

A peer's columns are those of schema.py.
"""
from dataclasses import dataclass

# Aid by somebody to somebody (a), rejections aimed at somebody (r), and each aid's first rejection on a later day (first).
DUCK_FIRST = """
    with a as (select actor, target, date from events where base = '072' and actor is not null {both}),
    r as (select distinct target as aimed, date as rejected from events where root = '12' and target is not null),
    first as (select a.actor, a.target, a.date, r.rejected, r.rejected - a.date as lag
        from a asof join r on a.actor = r.aimed and a.date < r.rejected where r.rejected - a.date <= 60)
"""
CH_FIRST = """
    with a as (select actor, target, date from events where base = '072' and actor != '' {both}),
    r as (select distinct target as aimed, date as rejected from events where root = '12' and target != ''),
    first as (select a.actor as actor, a.target as target, a.date as date, r.rejected as rejected, r.rejected - a.date as lag
        from a asof join r on a.actor = r.aimed and a.date < r.rejected where r.rejected - a.date <= 60)
"""
# Spans of 60 days as a second key keep the join from pairing events that lie years apart.
DUCK_PAIRS = """
    with a as (select actor, target, date, unnest([d, d + 1]) as span
        from (select actor, target, date, (date - date '1970-01-01') // 60 as d from events where base = '072' and actor is not null and target is not null)),
    r as (select actor, target, date, (date - date '1970-01-01') // 60 as span from events
        where root = '12' and actor is not null and target is not null)
    select count(*) from a join r on a.actor = r.target and a.span = r.span
        where r.date > a.date and r.date <= a.date + 60 and r.actor <> a.target
"""
CH_PAIRS = """
    with a as (select actor, target, date, arrayJoin([d, d + 1]) as span
        from (select actor, target, date, intDiv(toUInt32(date), 60) as d from events where base = '072' and actor != '' and target != '')),
    r as (select actor, target, date, intDiv(toUInt32(date), 60) as span
        from events where root = '12' and actor != '' and target != '')
    select count() from a join r on a.actor = r.target and a.span = r.span
        where r.date > a.date and r.date <= a.date + 60 and r.actor != a.target
"""


@dataclass(frozen=True)
class Question:
    name: str
    words: str
    casus: str
    duckdb: str
    chdb: str = ""
    # The answer is cut behind this many rows, so rows with the last row's key may be others.
    top: bool = False
    # What Casus says of a month without events, of which SQL has no row.
    empty: object = ...

    def sql(self, peer):
        return self.chdb if peer == "chdb" and self.chdb else self.duckdb


ROLES = "('GOV' in (actor_role1, actor_role2, actor_role3) or 'GOV' in (target_role1, target_role2, target_role3)" \
    " or 'MIL' in (target_role1, target_role2, target_role3))"

QUESTIONS = [
    Question(
        "Q1", "count, actor country USA, target CHN or RUS or IRN, roots 10 to 13, 2016 to 2019",
        "cameo 10 or cameo 11 or cameo 12 or cameo 13(USA -> CHN or RUS or IRN) in 2016..2019 | count",
        "select count(*) from events where root in ('10', '11', '12', '13') and actor_country = 'USA' "
        "and target_country in ('CHN', 'RUS', 'IRN') and date between '2016-01-01' and '2019-12-31'"),
    Question(
        "Q2", "count by month and dyad of countries, top 50",
        "events where country(actor) is not unknown and country(target) is not unknown | count by dyad(country) per month "
        "| top 50 count",
        "select actor_country, target_country, date_trunc('month', date), count(*) from events "
        "where actor_country is not null and target_country is not null group by all order by 4 desc limit 50",
        "select actor_country, target_country, toStartOfMonth(date) as month, count() as n from events "
        "where actor_country != '' and target_country != '' group by 1, 2, 3 order by n desc limit 50", top=True),
    Question(
        "Q3", "the 20 target codes most fought (root 19), 2018 to 2020",
        "cameo 19 in 2018..2020 where target is not unknown | count by target | top 20 count",
        "select target, count(*) from events where root = '19' and date between '2018-01-01' and '2020-12-31' "
        "and target is not null group by 1 order by 2 desc limit 20",
        "select target, count() as n from events where root = '19' and date between '2018-01-01' and '2020-12-31' "
        "and target != '' group by 1 order by n desc limit 20", top=True),
    Question(
        "Q4", "mean Goldstein value per month between ISR and PSE",
        "events(ISR <-> PSE) | summarize mean(goldstein(kind)) as mean per month",
        "select date_trunc('month', date), avg(goldstein) from events where (actor_country = 'ISR' and target_country = 'PSE') "
        "or (actor_country = 'PSE' and target_country = 'ISR') group by 1",
        "select toStartOfMonth(date), avg(goldstein) from events where (actor_country = 'ISR' and target_country = 'PSE') "
        "or (actor_country = 'PSE' and target_country = 'ISR') group by 1", empty=None),
    Question(
        "Q4b", "the same of all events",
        "events | summarize mean(goldstein(kind)) as mean per month",
        "select date_trunc('month', date), avg(goldstein) from events group by 1",
        "select toStartOfMonth(date), avg(goldstein) from events group by 1", empty=None),
    Question(
        "Q5", "distinct actor codes by root",
        "events where actor is not unknown | summarize count(distinct actor) as n by root(kind) as root",
        "select root, count(distinct actor) from events group by 1",
        "select root, uniqExact(actor) from events where actor != '' group by 1"),
    Question(
        "Q6", "the 20 rows of 2020, quad class 4, with most mentions",
        "events in 2020 where quad(kind) = 4 | top 20 mentions | show id, mentions",
        "select id, mentions from events where date between '2020-01-01' and '2020-12-31' and quad = 4 "
        "order by mentions desc limit 20", top=True),
    Question(
        "Q7", "Goldstein below -4, 5 mentions or more, tone -10 to -2, actor GOV or target GOV or MIL, kind 17 or 18: "
        "count, mean tone, sum of mentions",
        "cameo 17 or cameo 18 where goldstein(kind) < -4 and mentions >= 5 and tone in -10..-2 "
        'and (role(actor) = "GOV" or role(target) in ["GOV", "MIL"]) '
        "| summarize count() as n, mean(tone) as tone, sum(mentions) as mentions",
        "select count(*), avg(tone), sum(mentions) from events where goldstein < -4 and mentions >= 5 and tone between -10 and -2 "
        f"and {ROLES} and root in ('17', '18')"),
    Question(
        "S1", "aid (072) by A, then a rejection (12) aimed at A within 60 days: how many, mean lag to the first",
        "cameo 072 where actor is not unknown | followed by cameo 12 where target is not unknown and target = anchor.actor "
        "within 60 days as r | summarize count() as n, mean(days(date, r.date)) as lag",
        DUCK_FIRST.format(both="") + "select count(*), avg(lag) from first",
        CH_FIRST.format(both="") + "select count(), avg(lag) from first"),
    Question(
        "S2", "all such pairs of aid and rejection, the rejection by another than who was aided",
        "cameo 072 where actor is not unknown and target is not unknown | followed by cameo 12 where target is not unknown "
        "and actor is not unknown and target = anchor.actor and actor != anchor.target within 60 days as r take all | count",
        DUCK_PAIRS, CH_PAIRS),
    Question(
        "S3", "aid by A to B, then the first rejection aimed at A within 60 days, no consultation (04) of A and B from the day of "
        "the one to the day of the other: how many, mean lag",
        "sequence within 60 days cameo 072 where actor is not unknown and target is not unknown as aid "
        "then no cameo 04 where actor is not unknown and target is not unknown and pair = aid.pair "
        "then cameo 12 where target is not unknown and target = aid.actor as rejection "
        "| summarize count() as n, mean(days(aid.date, rejection.date)) as lag",
        DUCK_FIRST.format(both="and target is not null") + """,
            c as (select distinct least(actor, target) as low, greatest(actor, target) as high, date as met from events
                where root = '04' and actor is not null and target is not null),
            p as (select *, least(actor, target) as low, greatest(actor, target) as high from first)
            select count(*), avg(lag) from p asof left join c on p.low = c.low and p.high = c.high and p.date <= c.met
                where c.met is null or c.met > p.rejected""",
        CH_FIRST.format(both="and target != ''") + """,
            c as (select distinct least(actor, target) as low, greatest(actor, target) as high, date as met from events
                where root = '04' and actor != '' and target != ''),
            p as (select *, least(actor, target) as low, greatest(actor, target) as high from first)
            select count(), avg(lag) from p asof left join c on p.low = c.low and p.high = c.high and p.date <= c.met
                where c.low = '' or c.met > p.rejected"""),
    Question(
        "B1", "of every event with an actor: how often that actor is rejected within 60 days",
        "events where actor is not unknown | followed by cameo 12 where target is not unknown and target = anchor.actor "
        "within 60 days as r | count",
        """with r as (select distinct target as aimed, date as rejected from events where root = '12' and target is not null)
            select count(*) from events asof join r on events.actor = r.aimed and events.date < r.rejected
                where r.rejected - events.date <= 60""",
        """with r as (select distinct target as aimed, date as rejected from events where root = '12' and target != '')
            select count() from (select actor, date from events where actor != '') as a
                asof join r on a.actor = r.aimed and a.date < r.rejected where r.rejected - a.date <= 60"""),
    Question(
        "T1", "the address contains a word",
        'events where url contains "sanctions" | count',
        "select count(*) from events where contains(url, 'sanctions')",
        "select count() from events where position(url, 'sanctions') > 0"),
    Question(
        "T2", "the same for one actor country, per month",
        'events(USA ->) where url contains "sanctions" | count per month',
        "select date_trunc('month', date), count(*) from events "
        "where actor_country = 'USA' and contains(url, 'sanctions') group by 1",
        "select toStartOfMonth(date), count() from events "
        "where actor_country = 'USA' and position(url, 'sanctions') > 0 group by 1", empty=0),
]
