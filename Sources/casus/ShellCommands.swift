import ArgumentParser

extension Shell: ExpressibleByArgument {}

/// `casus completions bash|zsh|fish`
struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Write a script that completes the command line in a shell.",
        discussion: """
            `make install` puts them in their places. By hand:

              casus completions bash > ~/.local/share/bash-completion/completions/casus
              casus completions zsh > "${fpath[1]}/_casus"
              casus completions fish > ~/.config/fish/completions/casus.fish
            """)

    @Argument(help: "The shell.")
    var shell: Shell

    func run() throws {
        guard let interface = Interface.current() else { throw ExitCode(1) }
        SystemHost.write(shell.script(interface), to: 1)
    }
}

/// `casus man`
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man", abstract: "Write the manual page.",
        discussion: """
            `make install` puts it in its place. To read it at once:

              casus man | man -l -
            """)

    func run() throws {
        guard let interface = Interface.current() else { throw ExitCode(1) }
        SystemHost.write(ManPage(interface: interface).text, to: 1)
    }
}
