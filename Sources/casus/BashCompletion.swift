/// Completion for bash 3.2 and later; it needs no other package.
struct BashCompletion {
    private let interface: Interface

    init(_ interface: Interface) { self.interface = interface }

    var script: String {
        let names = interface.commands.map(\.name)
        return """
            # Completion of casus for bash. Written by `casus completions bash`.
            _casus_words() { while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$2"); }
            _casus_files() {
                compopt -o filenames 2>/dev/null
                while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$1")
            }
            _casus_ending() {
                local ending=".$1"
                compopt -o filenames 2>/dev/null
                while IFS= read -r word; do
                    [[ -d $word || $word == *"$ending" ]] && COMPREPLY+=("$word")
                done < <(compgen -f -- "$2")
            }
            _casus() {
                local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" command= word i
                COMPREPLY=()
                if [[ $cur == "=" ]]; then cur=
                elif [[ $prev == "=" ]]; then prev="${COMP_WORDS[COMP_CWORD-2]}"; fi
                for ((i = 1; i < COMP_CWORD; i++)); do
                    word="${COMP_WORDS[i]}"
                    case "$word" in
                    \(names.joined(separator: "|"))) command="$word"; break ;;
                    -*) ;;
                    *) break ;;
                    esac
                done
                case "$command" in
            \(interface.commands.map { branch($0, pattern: $0.name) }.joined())\
            \(interface.main.map { branch($0, pattern: "*", isFirst: true) } ?? "")    esac
                return 0
            }
            complete -F _casus casus

            """
    }

    /// - Parameter isFirst: whether the name of a command may stand there too.
    private func branch(_ command: Interface.Command, pattern: String, isFirst: Bool = false) -> String {
        var lines = "    \(pattern))\n        case \"$prev\" in\n"
        for option in command.options where option.takesValue {
            lines +=
                "        \(option.names.joined(separator: "|"))) \(action(CompletionWords.value(of: option))); return 0 ;;\n"
        }
        let options = command.options.flatMap(\.names).joined(separator: " ")
        lines += "        esac\n"
        lines += "        if [[ $cur == -* ]]; then _casus_words \(shellQuoted(options)) \"$cur\"; return 0; fi\n"
        if isFirst {
            let names = interface.commands.map(\.name).joined(separator: " ")
            lines += "        if ((COMP_CWORD == 1)); then _casus_words \(shellQuoted(names)) \"$cur\"; fi\n"
        }
        return lines + "        \(action(CompletionWords.positional(of: command)))\n        ;;\n"
    }

    private func action(_ words: CompletionWords) -> String {
        switch words {
        case .files: "_casus_files \"$cur\""
        case .filesEnding(let endings): endings.map { "_casus_ending \($0) \"$cur\"" }.joined(separator: "; ")
        case .words(let words): "_casus_words \(shellQuoted(words.joined(separator: " "))) \"$cur\""
        case .nothing: ":"
        }
    }
}
