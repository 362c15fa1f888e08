import Foundation
import Testing

/// Completion in shells and the manual page, held against what the parser of the command line tells of itself.
@Suite struct ShellTests {
    /// A command as `--experimental-dump-help` tells of it.
    struct Command: Decodable {
        var commandName: String
        var arguments: [Argument]
        var subcommands: [Command]?

        struct Argument: Decodable {
            var abstract: String?
            var names: [Name]?
            var allValues: [String]?
        }

        struct Name: Decodable {
            var kind: String
            var name: String
            var written: String { (kind == "short" ? "-" : "--") + name }
        }
    }

    private static func commands() throws -> [Command] {
        struct Dump: Decodable { var command: Command }
        let text = try run(["--experimental-dump-help"]).out
        let commands = try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command.subcommands ?? []
        #expect(commands.count > 9)
        return commands
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `completion knows every command, option and value`(shell: String) throws {
        let script = try run(["completions", shell])
        #expect(script.status == 0 && script.err.isEmpty && script.out.hasSuffix("\n"))
        for command in try Self.commands() {
            #expect(script.out.contains(command.commandName))
            for argument in command.arguments {
                for name in argument.names ?? [] {
                    let written = shell == "fish" ? (name.kind == "short" ? "-s " : "-l ") + name.name : name.written
                    #expect(script.out.contains(written), "\(command.commandName) \(written)")
                }
                for value in argument.allValues ?? [] { #expect(script.out.contains(value), "\(value)") }
            }
        }
        for word in ["reject.meeting", "CHN", "followed"] { #expect(script.out.contains(word), "\(word)") }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a shell takes its script`(shell: String) throws {
        guard let program = Self.program(shell) else { return }
        let checked = try Self.shell(program, ["-n", "-"], try run(["completions", shell]).out)
        #expect(checked.status == 0 && checked.err.isEmpty, "\(checked.err)")
    }

    @Test(
        "bash completes commands, options, values, scripts, kinds and words of the language",
        arguments: [
            ("casus im", "import"), ("casus --as m", "markdown"), ("casus --as = jsonl", "jsonl"),
            ("casus a.csv --fo", "--format"), ("casus a.csv -f re", "report.casus"),
            ("casus help follow", "followed follow"), ("casus kinds reject.mee", "reject.meeting"),
            ("casus completions z", "zsh"), ("casus import a.csv --in", "--into"), ("casus x", ""),
            ("casus import import --int", "--into"), ("casus a.csv -c x", ""), ("casus info da", "data file.csv"),
        ])
    func bash(line: String, offered: String) throws {
        guard let program = Self.program("bash") else { return }
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-shell-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["report.casus", "remarks.txt", "data file.csv"] {
            try Data().write(to: folder.appending(path: name))
        }
        let words = line.split(separator: " ").map { "'\($0)'" }.joined(separator: " ")
        let text =
            try run(["completions", "bash"]).out + """

                cd '\(folder.path)'
                COMP_WORDS=(\(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _casus
                echo "${COMPREPLY[*]}"
                """
        #expect(try Self.shell(program, [], text).out == offered + "\n")
    }

    @Test func `the manual page has every command and every option, with what help says of it`() throws {
        let page = try run(["man"])
        #expect(page.status == 0 && page.out.hasPrefix(".TH CASUS 1"))
        func plain(_ text: String) -> String {
            text.replacing("\\(aq", with: "'").replacing("\\(ga", with: "`").replacing("\\(ti", with: "~").replacing(
                "\\(dq", with: "\""
            ).replacing("\\", with: "")
        }
        let text = plain(page.out)
        for command in try Self.commands() {
            if command.commandName != "ask" { #expect(text.contains("casus \(command.commandName)")) }
            for argument in command.arguments {
                for name in argument.names ?? [] { #expect(text.contains(name.written), "\(name.written)") }
                if let abstract = argument.abstract { #expect(text.contains(plain(abstract)), "\(abstract)") }
            }
        }
        for section in ["NAME", "SYNOPSIS", "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"] {
            #expect(page.out.contains(".SH \"\(section)\"\n"))
        }
        // No line of words is taken for a macro.
        let macros = page.out.split(separator: "\n").filter { $0.hasPrefix(".") }.compactMap {
            $0.split(separator: " ").first
        }
        #expect(Set(macros).isSubset(of: [".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".br", ".nf", ".fi"]))
    }

    @Test func `install puts the program, its page and its completions in their places`() throws {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        let makefile = try String(contentsOf: root.appending(path: "Makefile"), encoding: .utf8)
        for word in ["man |", "completions bash |", "completions zsh |", "completions fish |"] {
            #expect(makefile.contains("$(CASUS) \(word)"), "\(word)")
        }
    }

    // MARK: Shells

    private static func program(_ name: String) -> URL? {
        ["/usr/bin", "/bin"].map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }

    private static func shell(_ program: URL, _ arguments: [String], _ text: String) throws -> Run {
        let file = FileManager.default.temporaryDirectory.appending(path: "casus-\(UUID().uuidString).sh")
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments.filter { $0 != "-" } + [file.path]
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C"]
        let (out, err) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = out
        process.standardError = err
        try process.run()
        let text = out.fileHandleForReading.readDataToEndOfFile()
        let problems = err.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Run(
            status: process.terminationStatus, out: String(decoding: text, as: UTF8.self),
            err: String(decoding: problems, as: UTF8.self))
    }
}
