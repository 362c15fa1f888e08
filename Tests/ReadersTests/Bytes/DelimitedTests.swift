import Testing

@testable import Readers

@Suite("Lines of fields")
struct DelimitedLinesTests {
    private func rows(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: "\t")) -> [[String]] {
        var lines = DelimitedLines(separator: separator)
        var rows: [[String]] = []
        while lines.next(in: bytes.span) {
            rows.append((0..<lines.fieldCount).map { String(decoding: bytes[lines.field($0)], as: UTF8.self) })
        }
        return rows
    }

    @Test(
        "Fields are what stands between separators",
        arguments: [
            ("", []), ("\n", [[""]]), ("a", [["a"]]), ("a\n", [["a"]]), ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
            ("\t\n\t", [["", ""], ["", ""]]),
            ("a\r\nb\r", [["a"], ["b"]]), ("a\rb\tc\r\r\n", [["a\rb", "c\r"]]), ("\n\na", [[""], [""], ["a"]]),
            ("\"a\tb\"", [["\"a", "b\""]]),
            ("12345678\t2345678\n\t\t\t\t\t\t\t\n", [["12345678", "2345678"], ["", "", "", "", "", "", "", ""]]),
            ("国\té\u{8}\u{A}\u{9}", [["国", "é\u{8}"], ["", ""]]),
        ] as [(String, [[String]])])
    func fields(_ text: String, _ expected: [[String]]) {
        #expect(rows(Array(text.utf8)) == expected)
    }

    @Test("Splitting by words of eight bytes gives what splitting byte by byte gives")
    func agreesWithTheNaiveSplitter() {
        var generator = SystemLikeGenerator(state: 7)
        let alphabet: [UInt8] = [0x09, 0x0A, 0x08, 0x0B, 0x61, 0x89, 0x8A, 0x00]
        for length in 0..<400 {
            let bytes = (0..<length).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
            var naive = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            if naive.last?.isEmpty == true { naive.removeLast() }
            let expected = naive.map {
                $0.split(separator: 0x09, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
            }
            #expect(rows(bytes) == expected)
        }
    }

    @Test("Line numbers go on over buffers, and lines may be passed over")
    func lineNumbers() {
        let (first, second) = (Array("a\nb\n".utf8), Array("c\td\ne".utf8))
        var lines = DelimitedLines()
        #expect(lines.skipLine(in: first.span) && lines.line == 0..<1)
        #expect(lines.next(in: first.span) && lines.lineNumber == 2)
        #expect(!lines.next(in: first.span) && !lines.skipLine(in: first.span))
        lines.rewind()
        #expect(lines.next(in: second.span) && lines.lineNumber == 3 && lines.fieldCount == 2)
        #expect(lines.next(in: second.span) && lines.lineNumber == 4 && lines.line == 4..<5)
        #expect(!lines.next(in: second.span) && lines.lineNumber == 4)
    }

    @Test("A line may have more fields than any before")
    func wideLines() {
        let text = String(repeating: "x;", count: 999) + "y"
        let found = rows(Array(text.utf8), separator: UInt8(ascii: ";"))
        #expect(found == [Array(repeating: "x", count: 999) + ["y"]])
    }
}

@Suite("CSV")
struct CSVTests {
    private func rows(_ text: String, separator: UInt8 = UInt8(ascii: ",")) throws -> [[String?]] {
        try rows(Array(text.utf8), separator: separator)
    }

    private func rows(_ bytes: [UInt8], separator: UInt8 = UInt8(ascii: ",")) throws -> [[String?]] {
        var reader = CSVReader(separator: separator)
        var rows: [[String?]] = []
        while try reader.next(in: bytes.span) {
            rows.append((0..<reader.fieldCount).map { reader.text($0, in: bytes.span) })
        }
        return rows
    }

    @Test(
        "Records are read as RFC 4180 has them",
        arguments: [
            ("", []), ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
            (",", [["", ""]]), ("\"\"", [[""]]),
            ("\"a,b\",c", [["a,b", "c"]]), ("\"a\"\"b\"", [["a\"b"]]), ("\"a\nb\r\nc\",d\n", [["a\nb\r\nc", "d"]]),
            ("\u{FEFF}a,b", [["a", "b"]]),
            ("\u{FEFF}\"a\",b", [["a", "b"]]), ("a\n\n\r\nb\n", [["a"], ["b"]]), ("a b\"c,d", [["a b\"c", "d"]]),
            ("a\rb,c\r", [["a\rb", "c"]]),
            ("\"\",\"\"\r\n", [["", ""]]), (" \"a\"", [[" \"a\""]]), ("国,\"é\"", [["国", "é"]]),
        ] as [(String, [[String?]])])
    func records(_ text: String, _ expected: [[String?]]) throws {
        #expect(try rows(text) == expected)
    }

