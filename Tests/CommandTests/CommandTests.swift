import Foundation
import Testing

/// The program as a process: streams, exit codes, files.
@Suite struct CommandTests {
    @Test func `answers go to standard output and everything else to standard error`() throws {
        let run = try run(["--as", "csv", "-c", "reject(China -> US) | count"])
        #expect(run.status == 0)
        #expect(run.out == "count\n4\n")
        #expect(run.err.contains("example data"))
    }

    @Test(
        "exit codes are those documented",
        arguments: [
            (["-c", "rejekt"], 1), (["-c", "events | expect rows = 3"], 1), (["nofile.csv", "-c", "events"], 1),
            (["--nosuch"], 2), (["--as", "xlsx"], 2), (["--limit-time", "-1"], 2), (["-c", "events | count"], 0),
            (["--setting", "footer"], 2), (["--setting", "color"], 2), (["--setting", "color="], 2),
            (["--setting", "color= "], 2), (["--setting", "color=on", "-c", "events | count"], 0),
            (["help", "nosuchword"], 1), (["kinds", "reject"], 0), (["--version"], 0),
        ] as [([String], Int32)])
    func exitCodes(arguments: [String], status: Int32) throws {
        let run = try run(arguments)
        #expect(run.status == status && (status != 2 || run.out.isEmpty))
    }

    @Test func `several questions run in order, until one is wrong`() throws {
        let run = try run([
            "--as", "csv", "-c", "let r = reject", "-c", "r | count", "-c", "nosuch", "-c", "events | count",
        ])
        #expect(run.status == 1)
        #expect(run.out == "count\n4\n")
    }

    @Test func `with --keep-going what fails is told and the next comes anyway, and the status says so`() throws {
        let questions = [
            "-c", "events | count", "-c", "nosuch", "-c", "reject | count | expect count = 5", "-c", "reject | count",
        ]
        let asked = try run(["--as", "csv", "--keep-going"] + questions)
        #expect(asked.status == 1)
        #expect(asked.out == "count\n30\ncount\n4\n")
        let piped = try run(["--as", "csv", "--keep-going"], input: "nosuch\nreject | count\n")
        #expect(piped.status == 1 && piped.out == "count\n4\n")
        #expect(try run(["--keep-going", "-c", "events | count"]).status == 0)
    }

    @Test func `questions come from standard input, over several lines`() throws {
        let run = try run(["--as", "csv"], input: "events\n| count\n\n# a comment\nreject |\n  count")
        #expect(run.out == "count\n30\ncount\n4\n")
    }

    @Test func `data come from standard input`() throws {
        let record =
            #"{"type": "event", "id": "a", "kind": "cameo:125", "date": "2023-05", "actor": ["CHN"], "target": ["USA"]}"#
        let run = try run(["-", "--as", "csv", "-c", "events(China ->) | show id, date, kind"], input: record)
        #expect(run.out == "id,date,kind\na,2023-05,reject.meeting\n")
    }

    @Test func `nothing in a pipe is coloured or cut`() throws {
        let run = try run(["-c", "events", "-c", "nosuch"])
        #expect(!run.out.contains("\u{1B}") && !run.err.contains("\u{1B}"))
        #expect(run.out.contains("Says discussions are under way at the Pentagon to arrange Austin-Li talks"))
    }

