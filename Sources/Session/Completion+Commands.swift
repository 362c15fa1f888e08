import Columnar
import EventModel
import Readers
import Rendering
import Syntax

extension Session {
    /// What a command of the prompt, or its last word, may be.
    func completeCommand(_ typed: String) -> (replacing: Range<Int>, candidates: [Candidate]) {
        let bytes = Array(typed.utf8)
        let lead = bytes.prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }.count
        let (name, length) = Self.commandMeant(by: String(decoding: bytes[lead...], as: UTF8.self))
        let space = lead + length
        guard space < bytes.count || bytes[lead...].first == UInt8(ascii: "!") else {
            let prefix = String(decoding: bytes[lead...], as: UTF8.self)
            let fitting = Self.commands.filter { $0.name.hasPrefix(prefix) }
            return (lead..<bytes.count, fitting.map { Candidate(text: $0.name, note: $0.does) })
        }
        let start = Self.startOfLastWord(bytes, from: space)
        let prefix = String(decoding: bytes[start...], as: UTF8.self)
        let wordsBefore = String(decoding: bytes[space..<start], as: UTF8.self).shellWords
        return (start..<bytes.count, arguments(of: name, wordsBefore, prefix))
    }

    /// The command that a line begins with, whatever it is called elsewhere, and the bytes that say so.
    static func commandMeant(by line: String) -> (name: String, length: Int) {
        for mark in ["!", "\\!"] where line.hasPrefix(mark) { return (".shell", mark.utf8.count) }
        let typed = String(line.prefix { $0 != " " })
        if typed.hasPrefix("\\"), case .command(let meant)? = firstWords("\(typed) x") {
            return (String(meant.prefix { $0 != " " }), typed.utf8.count)
        }
        return (commandName(typed), typed.utf8.count)
    }

    private func arguments(of name: String, _ before: [String], _ prefix: String) -> [Candidate] {
        let lower = prefix.lowercased()
        func words(_ words: [(String, String)]) -> [Candidate] {
            words.filter { $0.0.lowercased().hasPrefix(lower) }.map { Candidate(text: $0.0, note: $0.1) }
        }
        let spot = Spot(before: "", prefix: prefix, statement: ("", environment))
        switch (name, before.first) {
        case (".help", nil): return words(Help.words.sorted().map { ($0, Help.summary(of: $0)) })
        case (".schema", nil):
            return words(catalog.tables.map { ($0.name, Session.rows(loaded.data.tables[$0.name]?.rowCount ?? 0)) })
        case (".kinds", nil): return spot.fitting(names.kinds(), areTexts: false, areBare: true)
        case (".actors", nil): return spot.fitting(names.actors(in: "actor"), areTexts: false)
        case (".last", nil):
            return words(
                Form.allCases.map { ($0.rawValue, "") } + [
                    ("chart", "bar, line, …"), ("all", "every row"), ("question", "what was asked"),
                ])
        case (".last", "chart"): return words(Keywords.charts.map { ($0, "") })
        case (".timer", nil): return words([("on", ""), ("off", ""), ("20", "times the last question")])
        case (".set", nil):
            return words(Setting.allCases.map { ($0.rawValue, $0.values) })
        case (".set", "color"?): return words(colourWords(Array(before.dropFirst())))
        case (".set", let name?):
            return before.count > 1 ? [] : words(Setting(rawValue: name)?.words.map { ($0.word, $0.note) } ?? [])
        case (".log", nil): return words([("off", "ends what was kept")]) + files(prefix)
        case (".watch", nil): return words([("2", "seconds"), ("10", "seconds"), ("60", "seconds")])
        case (".folders", nil): return words([("keep", "NAME: this folder"), ("drop", "NAME")])
        case (".folders", "drop"?) where before.count == 1:
            return words(host.bookmarks().sorted { $0.key < $1.key }.map { ($0.key, shown($0.value)) })
        case (".alias", nil): return words(aliases.sorted { $0.key < $1.key }.map { ($0.key, shown($0.value)) })
        case (".cd", nil) where prefix.hasPrefix("-") || prefix.hasPrefix("@"):
            return words(
                foldersBefore.enumerated().map { ("-\($0 + 1)", shown($1)) }
                    + host.bookmarks().sorted { $0.key < $1.key }.map { ("@\($0.key)", shown($0.value)) })
        case (".shell", _), (".output", "|"?), (".once", "|"?):
            return paths(prefix.filter { $0 != "'" }).filter { !$0.text.contains("'") }.map {
                Candidate(text: $0.text.quotedForShell, note: $0.note)
            }
        case (".cd", nil):
            return paths(prefix.filter { $0 != "\"" }).filter { $0.text.hasSuffix("/") }.map {
                Candidate(text: $0.text.contains(" ") ? "\"\($0.text)" : $0.text, note: $0.note)
            }
        case (".once", nil):
            return words([("edit", "your editor"), ("sheet", "a spreadsheet")]) + files(prefix)
        case (".open", _), (".read", nil), (".save", nil), (".output", nil): return files(prefix)
        case _: return []
        }
    }

    /// Files and folders as words of a command.
    private func files(_ prefix: String) -> [Candidate] {
        paths(prefix.filter { $0 != "\"" }).map {
            let isOpen = $0.text.hasSuffix("/")
            let isPlain = $0.text.utf8.allSatisfy { byte in byte > 0x20 && byte != UInt8(ascii: "'") }
            return Candidate(text: isPlain ? $0.text : "\"\($0.text)\(isOpen ? "" : "\"")", note: $0.note)
        }
    }

    /// Where the last word begins, with its quote; a space within quotes parts no words.
    private static func startOfLastWord(_ bytes: [UInt8], from first: Int) -> Int {
        var start = bytes.count
        var quote: UInt8?
        var isInWord = false
        for index in first..<bytes.count {
            let byte = bytes[index]
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            if byte == 0x20 {
                isInWord = false
                start = bytes.count
                continue
            }
            if !isInWord { (isInWord, start) = (true, index) }
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        }
        return start
    }

    /// Files and folders (these with a slash behind them) that a path may go on to.
    func paths(_ typed: String) -> [Candidate] {
        let slash = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
        let folder = String(typed[..<slash])
        let begun = String(typed[slash...])
        return host.listFolder(folder.isEmpty ? "." : folder)
            .filter { $0.name.hasPrefix(begun) && (!begun.isEmpty || !$0.name.hasPrefix(".")) && $0.isTypeable }
            .sorted { $0.name < $1.name }
            .map { Candidate(text: folder + $0.name + ($0.isFolder ? "/" : ""), note: "") }
    }
}

extension String {
    /// As one word of the shell, whatever a file is called: nothing of it is obeyed. A folder stays open.
    fileprivate var quotedForShell: String {
        let isPlain = utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "-")...UInt8(ascii: "9") ~= byte
                || [UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ":")].contains(byte)
                || byte >= 0x80
        }
        return isPlain ? self : "'\(self)\(hasSuffix("/") ? "" : "'")"
    }
}

extension FolderEntry {
    fileprivate var isTypeable: Bool {
        name.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\"" && $0 != "\u{FFFD}"
        }
    }
}
