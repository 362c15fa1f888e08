/// Questions that hold every step and every form of the language: the ground that mutations start from.
enum Corpus {
    static let questions: [String] =
        worked + sources + clauses + conditions + expressions + steps + sequences + statements

    /// The worked questions over the talks between defence ministries.
    static let worked = [
        "reject(China -> US) | show date, forum, because_of",
        "reject.meeting where responds_to is not unknown | add days(responds_to.date, date) as wait | show id, wait",
        "event \"decline-2023\" | reports | show document, via, attributed_to, stance, date",
        "events | disagree on amount",
        "meeting_request | add holder(CHN.defence_minister, date) as minister | show date, minister",
        "arms_sale(-> Taiwan) | followed by reject(China -> US) within 60 days as refusal | show days(date, refusal.date) as lag",
        "event \"wu-statement-2024\" | follow responds_to all",
        "consult(USAMIL -> China) | sort date | add days(previous(date), date) as gap",
        "events known on 2023-06-30 | count by kind",
        "events(China <-> US) | count per month | chart line",
        "reject before 2023-05-15",
        "events since 2024 where amount > 1bn USD",
        "consult(USA.defence_secretary -> CHN.defence_minister)",
        "events(\"Li Shangfu\")",
        "let refusals(who) = reject(who -> US)\nrefusals(China) | count per year",
        "arms_sale(-> Taiwan) | rate followed by reject(China -> US) within 30, 60, 90 days",
    ]

    static let sources = [
        "events", "reject or threaten.military (China -> US)", "reject(China ->)", "reject(-> US)", "reject(->)",
        "events(China or Japan <-> only US)", "events(China)", "\"reject.meeting\"(China -> US)",
        "cameo 125 (China -> US)", "plover REJECT or cameo 1122", "_ | count", "_2 | take 3", "| take 3 | skip 1",
        "(events since 2021 | count by kind) where count > 2", "reports", "f(China, 2023, \"x\")", "f()",
        "事件(中国 -> 美国) | count",
    ]

    static let clauses = [
        "events since 2021 until 2023 where disputed(amount)", "events after 2023-05-29 before 2023-06",
        "events in 2023-Q2", "events in 2021..2023", "events in 2023-05-29..$end", "events since (2023 - 10)",
        "events known on 2023-06-30 since cutoff in (2021..2024)", "events in first.date..last.date",
    ]

    static let conditions = [
        "events where kind is reject and actor is China and not place is Taiwan",
        "events where kind is in [reject, threaten.military, cameo 125] or amount is unknown",
        "events where forum is not none and forum is not unknown and kind is not reject",
        "events where kind is not in [reject] or date not in 2023 or date in 2021..2022",
        "events where date >= 2023-05 and date <= 2023-05-29 and date != 2022 and times < 3 and times > 1",
        "events where possibly (amount > 500 million USD) and certainly not disputed(amount)",
        "events where summary contains \"visa\" or mentions(summary, \"visit\") or forum like \"shangri*\"",
        "events where summary starts_with \"The\" and lower(summary) ends_with \"talks.\" or summary mentions \"port\"",
        "events where if amount is unknown then no else amount > 1.988bn USD",
        "events where actor is only China and target = CHN.defence_minister",
        "events where \"a \\\"quoted\\\" \\\\ text\\n\\t\\u{e9}\" = summary",
    ]

    static let expressions = [
        "events | show 1 + 2 * -3 - (4 - 5) / 6 % 7 as n", "events | show -(-times), - - times, -times * 2",
        "events | show (date..date) as span, [1, 2..3, \"x\"] as list, []",
        "events | show responds_to.date.year, (a + b).c",
        "events | summarize count(distinct actor) as actors, quantile(times, 0.5) as middle by root(kind) as root",
        "events | show 60 days, 1 day, 2 weeks, 3 months, 1 quarter, 5 years, 5k, 3 thousand, 2tn EUR, 1e3, 1.5e-3",
        "events | add coalesce(amount, 0 USD) as paid, round(log(times), 2) as l, $who as who",
        "events | show if a then b else if c then d else e, (if a then 1 else 2) + 3",
        "events | show (not), (if), count, take",
    ]

    static let steps = [
        "events | where date in 2023 | show date as when, kind as \"the kind\" | drop when, \"the kind\"",
        "events | add times * 2 as twice, dyad as d | drop d, a.b",
        "events | count range by kind, actor per quarter place spread", "events | count per year place earliest",
        "events | summarize sum(times) as n, mean(amount) as m by dyad(country) per month place latest",
        "events | sort amount desc, date asc, id | take 10 | skip $n", "events | top 5 days(date, known) by kind",
        "events | top 3 amount | top 5 days | top (2 + 3) -times", "events | distinct | distinct actor, kind as k",
        "events | sample 100 seed 42 | sample $n seed (1 + 2)", "events | possibly | reports | count",
        "events | join left consult(US -> China) since 2021 where a = b as talk on date = talk.date",
        "events | join (events | count by kind) as totals on kind = totals.kind | append reject in 2020",
        "events | compare with (events known on 2023) on kind, date | compare with events",
        "events | not followed by reject(China -> US) where a = b within 2 months as r take last keep unmatched",
        "events | preceded by event \"x\" within 30 days | not preceded by (reject | take 1) within $w take all",
        "events | rate preceded by reject within 30 days, $w against consult(China) since 2020",
        "events | follow because_of back all | follow part_of | disagree exactly on amount, date | disagree",
        "events | one_a_day by dyad, kind | one_a_day", "events | chart bar kind, count | as markdown | save \"a.md\"",
        "events | chart heatmap | chart timeline date", "events | as json | expect rows = 2 else \"two \\\"rows\\\"\"",
        "events | expect if a then b else c else \"no\"",
    ]

    static let sequences = [
        """
        sequence by pair within 180 days
          threaten as threat
          then 2 to 5 of posture as moves
          then no consult
          then assault within 30 days as strike
        until diplomacy
        | show threat.date, strike.date
        """,
        "sequence reject then optionally 3 of threaten.military(China -> US) since 2021 where target = threat.actor as x",
        "sequence by dyad, f(x) as k within (2 * n) (events | where a = b) then event \"x\" within $w until cameo 125 in 2023",
        "let s = (sequence reject then no optionally consult until 2023)\ns | count",
        "sequence (events) then reject | count",
    ]

    static let statements = [
        "define severe(k: kind, n) = quad(k) is 4 and n > 2\nevents where severe(kind, times)",
        "param who: actor = China\nparam days: duration = 60 days\nparam file: text\nreject($who -> US)",
        "include \"names.casus\"", "explain reject(China -> US) | count", "explain plan events | count by kind",
        "explain sql events", "explain sql as duckdb (events) | take 1", "explain \"reject\"", "let last = | take 1",
        "#! a script\n\n# refusals\nlet r = reject # all\n  where a = b # of b\n\n\n  # sorted\n  | sort date # by date\n\nr # done\n# end",
        "events where kind is in [\n  reject, # one\n  threaten\n]\n| count\nevents",
    ]
}
