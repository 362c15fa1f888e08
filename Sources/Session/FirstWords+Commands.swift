import Rendering

/// The commands of other prompts: what they mean here, or how that is done here.
extension Session {
    /// What is meant by a command of psql (`\x`), IPython (`%x`), or the shells of DuckDB and SQLite (`.x`); nil for all
    /// else, commands of ours too. What stands behind it keeps its capitals.
    static func otherCommand(_ text: String) -> FirstWords? {
        guard let sign = text.first, "\\%.".contains(sign) else { return nil }
        let words = text.split(maxSplits: 1, whereSeparator: \.isWhitespace).map { String($0).trimmed }
        var name = words[0]
        while name.last == ";" { name.removeLast() }
        let rest = words.count > 1 ? words[1] : ""
        if let meant = setting(name, rest) { return meant }
        // A sign at the end is the habit of other languages, but where it is what is to be set.
        var behind = rest
        while behind.last == ";" || behind.last?.isWhitespace ?? false { behind.removeLast() }
        if !behind.isEmpty { behind = " " + behind }
        if sign == "." { return dotted(name, behind) }
        if let meant = same[name] { return .command(meant + behind) }
        switch name {
        case "\\d", "\\d+": return .command(behind.isEmpty ? ".tables" : ".schema" + behind)
        case "\\c", "\\connect": return .command(behind.isEmpty ? ".tables" : ".open" + behind)
        case "%bookmark": return bookmark(behind.shellWords)
        case "%cd" where behind.hasPrefix(" -b "): return .command(".cd @" + String(behind.dropFirst(4)).trimmed)
        case "%cd": return .command(".cd" + behind)
        case "%unalias": return .command(".alias\(behind) off")
        case "\\setenv" where behind.shellWords.count == 1: return .command(".env\(behind) off")
        case "\\setenv", "%env", "%set_env": return .command(".env" + behind)
        case "\\s": return behind.isEmpty ? .command(".history") : .advice(saving)
        case _: break
        }
        if let said = advice[name] { return .advice(said) }
        return name.dropFirst().first?.isLetter ?? false
            ? .advice("There is no `\(shown(name))` here; `.help commands` lists what there is.\n") : nil
    }

    /// Commands that take the same words here.
    private static let same = [
        "\\q": ".quit", "\\h": ".help", "\\?": ".help", "%magic": ".help", "%lsmagic": ".help commands",
        "%quickref": ".help", "%pinfo": ".help", "%pinfo2": ".help", "%pdoc": ".help", "%pdef": ".help",
        "\\dt": ".tables", "\\dt+": ".tables", "\\dv": ".tables", "\\l": ".tables", "\\conninfo": ".tables",
        "%who": ".tables", "%whos": ".tables", "%who_ls": ".tables", "\\df": ".help functions",
        "\\da": ".help functions",
        "\\do": ".help operators", "\\dT": ".help types", "%psearch": ".kinds",
        "\\echo": ".print", "\\qecho": ".print", "\\timing": ".timer", "%time": ".timer", "%timeit": ".timer 20",
        "%%timeit": ".timer 20", "\\e": ".edit", "%edit": ".edit", "%ed": ".edit", "%history": ".history",
        "%hist": ".history", "\\i": ".read", "\\ir": ".read", "\\include": ".read", "%run": ".read", "%load": ".read",
        "\\o": ".output", "\\out": ".output", "\\watch": ".watch", "\\cd": ".cd", "%pwd": ".cd",
        "%pushd": ".cd", "%popd": ".cd -", "%dirs": ".folders", "%dhist": ".folders", "%alias": ".alias",
        "\\warn": ".warn", "\\errverbose": ".error", "%tb": ".error", "\\p": ".last question",
        "%logstart": ".log", "%logstop": ".log off", "%logoff": ".log off", "%logstate": ".log", "\\gx": ".last line",
        "%page": ".last all",
    ]

