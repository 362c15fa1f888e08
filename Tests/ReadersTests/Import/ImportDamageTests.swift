import Columnar
import EventModel
import Foundation
import Store
import Testing

@testable import Readers

/// A store that was written in pieces is checked as any other is.
@Suite("Damaged imports")
struct ImportDamageTests {
    /// Places to damage: all of them when `CASUS_THOROUGH` is set, else every 97th.
    private static let step = ProcessInfo.processInfo.environment["CASUS_THOROUGH"] == nil ? 97 : 1

    private static func withStore(_ body: (_ bytes: [UInt8], _ content: [String], _ bad: URL) throws -> Void) throws {
        try ImportTests.inFolder { folder in
            let (file, store) = (folder.appending(path: "a.tsv"), folder.appending(path: "a.events"))
            try Data(ImportTests.rows(40, seed: 12).joined(separator: "\n").utf8).write(to: file)
            let limits = ImportLimits(exactRows: 15, wideRows: 6)
            _ = try importing([file.path], into: store.path, settings: ImportSettings(limits: limits))
            try body(
                [UInt8](try Data(contentsOf: store)), ImportTests.content(try Readers.open([store.path]).data),
                folder.appending(path: "bad.events"))
        }
    }

    /// Whether something is said of the damage; nil where what is read is what was written.
    private static func isTold(_ bad: URL, _ content: [String]) -> Bool? {
        guard let opened = try? Store.open(bad.path) else { return true }
        let found = ImportTests.content(opened.data)
        if opened.data.integrity.problem != nil { return true }
        return found == content ? nil : false
    }

    @Test func `a flipped bit anywhere is told, or lies where nothing is read`() throws {
        try Self.withStore { bytes, content, bad in
            var told = 0
            for place in Array(0..<64) + stride(from: 4_096, to: bytes.count, by: Self.step) {
                var changed = bytes
                changed[place] ^= 1 << UInt8(place % 8)
                try Data(changed).write(to: bad)
                switch Self.isTold(bad, content) {
                case true?: told += 1
                case false?: Issue.record("byte \(place) changed what is read")
                case nil: break
                }
            }
            #expect(told > 150)
        }
    }

    @Test func `a store that was cut anywhere is told`() throws {
        try Self.withStore { bytes, content, bad in
            for count in Array(stride(from: 0, to: bytes.count, by: Self.step)) + [bytes.count - 1] {
                try Data(bytes.prefix(count)).write(to: bad)
                #expect(Self.isTold(bad, content) == true, "cut at \(count)")
            }
        }
    }
}
