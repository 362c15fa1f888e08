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

    /// A folder with a store of three events and a file of some thousand.
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

    @Test func `an import that is killed at any moment leaves the old store or the new one`() throws {
        try Self.inFolder(4_000) { folder, file, store in
            let old = try Self.count(store)
            var outcomes: Set<String> = []
            for delay in stride(from: 0.0, through: 0.6, by: 0.04) {
                try Self.kill(["import", file, "--into", store], after: delay)
                outcomes.insert(try Self.count(store))
            }
            #expect(outcomes.contains(old))
            // What a killed writer left does not stand in the way of the next.
            #expect(try run(["import", file, "--into", store]).status == 0)
            #expect(try Self.count(store).contains("4000"))
            #expect(try Self.left(folder) == ["a.events", "large.tsv", "small.tsv"])
        }
    }

    @Test(arguments: [4, 20, 60, 100, 150])
    func `a disk that is full at any point leaves the old store and nothing beside it`(blocks: Int) throws {
        try Self.inFolder(3_000) { folder, file, store in
            let old = try Self.count(store)
            let (process, told) = try Self.runOnFullDisk(["import", file, "--into", store], blocks: blocks)
            #expect(process.terminationReason == .exit && process.terminationStatus == 1, "\(told)")
            #expect(told.contains("error: could not write"))
            #expect(try Self.count(store) == old)
            #expect(try Self.left(folder) == ["a.events", "large.tsv", "small.tsv"])
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
        var (status, usage) = (Int32(0), rusage())
        #expect(wait4(child, &status, 0, &usage) == child && status == 0)
        return usage.ru_maxrss
    }

    @Test func `memory does not grow with the number of rows`() throws {
        try Self.inFolder(10_000) { folder, file, store in
            let larger = folder.appending(path: "larger.tsv")
            try Data((1...60_000).map { Self.row($0) + "\n" }.joined().utf8).write(to: larger)
            let (one, six) = (try Self.peak(file, store), try Self.peak(larger.path, store))
            // Six times the rows are some 13 MB more to read; in memory at once they are far more than that.
            #expect(six - one < 6_000, "\(one) and \(six) KiB")
            #expect(try Self.count(store).contains("60000"))
        }
    }
}