    @Test func `safe mode writes no file`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("casus-\(UUID().uuidString).csv").path
        let refused = try run(["--safe", "-c", "events | count | save \"\(file)\""])
        #expect(refused.status == 1 && refused.err.contains("E0504"))
        #expect(!FileManager.default.fileExists(atPath: file))
        let written = try run(["-c", "events | count | save \"\(file)\""])
        defer { try? FileManager.default.removeItem(atPath: file) }
        #expect(written.status == 0)
        #expect(try String(contentsOfFile: file, encoding: .utf8) == "count\n30\n")
    }

    @Test func `a file that cannot be written to its end leaves the old one, and nothing beside it`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "casus").path
        for old in [nil, "old\n"] {
            if let old { try Data(old.utf8).write(to: folder.appending(path: "a.csv")) }
            // No file may grow beyond some kilobytes, and who writes further is told so.
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.currentDirectoryURL = folder
            let question = "events | join events as other on id != other.id | save \"a.csv\""
            process.arguments = ["-c", "trap '' XFSZ; ulimit -f 40; exec '\(program)' -c '\(question)' 2>err"]
            process.standardOutput = Pipe()
            try process.run()
            process.waitUntilExit()
            let err = try String(contentsOf: folder.appending(path: "err"), encoding: .utf8)
            #expect(process.terminationStatus == 1 && err.contains("File too large"), "\(err)")
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            #expect(left == (old == nil ? ["err"] : ["a.csv", "err"]))
            if let old {
                #expect(try String(contentsOf: folder.appending(path: "a.csv"), encoding: .utf8) == old)
            }
        }
    }

    @Test func `a file that cannot be read is told of with what was looked for`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("casus-\(UUID().uuidString).csv").path
        try "a,b\n1,2\n".write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let run = try run([file, "-c", "events | count"])
        #expect(run.status == 1)
        #expect(run.err.contains("expected JSON Lines") && run.out.isEmpty)
    }

    @Test func `help tells the options that every command takes, on lines that fit`() throws {
        let help = try run(["--help"]).out
        for option in [
            "--as", "--set", "--threads", "--limit-memory", "--limit-time", "--safe", "--no-init", "--color",
            "--exact-dates", "--version", "--help",
        ] {
            #expect(help.contains("\n  \(option) ") || help.contains(", \(option) "), "\(option)")
        }
        #expect(help.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: ["learn"])
    func `a command that is not yet there is not taken for a file`(word: String) throws {
        let run = try run([word, "x"])
        #expect(run.status == 2 && run.err.contains("not yet there"))
    }

    @Test func `a file that was refused in part is told of once by info`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("casus-\(UUID().uuidString).jsonl")
            .path
        try "{\"type\": \"event\", \"id\": \"a\"}\nno\trecord\n".write(
            toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let run = try run(["info", file])
        #expect(run.status == 0 && run.err.isEmpty)
        #expect(run.out.contains("refused 1") && run.out.contains(#"no\trecord"#) && run.out.contains("1 row read"))
    }

    @Test func `a file given twice is refused`() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("casus-\(UUID().uuidString).jsonl")
            .path
        try "{\"type\": \"event\", \"id\": \"a\"}\n".write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        let run = try run([file, file, "-c", "events | count"])
        #expect(run.status == 1 && run.err.contains("given twice") && run.out.isEmpty)
    }

    @Test
    func `names of the init file hold at the prompt, in a question and in a script, its answers only at the prompt`()
        throws
    {
        let home = FileManager.default.temporaryDirectory.appending(path: "casus-init-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: home) }
        try FileManager.default.createDirectory(at: home.appending(path: "casus"), withIntermediateDirectories: true)
        let text = "let nos = reject\n.set form csv\nparam year: date = 2023\nevents | count\n"
        try Data(text.utf8).write(to: home.appending(path: "casus/init.casus"))
        let script = home.appending(path: "q.casus")
        try Data("nos in $year | count".utf8).write(to: script)
        let environment = ["XDG_CONFIG_HOME": home.path]
        for arguments in [["-c", "nos in $year | count"], ["-f", script.path], []] {
            let run = try run(["--as", "tsv"] + arguments, input: "nos in $year | count\n", environment: environment)
            #expect(run.status == 0 && run.out == "count\n2\n", "\(arguments): \(run)")
        }
        let without = try run(["--no-init", "-c", "nos | count"], environment: environment)
        #expect(without.status == 1 && without.err.contains("nos"))
        let set = try run(
            ["--as", "tsv", "--set", "year=2024", "-c", "nos in $year | count"], environment: environment)
        #expect(set.out == "count\n1\n", "\(set)")
    }

    @Test func `a value for a parameter that no line asks for is told at the end of standard input`() throws {
        let wrong = try run(["--set", "who=CHN"], input: "events | count\n")
        #expect(wrong.status == 1 && wrong.err.contains("E0411") && wrong.out.contains("30"))
        let right = try run(["--set", "who=CHN"], input: "param who: actor\nevents($who) | count\n")
        #expect(right.status == 0 && !right.err.contains("E0411"), "\(right)")
    }

    @Test func `import writes a store that answers as the file does, and says so`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-import-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (records, store) = (folder.appending(path: "a.jsonl").path, folder.appending(path: "a.events").path)
        let lines = (0..<3).map {
            "{\"type\": \"event\", \"id\": \"e\($0)\", \"kind\": \"reject\", \"date\": \"2024-0\($0 + 1)\"}"
        }
        try Data((lines.joined(separator: "\n") + "\nno record\n").utf8).write(to: URL(filePath: records))
        let written = try run(["import", records, "--into", store])
        #expect(written.status == 0 && written.out.isEmpty && written.err.contains("3 rows"), "\(written)")
        for question in ["reject | count", "events | show id, date", "reject until 2024-02 | count range"] {
            let (one, two) = (try run([records, "-c", question]), try run([store, "-c", question]))
            #expect(one.status == 0 && one.out == two.out, "\(question): \(two)")
        }
        let told = try run(["info", store])
        #expect(told.status == 0 && told.out.contains("refused 1") && told.out.contains("3 rows read"), "\(told)")
        // Some byte in the middle of the blocks is another: nothing is answered from it.
        var bytes = try Data(contentsOf: URL(filePath: store))
        for place in 4_096..<6_000 { bytes[place] ^= 0x55 }
        try bytes.write(to: URL(filePath: store))
        for arguments in [["info", store], [store, "-c", "events | show id, date, kind"]] {
            let damaged = try run(arguments)
            #expect(damaged.status == 1 && damaged.out.isEmpty && damaged.err.contains("damaged"), "\(damaged)")
        }
        let looked = try run([store], input: ".save \(folder.path)/out.jsonl\n.actors\n")
        #expect(looked.status == 1 && looked.err.contains("damaged"), "\(looked)")
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/out.jsonl"))
        let nowhere = try run(["import", records, "--into", folder.path + "/none/a.events"])
        #expect(nowhere.status == 1 && nowhere.err.contains("could not"), "\(nowhere)")
        #expect(try run(["import", records, "--into", store, "--safe"]).status == 2)
    }
}
