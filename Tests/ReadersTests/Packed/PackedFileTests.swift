import Columnar
import EventModel
import Foundation
import Testing

@testable import Readers

/// Packed files: two records, `{"type":"event","id":"a"}` and `b`, as the usual programs pack them.
@Suite struct PackedFileTests {
    private static let packed: [String: String] = [
        "gz": "H4sIAAAAAAACA6tWKqksSFWyUkotS80rUdJRykwBchKVarmqscokAWUATwXdPjQAAAA=",
        "bz2":
            "QlpoOTFBWSZTWQLo1SYAABhZgAAQEAQAEDYhRSogADFMABNAqqaekabUyepTTxlgwpMyPW3yDKlIQ2pD8XckU4UJAC6NUmA=",
        "xz":
            "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AAzACNdAD2IiofT6MhthzhgjUdIKJ0NTaVgIobAaHZkueQy9zeHZYAAAADfkaft5rLE/gABPzSia+xZH7bzfQEAAAAABFla",
        "zst": "KLUv/SQ0JQEA8HsidHlwZSI6ImV2ZW50IiwiaWQiOiJhIn0KYiJ9CgEAtjLHdH5G6Q==",
    ]

    /// `a.jsonl`, `notes/README.txt`, what a Macintosh adds, `b.jsonl`.
    private static let zip =
        "UEsDBBQAAAAIAAAAIVBuKrYLGgAAABoAAAAHAAAAYS5qc29ubKtWKqksSFWyUkotS80rUdJRykwBchKVarkAUEsDBBQAAAAIAAAAIVC/MEExCwAAAAkAAAAQAAAAbm90ZXMvUkVBRE1FLnR4dAtKTUxRyE3V4wIAUEsDBBQAAAAIAAAAIVBpIt42BAAAAAIAAAASAAAAX19NQUNPU1gvLl9hLmpzb25sY2AEAFBLAwQUAAAACAAAACFQgIUDGRoAAAAaAAAABwAAAGIuanNvbmyrViqpLEhVslJKLUvNK1HSUcpMAXKSlGq5AFBLAQIUAxQAAAAIAAAAIVBuKrYLGgAAABoAAAAHAAAAAAAAAAAAAACkgQAAAABhLmpzb25sUEsBAhQDFAAAAAgAAAAhUL8wQTELAAAACQAAABAAAAAAAAAAAAAAAKSBPwAAAG5vdGVzL1JFQURNRS50eHRQSwECFAMUAAAACAAAACFQaSLeNgQAAAACAAAAEgAAAAAAAAAAAAAApIF4AAAAX19NQUNPU1gvLl9hLmpzb25sUEsBAhQDFAAAAAgAAAAhUICFAxkaAAAAGgAAAAcAAAAAAAAAAAAAAKSBrAAAAGIuanNvbmxQSwUGAAAAAAQABADoAAAA6wAAAAAA"

