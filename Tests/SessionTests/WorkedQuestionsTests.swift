import Rendering
import Session
import Testing
import TestSupport

/// The questions that the language was worked out on, over the accounts of two refused meetings. Each answer is known
/// from reading the accounts; the golden files hold the whole of what is shown.
@Suite struct WorkedQuestionsTests {
    static let questions: [(name: String, text: String)] = [
        ("01-declined", "reject(China -> US) | show date, forum, because_of"),
        (
            "02-waits",
            "reject.meeting where responds_to is not unknown | add days(responds_to.date, date) as wait | show id, wait"
        ),
        ("03-accounts", "event \"decline-2023\" | reports | show document, via, attributed_to, stance, date"),
        ("04-amounts", "events | disagree on amount"),
        (
            "05-ministers",
            "meeting_request | add holder(CHN.defence_minister, date) as minister | show date, name(minister) as minister"
        ),
        (
            "06-answers",
            "arms_sale(-> Taiwan) | followed by reject(China -> US) within 60 days as refusal | show days(date, refusal.date) as lag"
        ),
        ("07-thread", "event \"wu-statement-2024\" | follow responds_to all"),
        (
            "08-talks",
            "consult(USAMIL -> China) | sort date | add days(previous(date), date) as gap | show date, actor, target, gap"
        ),
        ("09-known", "events known on 2023-06-30 | count by kind"),
        ("10-months", "events(China <-> US) | count per month | chart line"),
        ("11-before", "reject before 2023-05-15 | show id, date"),
        ("11-before-possibly", "reject before 2023-05-15 | possibly | show id, date"),
        ("12-billions", "events since 2024 where amount > 1bn USD | show id, amount"),
        ("13-person", "events(\"Li Shangfu\") | show id, date, dyad"),
        ("13-offices", "consult(USA.defence_secretary -> CHN.defence_minister)"),
        ("14-let", "let refusals(who) = reject(who -> US)\nrefusals(China) | count per year"),
        ("15-rate", "arms_sale(-> Taiwan) | rate followed by reject(China -> US) within 30, 60, 90 days"),
    ]