    /// Those of the shells of DuckDB and SQLite, which begin as ours do.
    private static func dotted(_ name: String, _ behind: String) -> FirstWords? {
        switch name {
        case ".echo": return .command(".print" + behind)
        case ".databases": return .command(".tables")
        case ".fullschema": return .command(".schema" + behind)
        case ".excel": return .command(".once sheet")
        case ".display_colors": return .command(".set color")
        case ".version": return .advice("Casus \(version)\n")
        case _: return advice[name].map { .advice($0) }
        }
    }

    private static let saving = """
        `.save NAME.casus` writes the questions of this session as a script, which `.read NAME.casus` runs; `.history`
        shows those of all sessions.

        """

    /// How it is done here, where no command of ours takes the same words.
    private static let advice: [String: String] = [
        "\\w": saving, "%save": saving, "%macro": saving,
        "\\r": "Ctrl-C throws away what is typed.\n",
        "\\g":
            "Enter asks; `_` asks the last question again, `.once FILE` sends the next answer to a file, `.once | COMMAND` to a program.\n",
        "\\a": "`.set form csv` leaves out lines and blanks, `.set form table` brings them back.\n",
        "\\C": "`.print TITLE` writes a line above an answer.\n",
        "\\gdesc": "Tab behind `| show ` lists the columns of a question, with their types.\n",
        "\\crosstabview": "`| count by A, B | chart heatmap` is a table of A by B, with its numbers.\n",
        "\\prompt":
            "`.read` asks for a value that a script declares without one, `param NAME: number`; `--set NAME=VALUE` gives it.\n",
        "\\getenv": "`.env NAME` tells it; `--set NAME=VALUE` gives it to a script that declares `param NAME: text`.\n",
        "\\gset": "`let NAME = …` names a question, which other questions may ask in its place.\n",
        "\\if": "In a question: `if A then B else C`.\n",
        "\\unset": "A name that `let` gave is given anew by another `let`.\n",
        "\\encoding": "Files are UTF-8, and so is what is written.\n",
        "%xmode": "`.set errors short` makes a line of each error, `.set errors long` shows the place.\n",
        "\\copy": copying, ".dump": copying, "%store": copying, "%pastebin": copying,
        ".import": importing, ".backup": importing, ".clone": importing, ".restore": importing,
        ".width": "`.set width N` is for the whole table; `.set wrap on` shows whole texts.\n",
        ".changes": "Questions change nothing.\n",
        ".stats": explaining, ".eqp": explaining, ".explain": explaining, ".scanstats": explaining, "%prun": explaining,
        ".trace": "`.set echo on` shows the questions of a script above their answers.\n",
        ".check": "`| expect count() = 30` in a script tells where an answer is not what it was.\n",
        ".parameter": "`param NAME: number = 5` declares a value, `.tables` lists them.\n",
        ".progress_bar":
            "The line of progress has rows, their share and the time that is left; nothing of it is set.\n",
        ".multiline": "Every line of a question can be edited; there is no other way.\n",
        ".singleline": "Every line of a question can be edited; there is no other way.\n",
        "%recall": recalling, "%rerun": recalling, "%rep": recalling,
        "%paste": pasting, "%cpaste": pasting,
        "%reset": "`.open FILE` begins anew: all names that were given are forgotten.\n",
        "%sx": "`!COMMAND` gives the rest of the line to the shell.\n",
        "%system": "`!COMMAND` gives the rest of the line to the shell.\n",
    ]

    private static let pasting = "What is pasted stands at the prompt as one block, to be asked with Enter.\n"
    private static let explaining =
        "`explain plan` in front of a question shows its steps, their rows and their times.\n"
    private static let copying = """
        `| save "NAME.csv"` writes an answer, `.save NAME.jsonl` the whole data set, `.output NAME.csv` all that follow.

        """
    private static let importing = """
        `.open FILE` asks other data; `casus import FILES --into NAME.events` makes a store of them, which opens at once.

        """
    private static let recalling = "Up brings a question back; `_` is the last one, `_2` the one before it.\n"

