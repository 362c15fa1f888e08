extension Help {
    /// Words without a page of their own, and the page that speaks of them.
    static let aliases: [String: String] = {
        var table: [String: String] = [:]
        for (page, words) in aliasLists {
            for word in words.split(separator: " ") { table[String(word)] = page }
        }
        return table
    }()

    /// Words of other languages, and the page of what is said here.
    static let habits: [String: String] = {
        var table: [String: String] = [:]
        for (page, words) in habitLists {
            for word in words.split(separator: " ") { table[String(word)] = page }
        }
        return table
    }()

    private static let aliasLists: [(page: String, words: String)] = [
        ("sort", "asc"), ("sample", "seed"), ("join", "left"), ("compare", "with"), ("unmatched", "keep"),
        ("sequence", "of to"), ("per", "spread week quarter quarters months years weeks"),
        ("durations", "day"), ("number", "thousand million billion trillion k m bn tn"),
        ("chart", "bar line"), ("forms", "table csv tsv json jsonl markdown html latex form"),
        ("types", "type"), ("steps", "step"), ("functions", "function"), ("operators", "operator"),
        ("clauses", "clause"), ("kinds", "event_kind"), ("dyads", "-> <->"),
        ("symbols", "| .. ~ ? $ # ( ) [ ] , . : + - * / % < <= > >= \" symbol"),
        ("answers", "answer card cards tree trees footer report"), ("commands", "command"),
        ("count", "unplaced"), ("range", "low high"), ("=", "!="), ("maybe", "possible"), ("follow", "depth"),
        ("dates", "edtf span spans lasting"), ("_", "_1 _2 _3"),
        ("charts", "svg"), ("errors", "error code codes"),
    ]

    private static let habitLists: [(page: String, words: String)] = [
        ("show", "select transmute project columns"), ("where", "filter having subset"),
        ("add", "mutate transform assign"),
        ("by", "group group_by groupby"), ("sort", "arrange order order_by orderby tail"),
        ("take", "limit head slice"), ("summarize", "summarise aggregate agg avg"), ("distinct", "unique"),
        ("append", "union rbind concat"), ("join", "merge inner outer left_join inner_join"),
        ("unknown", "null na nan nil missing is.na isnull"), ("if", "case ifelse case_when"),
        ("in", "between"), ("and", "&& &"), ("or", "||"), ("not", "!"), ("symbols", "%>% |> <- :="), ("=", "== <>"),
        ("like", "ilike grepl regex str_detect"), ("chart", "plot graph ggplot histogram draw"),
        ("timeline", "gantt"), ("heatmap", "pivot crosstab"), ("save", "export write copy"),
        ("commands", "exit quit open describe"), ("params", "variable parameter"), ("as", "rename"),
        ("count", "tally n() value_counts"),
    ]
}
