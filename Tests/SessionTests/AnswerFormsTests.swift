import EventModel
import Foundation
import Readers
import Rendering
import Session
import TestSupport
import Testing

/// What an answer looks like where its form was not asked for, and in the forms that are sent.
@Suite struct AnswerFormsTests {
    private func table(_ text: String) throws -> Asked {
        let asked = try Asking.overExamples(form: .table)(text)
        #expect(asked.status == .answered, "\(asked.err)")
        return asked
    }

    private func column(_ name: String, _ text: String) throws -> [String] {
        let asked = try Asking.overExamples(form: .csv)(text + " | show \(name)")
        return Array(asked.lines.dropFirst())
    }

    // MARK: Cards

    @Test func `one whole event is a card with its accounts and its links, and a table where one is asked for`() throws
    {
        let text = try table("event \"arms-sale-2024\"").out
        #expect(differenceFromGolden(text, "card.txt", beside: #filePath) == nil)
        #expect(text.contains("2 accounts") && text.contains("The accounts differ") && text.contains("← because_of"))
        #expect(try table("event \"arms-sale-2024\" | as table").lines.first?.hasPrefix("id ") == true)
        #expect(try table("event \"arms-sale-2024\" | show id, date").lines.first?.hasPrefix("id ") == true)
        #expect(try table("reject").lines.first?.hasPrefix("id ") == true)
    }

    @Test func `every event of the example data has a card with all that its line form has`() throws {
        for id in try column("id", "events") {
            let text = try table("event \"\(id)\"").out
            let values = try Asking.overExamples(form: .csv)("event \"\(id)\" | as line").lines
            #expect(text.hasPrefix("── \(id) ") && text.hasSuffix("1 event\n"))
            for line in values.dropFirst() where line.contains("  ") && !line.hasSuffix("?") && !line.hasSuffix("row") {
                let parts = line.split(separator: " ", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
                // Several links stand on lines of their own.
                for value in parts[1].split(separator: ", ") where parts[0] != "summary" {
                    #expect(text.contains(value), "\(id): \(line)")
                }
            }
        }
    }

    // MARK: Trees

    @Test(
        "a tree has every row of the chain below the event that it was reached from",
        arguments: ["because_of", "responds_to", "part_of", "follows_up"], ["", " back"])
    func trees(link: String, back: String) throws {
        let question = "events | follow \(link)\(back) all"
        let depths = try column("depth", question).compactMap { Int($0) }
        let ids = try column("id", question)
        let asked = try table("\(question) | show id, depth, kind")
        if ids.isEmpty { return }
        let lines = asked.lines.dropFirst(2).prefix { $0.contains("│") && !$0.hasPrefix("unknown in") }
        // Each line: how deep, and the id behind the branches.
        let drawn = lines.map { line -> (depth: Int, id: String) in
            let id = line.drop { "│├└─ ".contains($0) }
            return (line.distance(from: line.startIndex, to: id.startIndex) / 3, String(id.prefix { $0 != " " }))
        }
        #expect(drawn.filter { $0.depth > 0 }.map(\.id) == ids)
        #expect(drawn.filter { $0.depth > 0 }.map(\.depth) == depths)
        // What stands at a root leads to the first below it.
        for (root, first) in zip(drawn, drawn.dropFirst()) where root.depth == 0 {
            #expect(first.depth == 1)
            let reached = try column("id", "event \"\(root.id)\" | follow \(link)\(back)")
            #expect(reached.contains(first.id), "\(root.id) to \(first.id)")
        }
        #expect(asked.out.contains("of the answer."))
        #expect(try table("\(question) | as table").lines.first?.hasPrefix("depth") == true)
    }

    // MARK: Reports

    @Test func `a report in Markdown has the question, what it means, the chart, the rows, the data and the version`()
        throws
    {
        let text = try table("reject(China -> US) since 2023 | count per year | chart bar | as markdown").out
        #expect(differenceFromGolden(text, "report.md", beside: #filePath) == nil)
        for part in [
            "```casus\nreject(China -> US)", "Count the events", "██", "| 2023 |", "defence-talks", Session.version,
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func `several answers in HTML stand on one page, with its chart in each that has one`() throws {
        let text = try table(
            "let nos = reject\nnos | count per year | chart line | as html\nnos | show id, date | as html"
        ).out
        #expect(text.matches(of: /<!doctype html>/).count == 1 && text.matches(of: /<section>/).count == 2)
        #expect(text.matches(of: /<svg[ ]/).count == 1 && text.matches(of: /<table>/).count == 2)
        #expect(text.contains("nos</span>") && text.contains("of the kind reject"))
    }

    @Test func `a saved page stands by itself, and a chart is saved as text as it is seen`() throws {
        let asked = try table(
            """
            reject | count per year | as html
            reject | count per year | chart bar | save "a.html"
            reject | count per year | chart bar | save "a.txt"
            events | chart timeline | save "a.svg"
            """)
        #expect(asked.files["a.html"]?.hasPrefix("<!doctype html>") == true)
        #expect(asked.files["a.html"]?.contains("<svg ") == true)
        #expect(asked.files["a.txt"]?.contains("██") == true)
        #expect(asked.files["a.svg"]?.hasPrefix("<svg ") == true)
    }

    @Test func `one whole event stands upright in a report, with every field that is known`() throws {
        let page = try table("event \"decline-2023\" | as html").out
        let text = try table("event \"decline-2023\" | as markdown").out
        for field in ["id", "kind", "date", "because_of"] {
            #expect(page.contains("<th scope=\"row\">\(field)</th>") && text.contains("\n| \(field) | "), "\(field)")
        }
        #expect(page.contains(">unknown: summary") && text.contains("\nunknown: summary"))
    }

    @Test func `the card of an event says the same where it is sent, with its accounts and what points at it`() throws {
        let asked = try table(
            """
            event "arms-sale-2024" | save "a.html"
            event "arms-sale-2024" | save "a.md"
            event "arms-sale-2024" | save "a.txt"
            event "arms-sale-2024"
            """)
        let ids = try column("id", "event \"arms-sale-2024\" | follow because_of back")
        #expect(!ids.isEmpty)
        for file in ["a.html", "a.md", "a.txt"] {
            let text = try #require(asked.files[file])
            for part in ["2 accounts", "The accounts differ", "1988000000 USD", "Taiwan"] + ids {
                #expect(text.contains(part), "\(file): \(part)")
            }
        }
        #expect(asked.files["a.txt"] == asked.out)
        // Columns that were chosen are what is sent.
        let chosen = try table("event \"arms-sale-2024\" | show id, date | as markdown").out
        #expect(!chosen.contains("accounts"))
    }

    @Test func `a chart that cannot be drawn is told, and nothing is written`() throws {
        for ending in ["html", "md", "svg", "txt"] {
            let asked = try Asking.overExamples(form: .table)(
                "events | show id, kind | chart line | save \"a.\(ending)\"")
            #expect(asked.status == .failed && asked.files.isEmpty && asked.err.contains("chart"), "\(ending)")
        }
    }
}