    /// `%bookmark NAME [FOLDER]`, `-l`, `-d NAME`.
    private static func bookmark(_ words: [String]) -> FirstWords {
        switch words.first {
        case nil, "-l"?: .command(".folders")
        case "-d"?: .command(".folders drop \(words.dropFirst().first ?? "")".trimmedEnd)
        case _: .command(".folders keep \(words.map(\.quoted).joined(separator: " "))")
        }
    }

    // MARK: Settings

    /// What is set by other commands there is a setting here.
    private static func setting(_ name: String, _ rest: String) -> FirstWords? {
        let words = rest.shellWords
        let value = words.first ?? ""
        func set(_ setting: String, _ value: String) -> FirstWords { .command(".set \(setting) \(value.quoted)") }
        func turned(_ setting: String, _ isOn: Bool) -> FirstWords { set(setting, isOn ? "on" : "off") }
        let isOn = ["on", "true", "1", "yes"].contains(value.lowercased())
        let isOff = ["off", "false", "0", "no"].contains(value.lowercased())
        switch name {
        case "\\pset":
            return value.isEmpty ? .command(".set") : printSetting(value.lowercased(), words.dropFirst().first)
        case "\\set": return value.isEmpty ? .command(".tables") : variable(value, words.dropFirst().first)
        case ".nullvalue": return set("unknown", value)
        case ".headers", ".header": return turned("heading", !isOff)
        case ".separator", "\\f": return set("separator", value)
        case ".mode" where otherBorders[value.lowercased()] != nil:
            return .commands([".set form table", ".set border \(otherBorders[value.lowercased()] ?? "")"])
        case ".mode": return value.isEmpty ? .command(".set") : set("form", otherForms[value.lowercased()] ?? value)
        case ".maxrows": return set("rows", value)
        case ".maxwidth": return set("width", value == "0" || value == "-1" ? "auto" : value)
        case ".echo": return isOn || isOff ? turned("echo", isOn) : nil
        case ".bail": return turned("stop", !isOff)
        case ".highlight": return turned("color", !isOff)
        case ".highlight_mode", "%colors":
            let modes = ["dark": "dark", "linux": "dark", "light": "light", "lightbg": "light", "nocolor": "off"]
            return set("color", modes[value.lowercased()] ?? (isOff ? "off" : "auto"))
        case ".highlight_colors", ".keyword", ".constant", ".comment":
            let named = name == ".highlight_colors" ? words : [String(name.dropFirst())] + words
            guard let first = named.first else { return .command(".set color") }
            let look = named.dropFirst().map { $0.lowercased() }.filter { $0 != "standard" }
            return .command(".set color \(([otherPaints[first.lowercased()] ?? first] + look).joined(separator: " "))")
        case ".startup_text": return turned("greeting", !isOff && value.lowercased() != "none")
        case ".thousand_sep": return turned("thousands", !["", "none", "off"].contains(value.lowercased()))
        case ".large_number_rendering": return set("thousands", isOff ? "off" : "words")
        case ".decimal_sep": return set("decimal", value == "," || value.lowercased() == "comma" ? "comma" : "point")
        case "%precision": return set("digits", value)
        case ".prompt": return set("prompt", value.trimmedOfPromptSign)
        case ".highlight_results", ".highlight_errors", ".render_errors": return turned("color", !isOff)
        case ".render_completion": return turned("hints", !isOff)
        case ".safe_mode": return set("safe", "on")
        case ".columns": return set("form", "line")
        case ".rows": return set("form", "table")
        case ".pager": return turned("pager", !isOff)
        case "\\t": return turned("heading", isOff)
        case "\\H": return set("form", "html")
        case "\\x": return set("form", isOff ? "table" : value.lowercased() == "auto" ? "auto" : "line")
        case _: return nil
        }
    }

    /// What has a colour, as DuckDB's shell calls it.
    private static let otherPaints = [
        "numeric_constant": "number", "string_constant": "text", "constant": "text", "column_name": "heading",
        "null_value": "absent", "footer": "quiet", "layout": "line", "continuation": "grey", "table_name": "kind",
    ]

    /// Tables with lines of their own are forms elsewhere.
    private static let otherBorders = ["box": "full", "duckbox": "full", "column": "none"]

