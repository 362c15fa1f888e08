extension Problem {
    /// What is shown: a title, a label beside the place, and lines that help.
    package struct Words: Hashable, Sendable {
        package var title: String
        package var label: String
        package var helps: [String]

        init(_ title: String, _ label: String, _ helps: String...) {
            self.title = title
            self.label = label
            self.helps = helps.filter { !$0.isEmpty }
        }
    }

    package var words: Words {
        switch self {
        // The text itself.
        case .strayCharacter(let text):
            Words(
                "`\(text)` has no meaning here", "not a character of the language", "texts stand in double quotes")
        case .unclosedText:
            Words("this text is never closed", "the quote opens here", "close it with \" on the same line")
        case .unclosedBracket(let open):
            Words("this `\(open)` is never closed", "opened here", "add the closing `\(closing(open))`")
        case .unmatchedBracket(let close):
            Words("this `\(close)` closes nothing", "no bracket is open here", "take it away, or open one before it")
        case .unexpected(let found, let expected):
            Words("found \(found), expected \(expected)", "expected \(expected)")
        case .badNumber(let text, let reason):
            Words("`\(clipped(text))` is not a number", reason)
        case .badDate(let text, let reason):
            Words(
                "`\(clipped(text))` is not a date", reason, "dates are written 2023, 2023-05, 2023-Q2 or 2023-05-29")
        case .nestedTooDeep(let limit):
            Words("this is nested too deeply", "more than \(limit) levels", "give a part a name with `let` or `define`")
        case .namesTooDeep(let limit):
            Words(
                "names made of names are nested too deeply",
                "more than \(limit) levels, with all that this name stands for",
                "write fewer names between: what several of them do can stand in one question")
        case .tooLong(let what, let limit):
            Words("too many \(what)", "more than \(limit)", "split the question with `let`")
        case .habit(let written, let meant):
            meant.isEmpty
                ? Words(
                    "`\(written)` is not needed here",
                    written == ";" ? "a statement ends with its line" : "leave it out")
                : Words("`\(clipped(written))` is written `\(clipped(meant))` here", "write `\(clipped(meant))`")
        case .clauseAfterWhere(let clause):
            Words(
                "`\(clause)` comes before `where` and before the first `|`", "time clauses stand beside the events",
                "inside a condition write it as a comparison: `date >= …`")
        case .badEscape(let text):
            Words(
                "`\(text)` is not an escape", "not known in a text",
                "known are \\\" \\\\ \\n \\t and \\u{…}; write \\\\ for a backslash")
        case .notUTF8:
            Words("the text is not UTF-8", "these bytes are no characters", "save the file as UTF-8")

        // Names.
        case .unknownColumn(let name, let nearest, let columns):
            Words(
                "there is no column `\(name)`", "not a column here", didYouMean(nearest),
                hint(about: name, columns)
                    ?? (nearest.isEmpty ? "columns here: \(columns.joined(separator: ", "))" : ""))
        case .unknownStep(let name, let nearest):
            Words("there is no step `\(name)`", "not a step", didYouMean(nearest))
        case .unknownSource(let name, let nearest, let synonym):
            Words(
                "there is no kind `\(name)`", "not a kind, a table or a name bound with `let`",
                didYouMean((synonym.map { [$0] } ?? []) + nearest.filter { $0 != synonym }),
                nearest.isEmpty && synonym == nil ? "`events` is all kinds; `.kinds` lists them" : "")
        case .unknownActor(let name, let nearest):
            Words(
                "there is no actor `\(name)`", "not a code, a name or an alias", didYouMean(nearest),
                nearest.isEmpty ? "names of several words stand in quotes; `.actors` lists them" : "")
        case .ambiguousName(let name, let what, let candidates):
            Words("`\(name)` may mean several \(what)", "which one?", "write one of: \(list(candidates))")
        case .unknownPlace(let name, let nearest):
            Words("there is no place `\(name)`", "not a place in the data, nor a country", didYouMean(nearest))
        case .unknownFunction(let name, let nearest):
            Words("there is no function `\(name)`", "not a function", didYouMean(nearest))
        case .unknownParameter(let name, let known):
            Words(
                "there is no parameter `$\(name)`", "not declared with `param`",
                known.isEmpty
                    ? "declare it: param \(name): text = \"…\"" : "declared: \(list(known.map { "$" + $0 }))")
        case .nameTaken(let name, let by):
            Words("`\(name)` is already \(by)", "this name is taken", "choose another name")
        case .duplicateColumn(let name):
            Words("there are two columns `\(name)`", "named twice", "give one another name with `as`")
        case .unknownEvent(let id, let nearest):
            Words("there is no event `\(id)`", "not an id in the data", didYouMean(nearest.map { "event \"\($0)\"" }))
        case .unknownCode(let system, let code, let nearest):
            Words("\(system) has no code `\(code)`", "not a code of \(system)", didYouMean(nearest))
        case .callsItself(let name):
            Words(
                "`\(name)` is defined by itself", "this leads back to it", "a name may use only names bound before it")
        case .noLastAnswer:
            Words("there is no last answer yet", "nothing has been asked before", "begin with a question: events")
        case .unknownWord(let word, let what, let choices):
            Words("`\(word)` is no \(what)", "expected \(list(choices))")

        // Types.
        case .typesDiffer(let operation, let left, let right):
            Words(
                "`\(operation)` cannot join \(article(left)) and \(article(right))", "\(left) \(operation) \(right)",
                "\(article(left)) is written \(example(left))")
        case .textBesideValue(let text, let type, let literal):
            Words(
                "the text \"\(text)\" stands beside \(article(type))", "a text, not \(article(type))",
                literal.map { "write \($0)" } ?? "\(article(type)) is written \(example(type))")
        case .wrongArgument(let function, let position, let found, let expected):
            Words(
                "`\(function)` cannot take \(article(found))", "argument \(position) is \(article(found))",
                "expected \(expected)")
        case .wrongArgumentCount(let function, let found, let expected):
            Words("`\(function)` takes \(expected)", "found \(found)")
        case .notACondition(let found):
            Words(
                "a condition is needed here", "this is \(article(found)), not yes or no",
                "compare it with something: … = …, … is unknown")
        case .currenciesDiffer(let left, let right):
            Words(
                "\(left) and \(right) never add or compare", "another currency",
                "Casus knows no rates; filter by one currency first")
        case .aggregateNotHere(let name):
            Words(
                "`\(name)` speaks of many rows", "no rows are grouped here",
                "use it in `summarize`: … | summarize \(name)(…) as n")
        case .aggregateMissing(let name):
            Words(
                "`\(name)` has one value for each row", "a group has many rows",
                "say which: mean(\(name)), first(\(name)), or group by it: by \(name)")
        case .noDate(let step):
            Words("`\(step)` needs the column `date`", "no date to cut here", "keep `date` in the steps before")
        case .constantNeeded(let what, let found):
            Words("\(what) must be fixed before data are read", "found \(found)")
        case .noFields(let type):
            Words(
                "\(article(type)) has no fields", "nothing behind the dot",
                fields(of: type))
        case .calendarDuration(let text):
            Words(
                "`\(text)` has no fixed number of days", "months and years differ in length",
                "write it in days or weeks: 60 days")
        case .namesNoType(let name):
            Words(
                "`\(name)` is no type",
                name == "list"
                    ? "a parameter takes a list under the type of its members: actor = [China, US]"
                    : "expected text, number, bool, date, period, duration, money, kind, actor, place or event")

        // Steps, statements, running.
        case .stepAfterOutput(let step, let output):
            Words(
                "`\(step)` stands behind `\(output)`", "the answer has its form already",
                "`chart`, `as`, `save` and `expect` come last")
        case .needsEvents(let step):
            Words(
                "`\(step)` speaks of events", "these rows are no longer events",
                "put it before `show`, `count` or `summarize`")
        case .badCount(let what, let found):
            Words("\(what) must be a whole number from 0 to 2147483647", "found \(found)")
        case .badParameterValue(let name, let type, let text):
            Words(
                "`$\(name)` must be \(article(type))", "`\(text)` is not",
                "\(article(type)) is written \(example(type))")
        case .missingParameterValue(let name, let type):
            Words("`$\(name)` has no value", "\(article(type)) without a default", "give one: --set \(name)=…")
        case .includeNotHere(let text, let reason):
            Words("`include` cannot read \"\(text)\"", reason)
        case .outsideQuestion(let what):
            Words("\(what) cannot stand here", "not inside a question")
        case .windowNotHere(let name):
            Words(
                "`\(name)`, which looks at neighbouring rows, cannot stand here", "only in `show`, `add` and `sort`",
                "give it a name first: | add \(name)(…) as n | where n …")
        case .chartNeeds(let what):
            Words("this chart needs \(what)", "these columns do not give it")
        case .windowNeeded(let step):
            Words(
                "`\(step)` needs a window", "within how long?",
                "add `within 60 days`: what has not happened yet may still happen")
        case .nothingToCompareBy:
            Words(
                "these two tables have nothing in common by which rows belong together",
                "both need an `id`, or groups by the same keys")
        case .unusedSetting(let name, let nearest):
            Words(
                "`--set \(name)=…` sets nothing", "no `param` declares this name",
                nearest.isEmpty ? "declare it: param \(name): text = \"…\"" : didYouMean(nearest))
        case .expectFailed(let text, let found, let rows):
            Words(
                text.isEmpty ? "the answer is not as expected" : text, found,
                "the answer has \(rows) \(rows == 1 ? "row" : "rows")")
        case .runStopped(let reason):
            Words(reason, "this question")
        case .notWritten(let file, let reason):
            Words("cannot write \"\(file)\"", reason)
        case .notAllowed(let what):
            Words("\(what) is switched off by --safe", "not allowed in this session")
        case .notYet(let what):
            Words("\(what) is not yet there", "understood, but this version cannot answer it")
        case .windowPastData(let asked, let data):
            Words(
                "the question reaches beyond the data", "asks for \(asked)",
                "the data cover \(data); outside it nothing is known")
        case .actorMeans(let name, let members):
            Words(
                "\(name) was taken to include \(members.prefix(12).joined(separator: ", "))"
                    + (members.count > 12 ? " and \(members.count - 12) more" : ""),
                "and all its parts", "`only \(name)` is the one itself")
        case .identityOnly(let mark, let name, let parts, let meant):
            Words(
                "`\(mark)` asks for \(name) itself, and for none of its parts (\(parts.prefix(3).joined(separator: ", "))"
                    + (parts.count > 3 ? " and \(parts.count - 3) more)" : ")"),
                "the one itself", "`\(meant)` takes them in")
        case .percentInPattern(let meant):
            Words(
                "in a pattern `%` stands for itself", "no wildcard", "`*` stands for any characters: \(meant)")
        case .neverTrue(let why):
            Words("no date can fulfil `\(clipped(why))`", "true of no row")
        }
    }

    /// Long texts are cut: the line with the place shows them whole.
    private func clipped(_ text: String) -> String { text.utf8.count > 60 ? text.prefix(40) + "…" : text }

    private func closing(_ open: String) -> String { open == "(" ? ")" : open == "[" ? "]" : "}" }

    /// What tells of a value that a dot tells nothing of.
    private func fields(of type: String) -> String {
        switch type {
        case "actor", "list of actor": "ask of an actor with a function: name(actor), country(actor), role(actor)"
        case "kind": "ask of a kind with a function: root(kind), label(kind), quad(kind), goldstein(kind)"
        case "place": "ask of a place with a function: name(place), country(place)"
        case _: "a dot leads along a link to an event: responds_to.date"
        }
    }

    /// `count by year` where there are dates.
    private func hint(about name: String, _ columns: [String]) -> String? {
        guard columns.contains("date"), ["day", "week", "month", "quarter", "year"].contains(name) else { return nil }
        return "dates are cut by `per \(name)`: … | count per \(name)"
    }

    private func didYouMean(_ names: [String]) -> String {
        guard let first = names.first else { return "" }
        let others = names.dropFirst()
        return "did you mean `\(first)`?" + (others.isEmpty ? "" : " or \(list(Array(others)))")
    }

    private func list(_ names: [String], most: Int = 9) -> String {
        let shown = names.prefix(most).map { "`\($0)`" }
        let rest = names.count - shown.count
        if rest > 0 { return shown.joined(separator: ", ") + " and \(rest) more" }
        guard shown.count > 1, let last = shown.last else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " or " + last
    }

    private func article(_ type: String) -> String {
        switch type {
        case "event", "actor": "an \(type)"
        case "money": "a sum of money"
        case "bool": "a condition"
        case "unknown", "none": type
        case _: "a \(type)"
        }
    }

    private func example(_ type: String) -> String {
        switch type {
        case "number": "12 or 0.5"
        case "date", "period": "2023-05-29, 2023-05 or 2023"
        case "money": "1.5bn USD or 500 million USD"
        case "duration": "60 days or 2 weeks"
        case "kind": "reject or reject.meeting"
        case "actor": "China, CHNMIL or \"Li Shangfu\""
        case "place": "Taiwan or \"Taipei, Taiwan\""
        case "bool": "yes or no"
        case _: "\"like this\""
        }
    }
}