    private func bytes(_ text: String) throws -> [UInt8] { Array(try #require(Data(base64Encoded: text))) }

    private func open(_ bytes: [UInt8], named name: String = "data") throws -> Loaded {
        try withFile(bytes, named: name) { (path: String) throws -> Loaded in try Readers.open([path]) }
    }

    @Test("a packed file is known by its content, whatever its name", arguments: packed.keys.sorted())
    func streams(_ name: String) throws {
        let loaded = try open(bytes(Self.packed[name] ?? ""))
        #expect(loaded.rows("events").map { $0["id"] } == [.text("a"), .text("b")])
        #expect(loaded.report.files.map(\.byteCount) == [52])
    }

    @Test func `each member of a zip archive is a file, and what is no data is told`() throws {
        let loaded = try open(bytes(Self.zip), named: "two.zip")
        #expect(loaded.rows("events").map { $0["id"] } == [.text("a"), .text("b")])
        #expect(
            loaded.report.files.map { String($0.path.split(separator: "/").last ?? "") } == [
                "two.zip:a.jsonl", "two.zip:b.jsonl",
            ])
        guard case .memberLeftOut(let path, let found) = loaded.report.warnings.first else {
            Issue.record("nothing told")
            return
        }
        #expect(path.hasSuffix("two.zip:notes/README.txt") && found == "`Read me.`")
        #expect(loaded.report.warnings.count == 1)
        #expect(loaded.data.catalog.name == "two")
    }

    @Test("a packed file that was cut short or damaged is an error", arguments: packed.keys.sorted() + ["zip"])
    func damaged(_ name: String) throws {
        let whole = try bytes(Self.packed[name] ?? Self.zip)
        // The list of contents at the end of a zip archive can be done without; 63 is where its first file ends.
        for length in name == "zip" ? [14, 63, 100] : [14, whole.count / 2] {
            #expect(throws: ReadError.self, "\(length)") { try open(Array(whole[..<length])) }
        }
        // No damage of one byte may end in anything but an error or the right rows, or, in names and times, no matter.
        for index in stride(from: 0, to: whole.count, by: 3) {
            var changed = whole
            changed[index] ^= 0x55
            guard let loaded = try? open(changed) else { continue }
            #expect(loaded.rows("events").count <= 2, "\(index)")
        }
    }

    @Test func `a damaged stream is said to be one`() throws {
        let whole = try bytes(Self.packed["gz"] ?? "")
        try withFile(Array(whole[..<40])) { (path: String) throws -> Void in
            do {
                _ = try Readers.open([path])
                Issue.record("was read")
            } catch let error as ReadError {
                #expect(error.text.hasPrefix("could not unpack \(path): "))
            }
        }
    }

    @Test func `of a member of gzip no byte that counts may be another, in whichever member it lies`() throws {
        let one = try bytes(Self.packed["gz"] ?? "")
        let records = try withFile(one + one) { (path: String) throws -> [UInt8] in
            let file = try PackedFile(InputFile(path: path), .gzip)
            #expect(try file.nextMember())
            var buffer = [UInt8](repeating: 0, count: 200)
            let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
            #expect(try !file.nextMember())
            return Array(buffer[..<count])
        }
        let text = "{\"type\":\"event\",\"id\":\"a\"}\n{\"type\":\"event\",\"id\":\"b\"}\n"
        #expect(String(decoding: records, as: UTF8.self) == text + text)
        let rows = try open(bytes(Self.packed["gz"] ?? "")).rows("events").count
        // What stands before are flags, the time and the system; behind it the data, their checksum and their length.
        for index in 10..<one.count {
            var changed = one
            changed[index] ^= 0x10
            for packed in [changed, one + changed, changed + one] {
                #expect(throws: ReadError.self, "byte \(index)") { try open(packed) }
            }
        }
        #expect(rows == 2)
        // The head of a second member that is none any more would take its rows along.
        for index in 0..<3 {
            var changed = one
            changed[index] ^= 0x10
            #expect(throws: ReadError.self) { try open(one + changed) }
        }
        for index in 1..<one.count { #expect(throws: ReadError.self) { try open(one + Array(one[..<index])) } }
    }

    @Test func `zeros behind gzip are those of a tape, and gzip of nothing is an empty file`() throws {
        let one = try bytes(Self.packed["gz"] ?? "")
        #expect(try open(one + [UInt8](repeating: 0, count: 70_000)).rows("events").count == 2)
        #expect(throws: ReadError.self) { try open(one + [0, 0, 1]) }
        let nothing = try bytes("H4sIAAAAAAACAwMAAAAAAAAAAAA=")
        #expect(try open(nothing, named: "a.jsonl").rows("events").isEmpty)
        try withFile(nothing, named: "empty.csv.gz") { (path: String) throws -> Void in
            #expect(throws: ReadError.unknownFormat(path: path, found: "nothing")) { try Readers.open([path]) }
        }
        #expect(try open(nothing + one + nothing).rows("events").count == 2)
    }

    @Test func `what unpacks too far is taken for a bomb`() throws {
        let packed = try bytes(Self.packed["gz"] ?? "")
        for limits in [
            UnpackingLimits(totalBytes: 51), UnpackingLimits(ratio: 0, freeBytes: 10), UnpackingLimits(members: 0),
        ] {
            try withFile(packed) { (path: String) throws -> Void in
                let file = try PackedFile(InputFile(path: path), .gzip, limits: limits)
                #expect(throws: InputError.self) {
                    _ = try file.nextMember()
                    var buffer = [UInt8](repeating: 0, count: 100)
                    _ = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
                }
            }
        }
        // A hundred million zeros in 113 bytes.
        let bomb = try bytes(
            "QlpoOTFBWSZTWei3pg8BX44IAMAAAAggADCATUZCoCWpCoCXMUFZJlNZ6LemDwFfjggAwAAACCAAMIBNRkKgJakKgJcxQVkmU1lTZyrhAD7RCALAAABAAAggADDMCapppUiDaipEHi7kinChIEGt/YI="
        )
        #expect(throws: ReadError.self) { try open(bomb) }
    }

    @Test func `an archive with nothing in it is an empty file`() throws {
        #expect(throws: ReadError.self) { try open(bytes("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==")) }
    }

    @Test func `looking at the first bytes of a file takes nothing away from it`() throws {
        try withFile(Array("abcdef".utf8)) { (path: String) throws -> Void in
            let file = try InputFile(path: path)
            #expect(try file.peek(3) == Array("abc".utf8) && file.peek(10) == Array("abcdef".utf8))
            #expect(try file.readAll() == Array("abcdef".utf8))
        }
    }
}
