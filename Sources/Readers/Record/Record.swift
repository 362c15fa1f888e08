/// The sorts of records of the record format.
package enum RecordType: String, Hashable, Sendable, CaseIterable {
    case kind, actor, office, document, event, report, coverage

    /// The members that have a meaning; all others become columns.
    var members: Set<String> { Self.membersOfTypes[self] ?? [] }

    // Asked of each record.
    private static let membersOfTypes: [RecordType: Set<String>] = [
        .kind: ["name", "parent", "label"],
        .actor: ["id", "name", "kind", "member_of", "country", "roles", "aliases"],
        .office: ["id", "holder", "from", "to", "source"],
        .document: ["id", "published", "relays", "about"],
        .event: EventFields.reported.union(["id", "known"]),
        .report: EventFields.reported.union(["event", "document", "via", "attributed_to", "stance"]),
        .coverage: ["source", "from", "to"],
    ]
}

/// One line that is a record, before anything is made of its members.
struct Record {
    var type: RecordType
    /// Without `type`, and without members that are null, which says the same as leaving them out.
    var members: [JSONMember]
    var file: Int
    var line: Int

    subscript(name: String) -> JSONMember? { members.first { $0.key == name } }

    init(type: RecordType, members: [JSONMember], file: Int, line: Int) {
        self.type = type
        self.members = members.filter { $0.key != "type" && $0.value != .null }
        self.file = file
        self.line = line
    }

    /// A record that was read before; nil of what is none.
    init?(_ type: RecordType, rereading text: Span<UInt8>, file: Int, line: Int) {
        guard case .object(let members)? = try? JSON.parse(text) else { return nil }
        self.init(type: type, members: members, file: file, line: line)
    }
}

/// Why a record or one of its members cannot be read; turned into a refusal where file and line are known.
struct RecordFault: Error {
    var reason: RefusalReason
    var detail: String
    var member: JSONMember?

    init(_ reason: RefusalReason, _ detail: String, _ member: JSONMember? = nil) {
        self.reason = reason
        self.detail = detail
        self.member = member
    }

    func refusal(of record: Record) -> Refusal {
        Refusal(
            line: record.line, column: (member?.byteOffset ?? 0) + 1, field: member?.key,
            excerpt: FieldText.shown(member?.value.text ?? record.members.first?.value.text ?? ""), reason: reason,
            detail: detail)
    }
}

/// Reads lines of JSON into records.
struct RecordLines {
    private var lines = DelimitedLines(separator: UInt8(ascii: "\n"))
    /// The line that was read last, without a mark of the byte order.
    private(set) var line = 0..<0

    /// The next record or refusal; nil at the end of the block. Empty lines are passed over.
    mutating func next(in bytes: Span<UInt8>, file: Int) -> Result<Record, RefusedLine>? {
        while lines.skipLine(in: bytes) {
            var line = lines.line
            if lines.lineNumber == 1, bytes.hasByteOrderMark { line = line.lowerBound + 3..<max(3, line.upperBound) }
            guard line.contains(where: { bytes[$0] != 0x20 && bytes[$0] != 0x09 }) else { continue }
            self.line = line
            return record(bytes, line, file: file)
        }
        return nil
    }

    mutating func rewind() { lines.rewind() }

    /// Wraps a refusal, so that it can be a failure.
    struct RefusedLine: Error { var refusal: Refusal }

    private func record(_ bytes: Span<UInt8>, _ line: Range<Int>, file: Int) -> Result<Record, RefusedLine> {
        let text = bytes.extracting(line)
        let value: JSONValue
        do {
            value = try JSON.parse(text)
        } catch {
            let place = line.lowerBound + error.byteOffset
            let around = max(line.lowerBound, place - 20)..<min(line.upperBound, place + 40)
            return .failure(
                RefusedLine(
                    refusal: Refusal(
                        line: lines.lineNumber, column: error.byteOffset + 1,
                        excerpt: FieldText.excerpt(bytes, around), reason: .notJSON, detail: error.reason)))
        }
        do {
            return .success(try record(value, file: file))
        } catch {
            return .failure(
                RefusedLine(
                    refusal: Refusal(
                        line: lines.lineNumber, column: (error.member?.byteOffset ?? 0) + 1, field: error.member?.key,
                        excerpt: FieldText.excerpt(text, (error.member?.byteOffset ?? 0)..<text.count),
                        reason: error.reason, detail: error.detail)))
        }
    }

    private func record(_ value: JSONValue, file: Int) throws(RecordFault) -> Record {
        guard case .object(let members) = value else {
            throw RecordFault(.notARecord, "found \(value.sort), expected an object")
        }
        if let long = members.first(where: \.value.hasTooLongText) {
            throw RecordFault(.tooLong, FieldText.tooLong, long)
        }
        if let second = members.firstDuplicate {
            throw RecordFault(.duplicateMember, "found `\(FieldText.shown(second.key))` twice in one record", second)
        }
        guard let member = members.first(where: { $0.key == "type" }) else {
            throw RecordFault(.notARecord, "found no `type`, expected one of \(Self.typeNames)")
        }
        guard case .string(let name) = member.value, let type = RecordType(rawValue: name) else {
            throw RecordFault(
                .notARecord, "found the type \(FieldText.shown(member.value.text)), expected one of \(Self.typeNames)",
                member)
        }
        return Record(type: type, members: members, file: file, line: lines.lineNumber)
    }

    private static let typeNames = RecordType.allCases.map(\.rawValue).joined(separator: ", ")
}
