import EventModel
import Testing

@testable import Readers

@Suite("JSON")
struct JSONTests {
    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test(
        "Every sort of value is read",
        arguments: [
            ("null", JSONValue.null), (" true ", .bool(true)), ("false", .bool(false)), ("\t\r\n[]", .array([])),
            ("{}", .object([])),
            ("\"\"", .string("")), ("\"a\"", .string("a")),
            ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", .string("\"\\/\u{8}\u{C}\n\r\t")),
            ("\"\\u00e9\\u4E2D\"", .string("é中")), ("\"\\ud83d\\ude00\"", .string("😀")),
            ("\"国防\u{7F}\"", .string("国防\u{7F}")),
            ("\"\\u0000\"", .string("\u{0}")), ("[[[]]]", .array([.array([.array([])])])),
            ("[null,true]", .array([.null, .bool(true)])),
            ("{\"a\":{\"b\":[]}}", .object([JSONMember("a", .object([JSONMember("b", .array([]))]))])),
            (
                "[ 1 , {\"\" : 2 } ]",
                .array([
                    .number(JSONNumber(text: "1", value: 1, integer: 1)),
                    .object([JSONMember("", .number(JSONNumber(text: "2", value: 2, integer: 2)))]),
                ])
            ),
        ])
    func accepted(_ text: String, _ value: JSONValue) throws {
        #expect(try JSON.parse(text) == value)
    }

    @Test(
        "Numbers keep their text and are rounded to the nearest double",
        arguments: [
            ("0", 0.0, 0 as Int64?), ("-0", -0.0, 0), ("12", 12, 12), ("-1.50", -1.5, nil), ("1e2", 100, nil),
            ("1E+2", 100, nil),
            ("9.3e-05", 9.3e-05, nil), ("9223372036854775807", 9.223372036854775807e18, .max),
            ("-9223372036854775808", -9.223372036854775808e18, .min),
            ("9223372036854775808", 9.223372036854775808e18, nil), ("0.1", 0.1, nil),
            ("123456789012345678901234567890", 1.2345678901234568e29, nil),
            ("5e-324", Double.leastNonzeroMagnitude, nil), ("1e-400", 0, nil),
            ("2.2250738585072011e-308", Double.leastNormalMagnitude.nextDown, nil),
            ("179769313486231580793e288", 1.7976931348623157e308, nil), ("0.3000000000000000166533453693", 0.3, nil),
        ])
    func numbers(_ text: String, _ value: Double, _ integer: Int64?) throws {
        guard case .number(let number) = try JSON.parse(text) else {
            Issue.record("not a number")
            return
        }
        #expect(number.text == text)
        #expect(number.value == value)
        #expect(number.value.sign == value.sign)
        #expect(number.integer == integer)
    }

    @Test(
        "What is not JSON is refused where it goes wrong, with what was found",
        arguments: [
            ("", 0, "found the end of the text, expected a value"),
            ("  ", 2, "found the end of the text, expected a value"),
            ("[1,]", 3, "found `]`, expected a value"), ("[1 2]", 3, "found `2`, expected `,` or `]`"),
            ("[,1]", 1, "found `,`, expected a value"),
            ("{\"a\":1,}", 7, "found `}`, expected a name in quotes"),
            ("{a:1}", 1, "found `a`, expected a name in quotes or `}`"),
            ("{\"a\" 1}", 5, "found `1`, expected `:` behind the name"), ("{\"a\":}", 5, "found `}`, expected a value"),
            ("{\"a\":1", 6, "found the end of the text, expected `,` or `}`"),
            ("[", 1, "found the end of the text, expected a value"),
            ("[1}", 2, "found `}`, expected `,` or `]`"), ("]", 0, "found `]`, expected a value"),
            ("1 2", 2, "found `2`, expected nothing more"),
            ("{} }", 3, "found `}`, expected nothing more"),
            ("tru", 0, "found a word that is not `true`, expected a value"),
            ("nul", 0, "found a word that is not `null`, expected a value"), ("True", 0, "found `T`, expected a value"),
            ("NaN", 0, "found `N`, expected a value"), ("Infinity", 0, "found `I`, expected a value"),
            ("-Infinity", 1, "found `I`, expected a digit"),
            ("+1", 0, "found `+`, expected a value"),
            ("01", 0, "found a number that begins with 0, expected none in front"),
            ("-", 1, "found the end of the text, expected a digit"),
            ("1.", 2, "found the end of the text, expected a digit behind the point"),
            (".5", 0, "found `.`, expected a value"),
            ("1e", 2, "found the end of the text, expected a digit of the exponent"),
            ("1e+x", 3, "found `x`, expected a digit of the exponent"), ("0x10", 1, "found `x`, expected nothing more"),
            ("1e400", 0, "found a number too large to be kept"), ("-1e400", 0, "found a number too large to be kept"),
            ("'a'", 0, "found `'`, expected a value"), ("\"a", 0, "found a text whose closing quote is missing"),
            ("\"a\\\"", 0, "found a text whose closing quote is missing"),
            ("\"\\", 0, "found a text whose closing quote is missing"),
            ("\"\\x\"", 1, "found `x` behind `\\`, expected one of `\" \\ / b f n r t u`"),
            ("\"a\u{1}\"", 2, "found a control character (0x01) in a text, expected it written with `\\`"),
            ("\"a\tb\"", 2, "found a tab in a text, expected it written with `\\`"),
            ("\"a\nb\"", 2, "found the end of the line in a text, expected it written with `\\`"),
            ("\"\\u12\"", 1, "found `\\u` without four hexadecimal digits behind it"),
            ("\"\\u12G4\"", 1, "found `\\u` without four hexadecimal digits behind it"),
            ("\"\\ud800\"", 1, "found half of a surrogate pair written with `\\u`, expected both halves"),
            ("\"a\\udc00\"", 2, "found half of a surrogate pair written with `\\u`, expected both halves"),
            ("\"\\ud800\\u0041\"", 1, "found half of a surrogate pair written with `\\u`, expected both halves"),
            ("\"\\ud800\\ud800\"", 1, "found half of a surrogate pair written with `\\u`, expected both halves"),
            ("\u{FEFF}1", 0, "found `\u{FEFF}`, expected a value"), ("[é]", 1, "found `é`, expected a value"),
            ("[\u{A0}1]", 1, "found `\u{A0}`, expected a value"), ("// 1", 0, "found `/`, expected a value"),
            ("[1]/*a*/", 3, "found `/`, expected nothing more"),
        ])
    func refused(_ text: String, _ offset: Int, _ reason: String) {
        #expect(throws: JSONError(byteOffset: offset, reason: reason)) { try JSON.parse(text) }
    }

    @Test(
        "Bytes that are not UTF-8 are refused at the first of them",
        arguments: [
            ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC3, 0x22], 1), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
            ([0x22, 0xC0, 0x80, 0x22], 1),
            ([0x22, 0x5C, 0x6E, 0xE4, 0x22], 3), ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
        ] as [([UInt8], Int)])
    func notUTF8(_ bytes: [UInt8], _ offset: Int) {
        #expect(
            throws: JSONError(byteOffset: offset, reason: "found bytes that are not UTF-8 in a text, expected UTF-8")
        ) {
            try JSON.parse(bytes[...])
        }
    }

    @Test("A byte that is not UTF-8 outside of texts is named")
    func notUTF8Outside() {
        #expect(throws: JSONError(byteOffset: 1, reason: "found a byte that is not UTF-8 (0xFF), expected a value")) {
            try JSON.parse([0x5B, 0xFF, 0x5D][...])
        }
    }

    @Test("Members keep their order, duplicate keys are kept and found")
    func members() throws {
        guard case .object(let members) = try JSON.parse(#"{"b":1,"a":2,"b":3}"#) else {
            Issue.record("not an object")
            return
        }
        #expect(members.map(\.key) == ["b", "a", "b"])
        #expect(members.map(\.byteOffset) == [1, 7, 13])
        #expect(members.firstDuplicate == members[2])
        #expect(members.firstDuplicate?.byteOffset == 13)
        #expect(members["b"]?.text == "1")
        // The same text to a reader, but not the same bytes.
        guard case .object(let alike) = try JSON.parse("{\"\u{E9}\":1,\"e\u{301}\":2}") else { return }
        #expect(alike.firstDuplicate == nil)
    }

    @Test("Nesting is read to the limit and refused beyond, at any depth")
    func depth() throws {
        let limit = JSON.depthLimit
        #expect(throws: Never.self) {
            try JSON.parse(String(repeating: "[", count: limit) + String(repeating: "]", count: limit))
        }
        let reason = "found lists or objects more than 512 levels deep"
        #expect(throws: JSONError(byteOffset: limit, reason: reason)) {
            try JSON.parse(String(repeating: "[", count: limit + 1) + String(repeating: "]", count: limit + 1))
        }
        #expect(throws: JSONError(byteOffset: limit * 5, reason: reason)) {
            try JSON.parse(String(repeating: "{\"a\":", count: 100_000))
        }
    }

    @Test(
        "What is written reads back as the same, and is written the same again",
        arguments: [
            "null", "[]", "{}", #"{"b":[1,2.50,-1e-7],"a":{"x":"y"},"b":null}"#, #""\"\\\n\t\u0000\u007f国😀/""#,
            "[true,false,\"\"]",
        ])
    func written(_ text: String) throws {
        let value = try JSON.parse(text)
        #expect(value.text == text)
        #expect(try JSON.parse(value.text) == value)
    }

    @Test("Every prefix of a text is refused and none crashes")
    func prefixes() {
        let text = Array(#"{"a":[1,-2.5e3,"\u00e9\ud83d\ude00",true,null],"ü":{}}"#.utf8)
        for length in 0..<text.count {
            #expect(throws: JSONError.self) { try JSON.parse(text[..<length]) }
        }
        #expect(throws: Never.self) { try JSON.parse(text[...]) }
    }

    @Test("Every change of one byte is either read or refused within the text")
    func mutations() {
        let text = Array(#"{"a":[1,-2.5e3,"\u00e9\ud83d\ude00é",true,null],"ü":{}}"#.utf8)
        for index in text.indices {
            for byte in UInt8.min...UInt8.max {
                var changed = text
                changed[index] = byte
                do {
                    let value = try JSON.parse(changed[...])
                    #expect((try? JSON.parse(value.text)) == value)
                } catch {
                    #expect((0...changed.count).contains(error.byteOffset))
                }
            }
        }
    }
}

@Suite("JSON test suite")
struct JSONSuiteTests {
    static let folder = "suites/jsontestsuite/test_parsing"

    @Test("Accepts what must be accepted, refuses what must be refused", .enabled(if: SharedData.has(folder)))
    func suite() throws {
        var counts: [Character: Int] = [:]
        for name in SharedData.names(in: Self.folder) {
            let bytes = try SharedData.bytes("\(Self.folder)/\(name)")
            counts[name.first ?? "?", default: 0] += 1
            do {
                let value = try JSON.parse(bytes[...])
                #expect(!name.hasPrefix("n_"), "\(name) is accepted")
                #expect(try JSON.parse(value.text) == value, "\(name) is written as something else")
            } catch {
                #expect(!name.hasPrefix("y_"), "\(name) is refused: \(error)")
            }
        }
        #expect(counts == ["y": 95, "n": 188, "i": 35])
    }
}

@Suite("JSON text")
struct JSONTextTests {
    @Test(
        "Only what must be is escaped",
        arguments: [
            ("", "\"\""), ("a/b", "\"a/b\""), ("\"\\", "\"\\\"\\\\\""),
            ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\\u007f\""),
            ("\u{8}\t\n\u{C}\r", "\"\\b\\t\\n\\f\\r\""), ("国é😀\u{2028}", "\"国é😀\u{2028}\""),
        ])
    func strings(_ text: String, _ written: String) throws {
        #expect(JSONText.string(text) == written)
        #expect(try JSON.parse(written) == .string(text))
    }

    @Test(
        "Numbers are written as briefly as they read back",
        arguments: [
            (0.0, "0"), (-0.0, "-0"), (1, "1"), (-2.5, "-2.5"), (0.1, "0.1"), (1e21, "1e+21"),
            (1_988_000_000, "1988000000"), (.leastNonzeroMagnitude, "5e-324"),
            (Double.greatestFiniteMagnitude, "1.7976931348623157e+308"), (.infinity, nil), (.nan, nil),
        ] as [(Double, String?)])
    func numbers(_ value: Double, _ text: String?) throws {
        #expect(JSONText.number(value) == text)
        guard let text else { return }
        let read = try JSON.parse(text)
        #expect(read == JSONNumber(value).map(JSONValue.number))
        #expect(JSONNumber(value)?.value == value)
    }
}
