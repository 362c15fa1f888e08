import Foundation
import Testing

/// What becomes of a store when the import that is to replace it ends badly.
@Suite struct ImportCommandTests {
    private static func row(_ id: Int) -> String {
        var fields = Array(repeating: "", count: 58)
        fields[0] = "\(id)"
        fields[1] = "2019010\(1 + id % 9)"
        (fields[5], fields[6], fields[7]) = ("A\(id % 300)", "NAME \(id % 300)", "USA")
        (fields[25], fields[26], fields[28], fields[29], fields[30]) = ("1", "042", "04", "1", "1.9")
        (fields[31], fields[32], fields[33], fields[34]) = ("\(id % 90)", "1", "2", "-1.5")
        (fields[49], fields[50], fields[51]) = ("4", "Place \(id % 900)", "CH")
        (fields[56], fields[57]) = ("20190120", "http://example.org/\(id / 3)/a-longer-address-of-some-article.html")
        return fields.joined(separator: "\t")
    }

    /// A row of ICEWS, whose texts mostly are its own.
    private static func namedRow(_ id: Int) -> String {
        [
            "\(id)", "2018-06-\(10 + id % 20)", "Citizen \(id % 300)", "Social,General", "India", "Consult", "040", "1",
            "Police \(id % 70)", "NA", "France", "story-\(id / 2)-with-a-name-of-some-length", "2", "The Daily",
            "City \(id % 90)",
            "NA", "NA", "India", "28.6", "77.2",
        ].joined(separator: "\t")
    }

    private static let namedHeader = [
        "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
        "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
        "City", "District", "Province", "Country", "Latitude", "Longitude",
    ].joined(separator: "\t")

    /// What imports go through with: events of GDELT, rows of another format, and events with mentions of them.
    enum Rows: CaseIterable, Sendable { case events, named, mentioned }

    private static func file(_ rows: Rows, _ ids: ClosedRange<Int>) -> String {
        switch rows {
        case .events, .mentioned: ids.map { row($0) + "\n" }.joined()
        case .named: namedHeader + "\n" + ids.map { namedRow($0) + "\n" }.joined()
        }
    }

    private static func mentions(_ ids: ClosedRange<Int>) -> String {
        ids.map { id in
            [
                "\(id)", "20190121220000", "20190122120000", "1", "s\(id % 50).org", "http://m.org/\(id)/an-article",
                "4", "-1", "9", "9", "1", "90", "2579", "0.8", "", "",
            ].joined(separator: "\t") + "\n"
        }.joined()
    }

