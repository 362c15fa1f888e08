/// What a newcomer types who does not know the language yet: habits of other prompts.
enum FirstWords: Equatable {
    /// What was meant is this command.
    case command(String)
    /// What was meant takes several of them.
    case commands([String])
    /// Nothing can be done for it but to say how it is done here.
    case advice(String)
}

extension Session {
    /// What is meant by words that are no question; nil for all else, which the parser and the checker answer.
    static func firstWords(_ text: String) -> FirstWords? {
        // The whole line is the shell's, with its `;`, its `|` and its capitals.
        for mark in ["!", "\\!"] where text.hasPrefix(mark) {
            return .command(".shell \(String(text.dropFirst(mark.count)).trimmed)".trimmedEnd)
        }
        if !text.contains("\n"), let meant = otherCommand(text.trimmed) { return meant }
        var text = text
        while text.last == ";" || text.last?.isWhitespace ?? false { text.removeLast() }
        let lower = text.lowercased()
        let words = lower.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first, !text.contains("|"), !text.contains("\n") else { return nil }
        if words.count == 1, let meant = single[first] { return meant }
        if let meant = phrases[words.joined(separator: " ")] { return meant }
        let rest = text.split(separator: " ", maxSplits: 1).dropFirst().joined()
        if words.count == 2 || first == "help", first == "help" || first == "man" || first == "?" {
            return .command(".help \(rest)")
        }
        // `help(reject)`, as other prompts call it.
        if lower.hasPrefix("help("), text.hasSuffix(")") {
            let word = text.dropFirst(5).dropLast().filter { $0 != "\"" && $0 != "'" }
            return .command(".help \(String(word).trimmed)")
        }
        // `?count` and `count?`, as some shells have it.
        if words.count == 1, first.hasPrefix("?") || first.hasSuffix("?") {
            return .command(".help \(text.filter { $0 != "?" })")
        }
        if words.count == 2, ["describe", "desc", "schema"].contains(first) { return .command(".schema \(rest)") }
        return nil
    }

    private static let single: [String: FirstWords] = {
        var table: [String: FirstWords] = [:]
        for word in ["quit", "exit", "q", ":q", ":q!", ":wq", "bye", "quit()", "q()", "exit()", "logout"] {
            table[word] = .command(".quit")
        }
        for word in ["help", "?", "help()", "h", "-h", "--help", "man", "commands", "hello", "hi"] {
            table[word] = .command(".help")
        }
        for word in ["tables", "ls", "dir"] { table[word] = .command(".tables") }
        for word in ["schema", "describe", "columns", "fields"] { table[word] = .command(".schema") }
        table["history"] = .command(".history")
        for word in ["select", "from", "with", "insert", "update", "delete", "create"] { table[word] = .advice(noSQL) }
        return table
    }()

    private static let phrases: [String: FirstWords] = [
        "show tables": .command(".tables"), "help me": .command(".help"), "show databases": .command(".tables"),
        "show columns": .command(".schema"), "show schema": .command(".schema"), "show kinds": .command(".kinds"),
        "show actors": .command(".actors"), "list tables": .command(".tables"), "list kinds": .command(".kinds"),
        "list actors": .command(".actors"),
    ]

    private static let noSQL = """
        Casus is not asked in SQL. Instead of SELECT … FROM events WHERE … write
            events where date in 2023 | show date, kind, actor | take 5
        `help` has three questions to try, and `help steps` what may stand behind a |.

        """
}