    /// Names of forms elsewhere.
    private static let otherForms = [
        "aligned": "table", "unaligned": "csv", "list": "csv",
        "tabs": "tsv", "jsonlines": "jsonl", "ndjson": "jsonl", "vertical": "line", "expanded": "line", "tex": "latex",
        "latex-longtable": "latex", "md": "markdown",
    ]

    /// `\pset NAME VALUE`.
    private static func printSetting(_ name: String, _ value: String?) -> FirstWords {
        let value = value ?? ""
        let isOff = ["off", "0", "false", "no"].contains(value.lowercased())
        func set(_ setting: String, _ value: String) -> FirstWords { .command(".set \(setting) \(value.quoted)") }
        switch name {
        case "null": return set("unknown", value)
        case "format" where value == "wrapped": return set("wrap", "on")
        case "format": return set("form", otherForms[value.lowercased()] ?? value)
        case "expanded", "x": return set("form", isOff ? "table" : value == "auto" ? "auto" : "line")
        case "fieldsep", "csv_fieldsep": return set("separator", value)
        case "tuples_only", "t": return set("heading", isOff ? "on" : "off")
        case "pager": return set("pager", isOff ? "off" : "on")
        case "columns": return set("width", value == "0" ? "auto" : value)
        case "numericlocale": return set("thousands", isOff ? "off" : "on")
        case "linestyle": return set("ascii", value == "unicode" ? "off" : "on")
        case "title": return .command(".print \(value)")
        case "footer": return set("footer", isOff ? "off" : "on")
        case "border": return set("border", value == "0" ? "none" : value == "1" ? "inner" : "full")
        case "unicode_border_linestyle": return set("border", value == "double" ? "double" : "full")
        case "recordsep", "fieldsep_zero", "recordsep_zero", "tableattr", "xheader_width", "pager_min_lines",
            "unicode_column_linestyle", "unicode_header_linestyle":
            return .advice("`.set border` has the lines of tables, and `.set` lists what can be set.\n")
        case _: return .command(".set \(name) \(value)".trimmedEnd)
        }
    }

    /// `\set NAME VALUE`: a variable of psql, which may be a setting.
    private static func variable(_ name: String, _ value: String?) -> FirstWords {
        let value = value ?? ""
        let isOff = ["off", "0", "false", "none"].contains(value.lowercased())
        switch name {
        case "ECHO": return .command(".set echo \(isOff ? "off" : "on")")
        case "ON_ERROR_STOP": return .command(".set stop \(isOff ? "off" : "on")")
        case "PROMPT2":
            return .command(".set prompt2 \((value.trimmed == ">" ? "" : value.trimmedOfPromptSign).quoted)")
        case "IGNOREEOF": return .command(".set eof \(isOff ? "once" : "twice")")
        case "SINGLESTEP": return .command(".set step \(isOff ? "off" : "on")")
        case "QUIET": return .command(".set greeting \(isOff ? "on" : "off")")
        case "PROMPT1": return .command(".set prompt \(value.trimmedOfPromptSign.quoted)")
        case "HISTSIZE" where isOff: return .command(".set history off")
        case "VERBOSITY": return .command(".set errors \(value.lowercased() == "terse" ? "short" : "long")")
        case _ where Setting(rawValue: name) != nil: return .command(".set \(name) \(value)".trimmedEnd)
        case _:
            return .advice(
                "`let \(name) = …` names a question, `param \(name) = …` a value. `.set` lists what can be set.\n")
        }
    }
}

extension String {
    /// As one word of a command.
    fileprivate var quoted: String {
        contains("\"")
            ? "'\(self)'" : isEmpty || contains(where: \.isWhitespace) || contains("'") ? "\"\(self)\"" : self
    }

    /// The prompt puts the sign itself.
    fileprivate var trimmedOfPromptSign: String {
        var view = Substring(trimmed)
        while let last = view.last, last == ">" || last.isWhitespace { view.removeLast() }
        return view.isEmpty ? self : String(view)
    }
}
