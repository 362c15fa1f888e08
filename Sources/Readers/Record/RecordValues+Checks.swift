import EventModel

extension RecordValues {
    /// Checks what no single member shows.
    func check(_ record: Record, _ row: RecordRow) throws(RecordFault) {
        switch record.type {
        case .kind: break
        case .actor, .document, .event: _ = try required("id", record)
        case .office:
            _ = try required("id", record)
            _ = try required("holder", record)
            try checkOrder(row, record)
        case .coverage: try checkOrder(row, record)
        case .report:
            _ = try required("event", record)
            if let stance = row["stance"]?.name, !["affirms", "denies", "withholds", "expects"].contains(stance) {
                throw RecordFault(
                    .wrongSort,
                    "found the stance \(JSONText.string(FieldText.shown(stance))), "
                        + "expected affirms, denies, withholds or expects",
                    record["stance"])
            }
        }
    }

    private func checkOrder(_ row: RecordRow, _ record: Record) throws(RecordFault) {
        guard case .date(let from)? = row["from"], case .date(let to)? = row["to"],
            to.end.latest < from.start.earliest
        else { return }
        throw RecordFault(.badOrder, "found an end before the start", record["to"])
    }

    /// The text of a member that has to be there.
    func required(_ name: String, _ record: Record) throws(RecordFault) -> String {
        guard let member = record[name] else {
            throw RecordFault(.missingMember, "found no `\(name)` in a record of type \(record.type.rawValue)")
        }
        return try id(member.value, "a text", member)
    }
}
