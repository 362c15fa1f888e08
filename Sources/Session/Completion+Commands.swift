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
        guard let space = bytes[lead...].firstIndex(of: 0x20) else {
            let prefix = String(decoding: bytes[lead...], as: UTF8.self)
            let fitting = Self.commands.filter { $0.name.hasPrefix(prefix) }
            return (lead..<bytes.count, fitting.map { Candidate(text: $0.name, note: $0.does) })
        }
        let name = String(decoding: bytes[lead..<space], as: UTF8.self)
        let start = Self.startOfLastWord(bytes, from: space)
        let prefix = String(decoding: bytes[start...], as: UTF8.self)
        let wordsBefore = String(decoding: bytes[space..<start], as: UTF8.self).shellWords
        return (start..<bytes.count, arguments(of: Self.commandName(name), wordsBefore, prefix))
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
            return words(Form.allCases.map { ($0.rawValue, "") } + [("chart", "bar, line, …"), ("all", "every row")])
        case (".last", "chart"): return words(Keywords.charts.map { ($0, "") })
        case (".timer", nil): return words([("on", ""), ("off", "")])
        case (".set", nil):
            return words(Setting.allCases.map { ($0.rawValue, $0.values) })
        case (".set", "errors"): return words([("short", ""), ("long", "")])
        case (".set", "rows"): return words([("all", "")])
        case (".set", "form"):
            return words([("auto", "lines where the columns do not fit")] + Form.allCases.map { ($0.rawValue, "") })
        case (".set", "color"), (".set", "hints"), (".set", "pager"): return words([("on", ""), ("off", "")])
        case (".open", _), (".read", nil), (".save", nil):
            return paths(prefix.filter { $0 != "\"" }).map {
                let isOpen = $0.text.hasSuffix("/")
                let isPlain = $0.text.utf8.allSatisfy { byte in byte > 0x20 && byte != UInt8(ascii: "'") }
                return Candidate(text: isPlain ? $0.text : "\"\($0.text)\(isOpen ? "" : "\"")", note: $0.note)
            }
        case _: return []
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

extension FolderEntry {
    fileprivate var isTypeable: Bool {
        name.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != "\"" && $0 != "\u{FFFD}"
        }
    }
}