    /// A folder with a store of three events and a file of some thousand.
    private static func inFolder(
        _ count: Int, _ rows: Rows, _ body: (_ folder: URL, _ files: [String], _ store: String) throws -> Void
    )
        throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-killed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = folder.appending(path: "a.events").path
        func write(_ text: String, _ name: String) throws -> String {
            let file = folder.appending(path: name)
            try Data(text.utf8).write(to: file)
            return file.path
        }
        let small = try write(file(rows, 1...3), "small.tsv")
        var files = [try write(file(rows, 1...count), "large.tsv")]
        if rows == .mentioned { files.append(try write(mentions(1...count), "mentions.tsv")) }
        #expect(try run(["import", small, "--into", store]).status == 0)
        try body(folder, files, store)
    }

    /// A folder with a store of three events of GDELT and a file of some thousand.
    private static func inFolder(_ rows: Int, _ body: (_ folder: URL, _ file: String, _ store: String) throws -> Void)
        throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-killed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (small, file) = (folder.appending(path: "small.tsv"), folder.appending(path: "large.tsv"))
        let store = folder.appending(path: "a.events").path
        try Data((1...3).map(row).joined(separator: "\n").utf8).write(to: small)
        try Data((1...rows).map { row($0) + "\n" }.joined().utf8).write(to: file)
        #expect(try run(["import", small.path, "--into", store]).status == 0)
        try body(folder, file.path, store)
    }

    private static func count(_ store: String) throws -> String {
        try run([store, "-c", "events | count", "--as", "csv"]).out
    }

    private static func left(_ folder: URL) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    }

    private static var program: URL {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "casus")
    }

    private static func kill(_ arguments: [String], after delay: Double) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        Thread.sleep(forTimeInterval: delay)
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// Runs the program where no file may become larger than so many blocks; what it told comes with it.
    private static func runOnFullDisk(_ arguments: [String], blocks: Int) throws -> (Process, told: String) {
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "ulimit -f \(blocks); exec \"$0\" \"$@\"", program.path] + arguments
        process.standardError = errors
        try process.run()
        let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process, told)
    }

    private static func names(_ files: [String]) -> [String] {
        (["a.events", "small.tsv"] + files.map { URL(filePath: $0).lastPathComponent }).sorted()
    }

    @Test(arguments: Rows.allCases)
    func `an import that is killed at any moment leaves the old store or the new one`(rows: Rows) throws {
        try Self.inFolder(4_000, rows) { folder, files, store in
            let old = try Self.count(store)
            var outcomes: Set<String> = []
            let words = ["import"] + files + ["--into", store, "--segment-rows", "500"]
            for delay in stride(from: 0.0, through: 0.6, by: 0.06) {
                try Self.kill(words, after: delay)
                outcomes.insert(try Self.count(store))
            }
            #expect(outcomes.contains(old))
            #expect(outcomes.allSatisfy { $0 == old || $0.contains("4000") })
            // What a killed writer left does not stand in the way of the next.
            #expect(try run(words).status == 0)
            #expect(try Self.count(store).contains("4000"))
            #expect(try Self.left(folder) == Self.names(files))
        }
    }

    @Test(arguments: Rows.allCases, [4, 20, 60, 100, 150])
    func `a disk that is full at any point leaves the old store and nothing beside it`(rows: Rows, blocks: Int)
        throws
    {
        try Self.inFolder(3_000, rows) { folder, files, store in
            let old = try Self.count(store)
            let (process, told) = try Self.runOnFullDisk(
                ["import"] + files + ["--into", store, "--segment-rows", "500"], blocks: blocks)
            // What is named is less than what has addresses.
            if process.terminationStatus == 0 {
                #expect(rows == .named && blocks >= 100)
                #expect(try Self.count(store).contains("3000"))
            } else {
                #expect(process.terminationReason == .exit && process.terminationStatus == 1, "\(told)")
                #expect(told.contains("error: could not write"))
                #expect(try Self.count(store) == old)
            }
            #expect(try Self.left(folder) == Self.names(files))
        }
    }

    @Test func `an addition that is killed at any moment leaves the old store or the longer one`() throws {
        try Self.inFolder(4_000) { folder, file, store in
            let more = folder.appending(path: "more.tsv")
            try Data((5_000...7_000).map { Self.row($0) + "\n" }.joined().utf8).write(to: more)
            #expect(try run(["import", file, "--into", store]).status == 0)
            var outcomes: Set<String> = []
            for delay in stride(from: 0.0, through: 0.8, by: 0.05) {
                try Self.kill(["import", more.path, "--into", store, "--append"], after: delay)
                outcomes.insert(try Self.count(store))
            }
            #expect(outcomes.allSatisfy { $0.contains("4000") || $0.contains("6001") })
            let last = try run(["import", more.path, "--into", store, "--append"])
            #expect(last.status == 0 || last.err.contains("is in \(store) already"))
            #expect(try Self.count(store).contains("6001"))
            let left = try Self.left(folder)
            #expect(left == ["a.events", "large.tsv", "more.tsv", "small.tsv"])
        }
    }

    @Test(arguments: [4, 400, 800, 1_200, 1_600])
    func `a disk that is full at any point of an addition leaves the old store and nothing beside it`(blocks: Int)
        throws
    {
        try Self.inFolder(3_000) { folder, file, store in
            #expect(try run(["import", file, "--into", store]).status == 0)
            let old = try Data(contentsOf: URL(filePath: store))
            let more = folder.appending(path: "more.tsv")
            try Data((5_000...8_000).map { Self.row($0) + "\n" }.joined().utf8).write(to: more)
            let (process, told) = try Self.runOnFullDisk(
                ["import", more.path, "--into", store, "--append"], blocks: blocks)
            let left = try Self.left(folder)
            #expect(left == ["a.events", "large.tsv", "more.tsv", "small.tsv"])
            // 1,600 blocks of 512 or 1,024 bytes may be enough for all.
            if process.terminationStatus == 0 {
                #expect(blocks > 800)
                #expect(try Self.count(store).contains("6001"))
            } else {
                #expect(process.terminationReason == .exit && process.terminationStatus == 1, "\(told)")
                #expect(told.contains("error: could not write"))
                #expect(try Data(contentsOf: URL(filePath: store)) == old)
            }
        }
    }

    @Test func `a second writer is told that the store is being written`() throws {
        try Self.inFolder(100) { folder, file, store in
            let first = Process()
            first.executableURL = Self.program
            first.arguments = ["import", "-", "--into", store]
            let input = Pipe()
            first.standardInput = input
            first.standardError = FileHandle.nullDevice
            try first.run()
            let bytes = try Data(contentsOf: URL(filePath: file))
            // More than the first look takes, so that the lock is held.
            for _ in 0..<40 { input.fileHandleForWriting.write(bytes) }
            var second = try run(["import", file, "--into", store])
            for _ in 0..<50 where second.status == 0 {
                Thread.sleep(forTimeInterval: 0.05)
                second = try run(["import", file, "--into", store])
            }
            #expect(second.status == 1 && second.err.contains("is being written by another process"))
            try input.fileHandleForWriting.close()
            first.waitUntilExit()
            #expect(first.terminationStatus == 0)
            #expect(try Self.count(store).contains("4000"))
            #expect(try Self.left(folder) == ["a.events", "large.tsv", "small.tsv"])
        }
    }

    /// Those that programs started here do not ignore: under `nohup`, or behind the `&` of a script, they do.
    private static let signals = [SIGTERM, SIGHUP, SIGINT].filter { number in
        var action = sigaction()
        sigaction(number, nil, &action)
        let handler = unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
        return handler != unsafeBitCast(SIG_IGN, to: Int.self)
    }

    @Test(arguments: signals, [true, false])
    func `a signal ends an import with the old store and nothing else, also while nothing comes`(
        signal: Int32, hasRows: Bool
    ) throws {
        try Self.inFolder(100) { folder, file, store in
            let process = Process()
            process.executableURL = Self.program
            process.arguments = ["import", "-", "--into", store]
            let (input, errors) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardError = errors
            try process.run()
            let before = try Data(contentsOf: URL(filePath: store))
            if hasRows {
                let bytes = try Data(contentsOf: URL(filePath: file))
                for _ in 0..<40 { input.fileHandleForWriting.write(bytes) }
            }
            for _ in 0..<500 where try !Self.left(folder).contains("a.events.part") {
                Thread.sleep(forTimeInterval: 0.01)
            }
            Foundation.kill(process.processIdentifier, signal)
            process.waitUntilExit()
            try input.fileHandleForWriting.close()
            let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            #expect(process.terminationReason == .exit && process.terminationStatus == 128 + signal)
            #expect(told == "error: cancelled; the store is as it was\n")
            #expect(try Data(contentsOf: URL(filePath: store)) == before)
            #expect(try Self.left(folder) == ["a.events", "large.tsv", "small.tsv"])
        }
    }

    /// The most memory that an import in segments of some thousand rows had at once, in KiB.
    private static func peak(_ file: String, _ store: String) throws -> Int {
        var child = pid_t()
        let words = [program.path, "import", file, "--into", store, "--segment-rows", "2000"]
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        #expect(posix_spawn(&child, program.path, &actions, nil, &arguments, nil) == 0)
        // What the system tells of a program that has ended counts the memory of who started it, which is more. Its own
        // mark only rises, so that the last look is as good as all.
        var (status, peak) = (Int32(0), 0)
        while waitpid(child, &status, WNOHANG) == 0 {
            let lines = try String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8).split(separator: "\n")
            let mark = lines.first { $0.hasPrefix("VmHWM:") }?.split(separator: " ").dropFirst().first
            peak = max(peak, mark.flatMap { Int($0) } ?? 0)
        }
        #expect(status == 0 && peak > 0)
        return peak
    }

    @Test(arguments: [Rows.events, .named])
    func `memory does not grow with the number of rows`(rows: Rows) throws {
        // So many that what is read ahead is full with the fewer rows as well, with one thread and with several.
        try Self.inFolder(60_000, rows) { folder, files, store in
            let larger = folder.appending(path: "larger.tsv")
            try Data(Self.file(rows, 1...180_000).utf8).write(to: larger)
            let (one, three) = (try Self.peak(files[0], store), try Self.peak(larger.path, store))
            // Three times the rows are some 30 MB more to read; in memory at once they are far more than that.
            #expect(three - one < 20_000, "\(one) and \(three) KiB")
            #expect(try Self.count(store).contains("180000"))
        }
    }
}
