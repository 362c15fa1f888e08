import Columnar
import EventModel
package import Readers
import Rendering

extension Loaded {
    /// How many events there are.
    package var eventCount: Int { data.tables["events"]?.rowCount ?? 0 }

    /// What was read, what was refused and why, in a few lines; for standard error.
    package var summary: String {
        var lines: [String] = []
        if let store {
            return shown("\(store): \(grouped(eventCount)) events, a store of \(Session.files(report.files.count))")
                + "\n"
        }
        for file in report.files {
            let refused = file.refusedCount > 0 ? ", \(grouped(file.refusedCount)) refused" : ""
            lines.append("\(file.path): \(Session.rows(file.rowCount)) (\(file.format.name))\(refused)")
            for group in file.refused {
                lines.append("  refused \(grouped(group.count)): \(group.reason.rawValue)")
                for example in group.examples { lines.append("    line \(example.text)\(excerpt(example.excerpt))") }
            }
        }
        for warning in report.warnings { lines.append("note: \(warning.text)") }
        return lines.map { shown($0) + "\n" }.joined()
    }

    private func excerpt(_ text: String) -> String { text.isEmpty ? "" : ": \(text)" }
}

extension DataSetInfo {
    /// The page of `casus info`.
    package var text: String {
        var text = "\(name)\n\n" + Loaded.files(report)
        if let dates {
            text += "dates      \(Period(dates.earliest, dates.latest).text)"
            var remarks: [String] = []
            if wideDateCount > 0 { remarks.append("\(grouped(wideDateCount)) wider than a day") }
            if unknownDateCount > 0 { remarks.append("\(grouped(unknownDateCount)) unknown") }
            text += (remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))") + "\n"
        }
        if let coverage {
            text += "coverage   \(coverage.period.text)\(coverage.isGuess ? " (a guess: the span of the data)" : "")\n"
        }
        text += tallies("kinds", kinds) + tallies("actors", actors)
        for table in tables where table.rowCount > 0 {
            text += "\n\(table.name): \(Session.rows(table.rowCount))\n"
            let given = table.columns.filter { $0.unknownCount < table.rowCount }
            for column in given { text += line(column) }
            let absent = table.columns.filter { $0.unknownCount == table.rowCount }.map { shown($0.name) }
            if !absent.isEmpty { text += "  never given: \(absent.joined(separator: ", "))\n" }
        }
        return text
    }

    private func tallies(_ name: String, _ tallies: [Tally]) -> String {
        if tallies.isEmpty { return "" }
        return name.padded(11) + tallies.map { "\(shown($0.name)) \(grouped($0.count))" }.joined(separator: ", ") + "\n"
    }

    private func line(_ column: ColumnInfo) -> String {
        let share = (column.unknownShare * 1000).rounded() / 10
        let unknown = column.unknownCount == 0 ? "" : "\(Rendering.text(of: .number(NumberSpan(share)))) % unknown"
        return
            "  \(shown(column.name).padded(18)) \(column.type.name.padded(15)) \(unknown.padded(16)) \(column.summary)"
            .trimmedEnd + "\n"
    }
}

extension Loaded {
    static func files(_ report: ReadReport) -> String {
        var text = ""
        for file in report.files {
            text +=
                "\(shown(file.path)): \(file.format.name), \(grouped(file.byteCount)) bytes, \(Session.rows(file.rowCount)) read"
            text += file.refusedCount > 0 ? ", \(grouped(file.refusedCount)) refused\n" : "\n"
            for group in file.refused {
                text += "  refused \(grouped(group.count)): \(group.reason.rawValue)\n"
                for example in group.examples { text += "    line \(shown(example.text)): \(shown(example.excerpt))\n" }
            }
        }
        for warning in report.warnings { text += "  note: \(shown(warning.text))\n" }
        return text + "\n"
    }
}