    @Test("the answer is as the golden file has it", arguments: questions.map(\.name))
    func golden(name: String) throws {
        let question = try #require(Self.questions.first { $0.name == name })
        let asked = try Asking.overExamples(form: .table)(question.text)
        #expect(asked.status == .answered)
        let text = "\(question.text)\n\n\(asked.err)\(asked.err.isEmpty ? "" : "\n")\(asked.out)"
        let difference = differenceFromGolden(text, "worked/\(name).txt", beside: #filePath)
        #expect(difference == nil, "\(difference ?? "")")
    }

    /// The cells of an answer, without its heading.
    private func rows(_ question: String) throws -> [[String]] {
        let asked = try Asking.overExamples(form: .tsv)(question)
        #expect(asked.status == .answered, "\(asked.err)")
        return asked.out.split(separator: "\n").dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private func footer(_ question: String) throws -> String {
        try #require(try Asking.overExamples(form: .table)(question).lines.last)
    }

    private func question(_ name: String) throws -> String {
        try #require(Self.questions.first { $0.name == name }).text
    }

    @Test func `1: China declined four times, once for the sanctions of 2018 and once for the sale of 2024`() throws {
        let rows = try rows(question("01-declined"))
        #expect(rows.count == 4)
        #expect(rows.map(\.last).contains("arms-sale-2024"))
        #expect(rows.filter { $0.last == "sanction-li" }.count == 2)
    }

    @Test func `2: the refusal of 2023 came 19 to 28 days after the invitation`() throws {
        let waits = Dictionary(uniqueKeysWithValues: try rows(question("02-waits")).map { ($0[0], $0[1]) })
        #expect(waits["decline-2023"] == "19..28 days")
        #expect(waits.count == 3)
        // Of two the dates alone allow that the answer came first.
        #expect(waits.values.filter { $0.hasPrefix("-") }.count == 2)
    }

    @Test func `3: five accounts of the refusal, one of which withholds`() throws {
        let stances = try rows(question("03-accounts")).map { $0[3] }
        #expect(stances.count == 5)
        #expect(stances.filter { $0 == "withholds" }.count == 1)
    }

    @Test func `4: two sums are named for the arms sale of 2024`() throws {
        let rows = try rows(question("04-amounts"))
        #expect(rows.map { $0[0] } == ["arms-sale-2024", "arms-sale-2024"])
        #expect(rows.map { $0[2] } == ["2000000000 USD", "1988000000 USD"])
    }

    @Test func `5: the minister was Li Shangfu at the first request and Dong Jun at the second`() throws {
        #expect(try rows(question("05-ministers")).map { $0[1] } == ["Li Shangfu", "Dong Jun"])
    }

    @Test func `6: the refusal came 24 to 26 days after the arms sale`() throws {
        #expect(try rows(question("06-answers")) == [["24..26 days"]])
    }

    @Test func `7: behind the statement stand the regret, the refusal and the invitation`() throws {
        let rows = try rows(question("07-thread"))
        #expect(rows.map { $0[0] } == ["1", "2", "3"])
        #expect(rows.map { $0[1] } == ["austin-regret-2024", "decline-2024", "invite-2024"])
    }

    @Test func `9: nineteen events were known, three of 044 and of 125 each, four of 111`() throws {
        let counts = Dictionary(
            uniqueKeysWithValues: try rows(question("09-known")).map { ($0[0], Int($0[1]) ?? 0) })
        #expect(counts.values.reduce(0, +) == 19)
        #expect(counts["consult.third_place"] == 3)
        #expect(counts["reject.meeting"] == 3)
        #expect(counts["disapprove.criticize"] == 4)
    }

    @Test func `13: three talks between the holders of both offices, with two ministers`() throws {
        let rows = try rows("consult(USA.defence_secretary -> CHN.defence_minister) | show id, target")
        #expect(rows.count == 3)
        #expect(Set(rows.map { $0[1] }) == ["wei-fenghe", "dong-jun"])
    }

    @Test func `15: of one case nothing can be told`() throws {
        let asked = try Asking.overExamples(form: .table)(question("15-rate"))
        #expect(asked.out.contains("one case cannot tell"))
        #expect(
            try rows(question("15-rate")).map { $0[1...5].joined(separator: " ") } == [
                "1 1 0 0 0", "1 1 0 0 0", "1 1 0 0 0",
            ])
    }

    @Test func `8: three talks in person, the last 518 to 577 days after the one before`() throws {
        let rows = try rows(question("08-talks"))
        #expect(rows.map { $0[0] } == ["2022-06", "2022-11", "2024-05"])
        #expect(rows.last?.last == "518..577 days")
    }

    @Test func `11: no refusal was certainly before the middle of May 2023, two possibly were`() throws {
        let bare = try question("11-before")
        #expect(try rows(bare).isEmpty)
        #expect(try footer(bare).contains("2 more are possible"))
        #expect(try rows("reject before 2023-05-15 | count range") == [["0", "2"]])
        #expect(try rows(question("11-before-possibly")).count == 2)
    }

    @Test func `12: one event is certainly worth more than a billion, eight possibly are`() throws {
        let bare = try question("12-billions")
        #expect(try rows(bare).map { $0[0] } == ["arms-sale-2024"])
        #expect(try footer(bare).contains("8 more are possible"))
        #expect(try rows("events since 2024 where amount > 1bn USD | count range") == [["1", "9"]])
    }

    @Test func `13: of Li Shangfu there are the sanctions and his appointment`() throws {
        #expect(try rows(question("13-person")).map { $0[0] } == ["sanction-li", "li-named-minister"])
    }

    @Test func `14: no refusals from 2018 to 2022, then two and one, and one that lasted`() throws {
        let expected = [
            ["2018", "0"], ["2019", "0"], ["2020", "0"], ["2021", "0"], ["2022", "0"], ["2023", "2"], ["2024", "1"],
            ["unplaced", "1"],
        ]
        #expect(try rows(question("14-let")) == expected)
    }
}
