import Diagnostics
import Rendering

/// `.alias` and `.env`: what lines of the shell are given besides what is typed.
///
/// Both decide which program runs, so they hold to the rule for programs: only whoever sits there says so, at the prompt or in
/// the init file, which is theirs as the one of their shell is. A name starts nothing; its use is typed.
extension Session {
    /// `.alias NAME COMMAND`, `.alias NAME off`, `.alias [NAME]`, which tells.
    func alias(_ line: String, at place: InputPlace) -> RunStatus {
        let rest = Self.words(behindNameOf: line)
        let name = String(rest.prefix { !$0.isWhitespace })
        let command = String(rest.dropFirst(name.count)).trimmed
        if command.isEmpty {
            let listed = aliases.filter { name.isEmpty || $0.key == name }.sorted { $0.key < $1.key }
            for (name, command) in listed { host.out("\(name.padded(10)) \(shown(command))\n") }
            if !listed.isEmpty { return .answered }
            if !name.isEmpty { return fail("there is no `\(name)`; `.alias \(name) COMMAND` gives one") }
            say("there is none; `.alias NAME COMMAND` gives a command of the shell a name, for `!NAME`\n")
            return .answered
        }
        if let reason = whyNot(choose: command, by: ".alias", at: place) { return fail(reason) }
        guard Self.canBeName(name) else {
            return fail("a name of a command is of letters, digits, - and _, 40 at most, and not `\(name)`")
        }
        guard command != "off" else {
            return aliases.removeValue(forKey: name) == nil ? fail("there is no `\(name)`") : .answered
        }
        aliases[name] = command
        return .answered
    }

    /// A line for the shell, with what a name of the user's at its beginning stands for.
    func withAlias(_ line: String) -> String {
        let name = String(line.prefix { !$0.isWhitespace })
        return aliases[name].map { $0 + line.dropFirst(name.count) } ?? line
    }

    /// `.env NAME VALUE`, `.env NAME off`, and `.env NAME`, which tells: variables of the programs that are started.
    func variable(_ line: String, at place: InputPlace) -> RunStatus {
        let rest = Self.words(behindNameOf: line)
        let name = String(rest.prefix { !$0.isWhitespace && $0 != "=" })
        let value = String(rest.dropFirst(name.count)).trimmed
        guard Self.canBeName(name), !name.contains("-") else {
            return fail(
                "`.env` takes a variable of the programs that are started, such as `.env LESS -S`; alone it is told")
        }
        if value.isEmpty {
            guard let found = host.variable(name) else { return fail("there is no \(name)") }
            host.out("\(shown(found))\n")
            return .answered
        }
        if let reason = whyNot(choose: value, by: ".env", at: place) { return fail(reason) }
        let words = (value.hasPrefix("=") ? String(value.dropFirst()) : value).shellWords
        host.setVariable(name, value == "off" ? nil : words.joined(separator: " "))
        return .answered
    }

    /// Why a command may not say which program is run, later and by whom it is typed; nil where it may.
    private func whyNot(choose line: String, by name: String, at place: InputPlace) -> String? {
        guard settings.mayTouchTheWorld, !line.utf8.contains(0) else { return whyNot(start: line, by: name, at: place) }
        return switch place {
        case .initFile: nil
        case .text:
            "`\(name)` says what programs run, and that only a line can which is typed at the prompt, or one of your init "
                + "file: no script, no pipe"
        case .prompt, .plainPrompt: whyNot(start: line, by: name, at: place)
        }
    }
}
