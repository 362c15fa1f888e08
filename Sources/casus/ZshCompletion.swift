/// Completion for zsh 5, by its own `_arguments`.
struct ZshCompletion {
    private let interface: Interface

    init(_ interface: Interface) { self.interface = interface }

    var script: String {
        let names = interface.commands.map(\.name)
        let described = interface.commands.map { "        \(shellQuoted("\($0.name):\(plain($0.abstract))"))\n" }
            .joined()
        return """
            #compdef casus
            # Completion of casus for zsh. Written by `casus completions zsh`.
            _casus_first() {
                local -a commands
                commands=(
            \(described)    )
                _describe -t commands command commands
                _files
            }
            _casus() {
                local command= word
                local -i i
                for ((i = 2; i < CURRENT; i++)); do
                    word=$words[i]
                    case $word in
                    \(names.joined(separator: "|"))) command=$word; break ;;
                    -*) ;;
                    *) break ;;
                    esac
                done
                if [[ -n $command ]]; then
                    words=(casus "${(@)words[i+1,-1]}")
                    ((CURRENT -= i - 1))
                fi
                case $command in
            \(interface.commands.map { branch($0, pattern: $0.name) }.joined())\
            \(interface.main.map { branch($0, pattern: "*", isFirst: true) } ?? "")    esac
            }
            if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
                _casus "$@"
            else
                compdef _casus casus
            fi

            """
    }

    private func branch(_ command: Interface.Command, pattern: String, isFirst: Bool = false) -> String {
        var specifications = command.options.flatMap { option in
            option.names.map { name in
                let repeats = option.isRepeating ? "*" : ""
                // `--as csv` and `--as=csv`.
                let equals = option.takesValue && name.hasPrefix("--") ? "=" : ""
                let value =
                    option.takesValue ? ":\(plain(option.valueName)):\(action(CompletionWords.value(of: option)))" : ""
                return "\(repeats)\(name)\(equals)[\(plain(option.abstract))]\(value)"
            }
        }
        if isFirst { specifications.append("1:command or data:_casus_first") }
        switch CompletionWords.positional(of: command) {
        case .nothing: break
        case let words:
            specifications.append("*:\(plain(command.positionals.first?.valueName ?? "word")):\(action(words))")
        }
        let lines = specifications.map { "            \(shellQuoted($0))" }.joined(separator: " \\\n")
        return "    \(pattern))\n        _arguments -S : \\\n\(lines)\n        ;;\n"
    }

    private func action(_ words: CompletionWords) -> String {
        switch words {
        case .files: "_files"
        case .filesEnding(let endings): endings.map { "_files -g \"*.\($0)\"" }.joined(separator: " ")
        case .words(let words): "(\(words.joined(separator: " ")))"
        case .nothing: " "
        }
    }

    /// A text without the characters that mean something in a specification.
    private func plain(_ text: String) -> String { String(text.filter { !":[]()\\`\"".contains($0) }) }
}