    @Test(
        "A quote that is never closed is reported where it opened",
        arguments: [
            ("\"a", 1, 1), ("a,b\nc,\"d\ne,f\n", 2, 3), ("\"a\"\"\n\n", 1, 1), ("\"x\ny\",\"z", 2, 4),
            ("\u{FEFF}\"a", 1, 1),
        ])
    func unclosed(_ text: String, _ line: Int, _ column: Int) {
        #expect(throws: CSVError(line: line, column: column, reason: .unclosedQuote)) { try rows(text) }
    }

    @Test("Text behind a closing quote is reported, and the lines behind the first one are read")
    func textBehindQuote() throws {
        let bytes = Array("\"a\nb\"c,d\ne,f\n".utf8)
        var reader = CSVReader()
        #expect(throws: CSVError(line: 2, column: 3, reason: .textBehindQuote(found: "`c`"))) {
            try reader.next(in: bytes.span)
        }
        #expect(try reader.next(in: bytes.span))
        #expect(reader.text(0, in: bytes.span) == "b\"c" && reader.lineNumber == 2)
        #expect(try reader.next(in: bytes.span))
        #expect(
            reader.text(0, in: bytes.span) == "e" && reader.text(1, in: bytes.span) == "f" && reader.lineNumber == 3)
        let hasMore = try reader.next(in: bytes.span)
        #expect(!hasMore)
    }

    @Test("Line numbers count line ends within quotes")
    func lineNumbers() throws {
        let bytes = Array("a\n\"b\n\n\",x\nc\n".utf8)
        var reader = CSVReader()
        var lines: [Int] = []
        while try reader.next(in: bytes.span) { lines.append(reader.lineNumber) }
        #expect(lines == [1, 2, 5])
    }

    @Test("A field beyond the limit is refused, in quotes or not", arguments: ["", "\""])
    func longFields(_ quote: String) throws {
        let bytes =
            Array("a\n\(quote)".utf8) + [UInt8](repeating: 0x78, count: CSVReader.fieldLimit + 1)
            + Array("\(quote)\nb".utf8)
        var reader = CSVReader()
        #expect(try reader.next(in: bytes.span))
        #expect(throws: CSVError(line: 2, column: 1, reason: .fieldTooLong(limit: CSVReader.fieldLimit))) {
            try reader.next(in: bytes.span)
        }
        #expect(try reader.next(in: bytes.span))
        #expect(reader.text(0, in: bytes.span) == "b")
    }

    @Test("Fields that are not UTF-8 have bytes but no text")
    func notUTF8() throws {
        let bytes: [UInt8] = [0x61, 0x2C, 0xFF, 0x2C, 0x62]
        #expect(try rows(bytes) == [["a", nil, "b"]])
        var reader = CSVReader()
        #expect(try reader.next(in: bytes.span))
        #expect(
            reader.withField(1, in: bytes.span) { $0.count } == 1
                && reader.withField(1, in: bytes.span) { $0[0] } == 0xFF)
    }

    @Test("The public samples read to the rows beside them", .enabled(if: SharedData.has("suites/csv-spectrum")))
    func spectrum() throws {
        let names = SharedData.names(in: "suites/csv-spectrum/csvs").map { String($0.dropLast(4)) }
        #expect(names.count == 12)
        for name in names {
            let found = try rows(SharedData.bytes("suites/csv-spectrum/csvs/\(name).csv"))
            let json = try SharedData.bytes("suites/csv-spectrum/json/\(name).json")
            if name == "location_coordinates" {
                // The sample and its answer give different telephone numbers, and the answer is no list.
                let coordinates = "37\u{FFFD}36'37.8\"N 121\u{FFFD}2'17.9\"W"
                #expect(found.count == 2 && found[1] == ["2095257564", coordinates, "Modesto", "Stanislaus"])
                continue
            }
            let expected = try JSON.parse(json[...])
            let rows = found.dropFirst().map { row in
                JSONValue.object(zip(found[0], row).map { JSONMember($0 ?? "", .string($1 ?? "")) })
            }
            #expect(JSONValue.array(rows) == expected, "\(name)")
        }
    }
}
