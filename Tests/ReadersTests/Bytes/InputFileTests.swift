import Foundation
import Glibc
import Testing

@testable import Readers

@Suite("Files")
struct InputFileTests {
    @Test("A whole file is read, of any size around a piece", arguments: [0, 1, 65_535, 65_536, 65_537, 300_000])
    func wholeFiles(_ size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try withFile(bytes) { (path: String) throws -> Void in
            let file = try InputFile(path: path)
            #expect(file.size == size)
            #expect(try file.readAll() == bytes)
            #expect(try file.readAll().isEmpty)
        }
    }

    @Test("What has no size is read to its end")
    func pipes() throws {
        let bytes = Array(try InputFile(path: "/proc/self/status").readAll())
        #expect(bytes.starts(with: "Name:".utf8))
        #expect(try InputFile(path: "/dev/null").readAll().isEmpty)
        #expect(try InputFile(path: "/dev/null").size == nil)
    }

    @Test("A file that is cut short while it is read is an error, one that grows is read to its end")
    func shortened() throws {
        try withFile([UInt8](repeating: 7, count: 100_000)) { (path: String) throws -> Void in
            var buffer = [UInt8](repeating: 0, count: 60_000)
            let file = try InputFile(path: path)
            #expect(try file.peek(10).count == 10 && file.bytesTaken == 0)
            #expect(
                try buffer.withUnsafeMutableBytes { try file.read(into: $0) } == 60_000 && file.bytesTaken == 60_000)
            #expect(truncate(path, 70_000) == 0)
            #expect(throws: InputError.shortened(path: path, from: 100_000, to: 70_000)) {
                try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            }
            let other = try InputFile(path: path)
            #expect(truncate(path, 80_000) == 0)
            #expect(try other.readAll().count == 80_000)
        }
    }

    @Test("Who waits for a pipe on which nothing comes can be told to stop")
    func waiting() throws {
        try withFile([]) { (path: String) throws -> Void in
            let pipe = path + ".pipe"
            #expect(mkfifo(pipe, 0o600) == 0)
            // Open for reading and writing, so that opening it waits for nobody.
            let descriptor = Glibc.open(pipe, O_RDWR)
            defer { close(descriptor) }
            let file = try InputFile(path: pipe, isCancelled: { true })
            #expect(throws: InputError.cancelled) { try file.peek(1) }
        }
    }

    @Test("A file longer than the limit is refused, one as long is read")
    func limits() throws {
        try withFile([1, 2, 3]) { (path: String) throws -> Void in
            #expect(try InputFile(path: path).readAll(limit: 3) == [1, 2, 3])
            #expect(throws: InputError.tooLarge(path: path, limit: 2)) { try InputFile(path: path).readAll(limit: 2) }
        }
    }

    @Test("What cannot be read is told apart")
    func failures() throws {
        #expect(throws: InputError.notFound(path: "/nowhere/x")) { try InputFile(path: "/nowhere/x") }
        #expect(throws: InputError.isDirectory(path: "/")) { try InputFile(path: "/") }
        #expect(throws: InputError.badPath(path: "a\0b")) { try InputFile(path: "a\0b") }
        #expect(throws: InputError.notFound(path: "")) { try InputFile(path: "") }
        try withFile([1]) { (path: String) throws -> Void in
            #expect(throws: InputError.notFound(path: "\(path)/x")) { try InputFile(path: "\(path)/x") }
            guard getuid() != 0 else { return }
            chmod(path, 0)
            #expect(throws: InputError.notPermitted(path: path)) { try InputFile(path: path) }
        }
        let long = String(repeating: "x", count: 5_000)
        #expect(throws: InputError.failed(path: long, errorNumber: ENAMETOOLONG)) { try InputFile(path: long) }
        #expect(InputError.failed(path: "x", errorNumber: ENAMETOOLONG).text == "could not read x: File name too long")
    }

    @Test("Blocks hold whole lines and together the whole file", arguments: [1, 2, 3, 5, 7, 16, 1_000])
    func blocks(_ size: Int) throws {
        for text in [
            "", "a", "a\n", "\n\n", "one\ntwo\nthree", "a very long line without an end\nb\n", "ab\ncd\n\nef\n",
        ] {
            try withFile(Array(text.utf8)) { (path: String) throws -> Void in
                var blocks = LineBlocks(try InputFile(path: path), blockSize: size)
                var found: [[UInt8]] = []
                while try blocks.next() { found.append(Array(blocks.block)) }
                #expect(found.flatMap { $0 } == Array(text.utf8))
                #expect(found.dropLast().allSatisfy { $0.last == 0x0A } && found.allSatisfy { !$0.isEmpty })
                #expect(blocks.byteCount == text.utf8.count)
            }
        }
    }
}
