import EventModel
import Testing

@testable import Readers

@Suite("Naughty strings", .enabled(if: SharedData.has("suites/blns")))
struct NaughtyStringTests {
    private func strings() throws -> [String] {
        let bytes = try SharedData.bytes("suites/blns/blns.json")
        guard case .array(let values) = try JSON.parse(bytes[...]) else { return [] }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    @Test("They survive JSON byte for byte")
    func json() throws {
        let strings = try strings()
        #expect(strings.count == 515)
        for text in strings {
            guard case .string(let read) = try JSON.parse(JSONText.string(text)) else { continue }
            #expect(Array(read.utf8) == Array(text.utf8))
        }
    }

    @Test("They survive CSV byte for byte")
    func csv() throws {
        let strings = try strings()
        let quoted = strings.map { "\"\($0.replacing("\"", with: "\"\""))\"" }
        let bytes = Array(quoted.joined(separator: ",").utf8)
        var reader = CSVReader()
        #expect(try reader.next(in: bytes.span))
        #expect(
            (0..<reader.fieldCount).map { reader.text($0, in: bytes.span).map { Array($0.utf8) } }
                == strings.map { Array($0.utf8) })
    }

    @Test("They survive the record format as ids, names and columns")
    func records() throws {
        let strings = try strings()
        let lines = strings.enumerated().map { index, text in
            let name = JSONText.string(text)
            return #"{"type":"event","id":"\#(index)","summary":\#(name),"actor":["\#(index)"],"x":[\#(name)]}"#
        }
        let loaded = try load(lines.joined(separator: "\n"))
        #expect(loaded.refusals.isEmpty)
        let again = try load(String(decoding: RecordWriter(loaded.data).text(), as: UTF8.self))
        let found = again.rows("events").compactMap { $0["summary"]?.name }
        #expect(found.map { Array($0.utf8) } == strings.map { Array($0.utf8) })
        #expect(firstDifference(again.data.content, loaded.data.content) == nil)
    }

    @Test("None gets into a message as anything that acts on a terminal")
    func messages() throws {
        for text in try strings() + ["\u{1B}[31m", "\u{9B}2J", "\u{202E}abc"] {
            let name = JSONText.string(text)
            let loaded = try load(#"{"type":"event","id":"e","actor":[\#(name)],"date":\#(name),"kind":\#(name)}"#)
            let linked = try load(#"{"type":"event","id":"e","because_of":[\#(JSONText.string("-\(text)"))]}"#)
            let messages =
                (loaded.refusals + linked.refusals).flatMap { [$0.text, $0.excerpt] }
                + (loaded.report.warnings + linked.report.warnings).map(\.text)
            #expect(!messages.isEmpty)
            for scalar in messages.joined().unicodeScalars {
                #expect(!(scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) || scalar.value == 0x202E))
            }
        }
    }
}
