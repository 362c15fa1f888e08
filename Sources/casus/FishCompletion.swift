/// Completion for fish 3 and later.
struct FishCompletion {
    private let interface: Interface

    init(_ interface: Interface) { self.interface = interface }

    var script: String {
        let names = interface.commands.map(\.name)
        var lines = """
            # Completion of casus for fish. Written by `casus completions fish`.
            function __casus_is --description 'Whether the command of the line is this one; ask where none is named'
                set -l found ask
                for word in (commandline -opc)[2..-1]
                    switch $word
                        case \(names.joined(separator: " "))
                            set found $word
                            break
                        case '-*'
                        case '*'
                            break
                    end
                end
                test $found = $argv[1]
            end
            function __casus_at_first
                test (count (commandline -opc)) -eq 1
            end
            complete -c casus -f

            """
        for command in interface.commands {
            lines += line("-n __casus_at_first -a \(quoted(command.name)) -d \(quoted(command.abstract))")
        }
        for command in interface.commands { lines += self.lines(command) }
        return lines
    }

    private func lines(_ command: Interface.Command) -> String {
        let condition = "-n \(quoted("__casus_is \(command.name)"))"
        var lines = ""
        for option in command.options {
            let names = option.names.map { $0.hasPrefix("--") ? "-l \($0.dropFirst(2))" : "-s \($0.dropFirst())" }
            let value = option.takesValue ? " -r\(action(CompletionWords.value(of: option)))" : ""
            lines += line("\(condition) \(names.joined(separator: " "))\(value) -d \(quoted(option.abstract))")
        }
        switch CompletionWords.positional(of: command) {
        case .nothing: break
        case let words: lines += line("\(condition)\(action(words))")
        }
        return lines
    }

    private func action(_ words: CompletionWords) -> String {
        switch words {
        case .files: " -F"
        case .filesEnding(let endings):
            " -f -a \(quoted("(\(endings.map { "__fish_complete_suffix .\($0)" }.joined(separator: "; ")))"))"
        case .words(let words): " -f -a \(quoted(words.joined(separator: " ")))"
        case .nothing: " -f"
        }
    }

    private func line(_ text: String) -> String { "complete -c casus \(text)\n" }

    /// Fish takes a backslash within single quotes for what it stands before.
    private func quoted(_ text: String) -> String {
        var result = "'"
        for character in text {
            if character == "'" || character == "\\" { result.append("\\") }
            result.append(character)
        }
        return result + "'"
    }
}
