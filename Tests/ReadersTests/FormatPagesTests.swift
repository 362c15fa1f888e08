import Columnar
import EventModel
import Foundation
import Testing

@testable import Readers

/// The pages of docs/formats.
@Suite struct FormatPagesTests {
    private func page(_ name: String) throws -> String {
        var root = URL(filePath: #filePath)
        for _ in 0..<3 { root.deleteLastPathComponent() }
        return try String(contentsOf: root.appending(path: "docs/formats/\(name).md"), encoding: .utf8)
    }

    /// Words of the tables' first columns.
    private func columns(_ page: String) -> Set<String> {
        let cells = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.compactMap {
            $0.split(separator: "|").first
        }
        return Set(
            cells.flatMap { $0.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces).lowercased() } })
    }

    @Test func `every column that a reader knows is told of`() throws {
        let ucdp = try columns(page("ucdp"))
        for name in UCDPColumn.fixedHeader { #expect(ucdp.contains(name), "\(name)") }
        for column in UCDPColumn.allCases { #expect(ucdp.contains(column.titles[0]), "\(column)") }
        let acled = try columns(page("acled"))
        for name in TableMaker.acled.names { #expect(acled.contains(name), "\(name)") }
        for column in ACLEDColumn.allCases { #expect(acled.contains(column.titles[0]), "\(column)") }
        let polecat = try columns(page("polecat"))
        for name in TableMaker.polecat.names { #expect(polecat.contains(name.lowercased()), "\(name)") }
        let icews = try columns(page("icews"))
        for column in ICEWSColumn.allCases { #expect(icews.contains(column.title.lowercased()), "\(column)") }
        let mentions = try columns(page("gdelt-mentions"))
        for name in GDELTMentions.names { #expect(mentions.contains(name.lowercased()), "\(name)") }
        let gdelt = try page("gdelt")
        for name in GDELTRowMaker.names where !["Actor2", "ActionGeo"].contains(where: { name.hasPrefix($0) }) {
            #expect(gdelt.contains(name), "\(name)")
        }
    }

    @Test func `every column that a page promises is there`() throws {
        let makers: [(String, TableMaker)] = [
            ("ucdp", .ucdp), ("acled", .acled), ("polecat", .polecat),
        ]
        for (name, maker) in makers {
            let loaded = try maker.load([[:]])
            let fields = loaded.data.catalog.tables.flatMap(\.fields).map(\.name)
            for field in loaded.data.catalog.table("events")?.fields.map(\.name) ?? [] {
                let isStandard = EventFields.standard(severalActors: true).contains { $0.name == field }
                let isTold = try page(name).contains("`\(field)`")
                // The four of UCDP that keep their names are told by them.
                #expect(isStandard || isTold || field.hasPrefix("deaths_"), "\(name): \(field)")
            }
            #expect(fields.count > 40)
        }
    }

    @Test func `the mapping of the page is one, and every kind of ACLED is named`() throws {
        let text = try page("mapping")
        let example = text.split(separator: "\n").filter { $0.hasPrefix("    ") }.joined(separator: "\n")
        let mapping = try Mapping(Array(example.utf8), path: "mapping.md")
        #expect(mapping.columns.count == 3 && mapping.fields.count == 8)
        for field in Mapping.Field.allCases { #expect(text.contains("`\(field.rawValue)`"), "\(field)") }
        let acled = try page("acled")
        for kind in ACLEDKinds.declared { #expect(acled.contains("`\(kind.name)`"), "\(kind.name)") }
    }

    @Test func `every format is listed with its word`() throws {
        let text = try page("README")
        for format in Format.allCases { #expect(text.contains("`\(format.rawValue)`"), "\(format)") }
    }
}
