/// The words of the language, in one table: the lexer's, the grammar's and the editor's. All are contextual.
package enum Keywords {
    package static let statements = ["let", "define", "param", "include", "explain"]
    package static let sources = ["event", "sequence", "cameo", "plover"]
    package static let clauses = ["since", "after", "before", "until", "in", "known", "on", "where"]
    /// The words that begin a step.
    package static let steps = [
        "where", "show", "add", "drop", "count", "summarize", "sort", "take", "skip", "top", "distinct", "sample",
        "join", "append", "compare", "followed", "preceded", "not", "rate", "follow", "reports", "disagree",
        "one_a_day", "possibly", "chart", "as", "save", "expect",
    ]
    /// Words inside steps.
    package static let inside = [
        "as", "by", "per", "place", "range", "desc", "asc", "seed", "left", "on", "with", "within", "take", "first",
        "last", "all", "keep", "unmatched", "back", "exactly", "against", "else", "then", "no", "optionally", "to",
        "of", "until", "plan", "sql",
    ]
    package static let operators = [
        "and", "or", "not", "is", "in", "certainly", "possibly", "only", "if", "then", "else", "unknown", "none",
        "contains", "starts_with", "ends_with", "like", "mentions", "distinct",
    ]
    /// Words for numbers and lengths of time.
    package static let units = [
        "day", "days", "week", "weeks", "month", "months", "quarter", "quarters", "year", "years", "thousand",
        "million", "billion", "trillion", "k", "m", "bn", "tn",
    ]
    package static let charts = ["bar", "line", "timeline", "heatmap"]
    package static let forms = ["table", "line", "csv", "tsv", "json", "jsonl", "markdown", "html", "latex"]
    package static let placements = ["earliest", "latest", "spread"]

    /// Every word, once, in order.
    package static var all: [String] {
        Set(statements + sources + clauses + steps + inside + operators + units + charts + forms + placements).sorted()
    }
}
