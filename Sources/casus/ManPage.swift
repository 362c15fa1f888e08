import Session

/// The manual page, in the macros of man(7).
struct ManPage {
    let interface: Interface

    var text: String {
        var page = Page()
        page.raw(".TH CASUS 1 \"\" \"Casus \(Session.version)\" \"User commands\"")
        page.section("NAME")
        page.text("casus - \(Self.lowercasedFirst(interface.abstract))")
        page.section("SYNOPSIS")
        page.synopsis("casus", "[DATA ...] [-c QUESTION] [-f SCRIPT] [OPTIONS]")
        for command in interface.commands where command.name != interface.main?.name {
            let words = command.positionals.map(\.spelling).joined(separator: " ")
            page.synopsis("casus \(command.name)", words + (words.isEmpty ? "" : " ") + "[OPTIONS]")
        }
        page.section("DESCRIPTION")
        page.text(Manual.introduction)
        if let main = interface.main {
            page.text("Without a command, what stands on the line is data, and questions are asked of them.")
            for argument in main.arguments where !interface.commonOptions.contains(argument) { page.entry(argument) }
        }
        page.section("OPTIONS")
        page.text("All commands that read data take these.")
        for option in interface.commonOptions { page.entry(option) }
        page.section("COMMANDS")
        for command in interface.commands where command.name != interface.main?.name {
            page.command(command, interface)
        }
        page.section("AT THE PROMPT")
        page.text("What begins with a point is a command; `.help` and its name tells more of it.")
        for command in Session.commands {
            page.entry(command.use.isEmpty ? command.name : "\(command.name) \(command.use)", command.does)
        }
        page.section("EXIT STATUS")
        for exit in Manual.exits { page.entry("\(exit.status)", exit.means) }
        page.section("ENVIRONMENT")
        for variable in Manual.environment { page.entry(variable.name, variable.does) }
        page.section("FILES")
        for file in Manual.files { page.entry(file.name, file.holds) }
        page.section("EXAMPLES")
        for example in Manual.examples { page.entry(example.line, example.does) }
        page.section("SEE ALSO")
        page.text("`casus help` has the language, a word at a time, with examples that run over the example data.")
        return page.text
    }

    private static func lowercasedFirst(_ text: String) -> String {
        let text = text.hasSuffix(".") ? String(text.dropLast()) : text
        return text.prefix(1).lowercased() + text.dropFirst()
    }

    /// Lines of a page.
    private struct Page {
        private(set) var text = ""

        mutating func raw(_ line: String) { text += line + "\n" }
        mutating func section(_ title: String) { raw(".SH \(Self.quoted(title))") }

        mutating func synopsis(_ name: String, _ words: String) {
            raw(".B \(Self.quoted(name))")
            raw(Self.escaped(words))
            raw(".br")
        }

        /// Paragraphs; lines that stand in by two or more are set as they are.
        mutating func text(_ paragraphs: String) {
            var isSet = false
            raw(".PP")
            for line in paragraphs.split(separator: "\n", omittingEmptySubsequences: false) {
                let isIndented = line.hasPrefix("  ")
                if isIndented != isSet { raw(isIndented ? ".nf" : ".fi") }
                isSet = isIndented
                raw(line.isEmpty ? ".PP" : Self.escaped(String(line)))
            }
            if isSet { raw(".fi") }
        }

        mutating func entry(_ name: String, _ words: String) {
            raw(".TP")
            raw(".B \(Self.quoted(name))")
            raw(Self.escaped(words))
        }

        mutating func entry(_ argument: Interface.Argument) {
            let values =
                argument.values.isEmpty || argument.values.allSatisfy { argument.abstract.contains($0) }
                ? "" : " One of \(argument.values.joined(separator: ", "))."
            let standard = argument.defaultValue.isEmpty ? "" : " It is \(argument.defaultValue) if nothing is said."
            entry(argument.spelling, argument.abstract + values + standard)
        }

        mutating func command(_ command: Interface.Command, _ interface: Interface) {
            let words = ["casus \(command.name)"] + command.positionals.map(\.spelling)
            raw(".SS \(Self.quoted(words.joined(separator: " ")))")
            raw(Self.escaped(command.abstract))
            if !command.discussion.isEmpty { text(command.discussion) }
            let own = command.arguments.filter { !interface.commonOptions.contains($0) }
            for argument in own where argument.names.last != "--help" && argument.names.last != "--version" {
                entry(argument)
            }
        }

        private static func quoted(_ text: String) -> String {
            "\"" + escaped(text).split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\(dq")
                + "\""
        }

        /// What would be a command at the start of a line, and characters that printers of pages turn into others.
        private static func escaped(_ text: String) -> String {
            var result = text.first == "." || text.first == "'" ? "\\&" : ""
            for character in text {
                switch character {
                case "\\": result += "\\e"
                case "-": result += "\\-"
                case "'": result += "\\(aq"
                case "`": result += "\\(ga"
                case "^": result += "\\(ha"
                case "~": result += "\\(ti"
                case _: result.append(character)
                }
            }
            return result
        }
    }
}
