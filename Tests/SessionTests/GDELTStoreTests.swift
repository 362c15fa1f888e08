import Foundation
import Readers
import Rendering
import Session
import Testing

/// Questions over a file of GDELT and over the store that was made of it in pieces have the same answers.
@Suite(.enabled(if: Shared.isHere))
struct GDELTStoreTests {
    private static let questions = [
        "events | count", "events(USA ->) | count", "events where actor is unknown | count",
        "events where url contains \"dailystar\" | count", "events | count by root(kind)",
        "events | summarize count(distinct actor) as a, count(distinct url) as u",
        "events | count by quad(kind) as quad", "events in 2019-01-21 | count",
        "events where precision(date) = \"year\" | count", "events where place is India",
        "events | summarize mean(goldstein) as g, mean(tone) as t", "events | count per month",
        "events where target is not unknown | count by target | sort count desc | take 6",
        "events | sort mentions desc | take 20", "events | count by url | sort count desc | take 10",
        "events | count by place_type", "documents | take 12", "documents | count",
        "reports | sort event, document | take 12",
        "reports | count", "events(USA -> CHN) | reports", "actors | take 12", "kinds | sort events desc | take 9",
        "places | take 12", "coverage", "events | count by added", "events | sort url | take 5",
        "events where id = \"814297523\"", "documents | sort id | take 7",
        "documents where id contains \"world\" | count",
    ]

    @Test(arguments: [ImportLimits(), ImportLimits(exactRows: 100, wideRows: 7, stripeBytes: 5_000)])
    func `answers over a store of one or of many segments are those over the file`(limits: ImportLimits) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casus-gdelt-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = folder.appending(path: "20190121220000.events").path
        let file = Shared.file("gdelt/20190121220000.export.CSV")
        _ = try importing([file], into: store, settings: ImportSettings(limits: limits))
        let overFile = Asking(loaded: try open([file], options: ReadOptions()), form: .json)
        let overStore = Asking(loaded: try open([store]), form: .json)
        for question in Self.questions {
            let (one, two) = (overFile(question), overStore(question))
            #expect(one.status == two.status)
            #expect(one.out == two.out && one.err == two.err, "\(question)\n\(one.err)\(one.out)\n\(two.err)\(two.out)")
        }
    }
}
