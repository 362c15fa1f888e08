import EventModel

/// Texts one behind another in a store.
struct TextsPlan: Sendable {
    var count: Int
    var ends: BlockReference
    var bytes: BlockReference
}

/// Where the actors or the places of a catalogue lie, so that one is found without the others being made.
struct NamesPlan: Sendable {
    /// What is known of each, as `ByteWriter` writes it, beginning with its id; in the order of the catalogue.
    var members: TextsPlan
    /// Places among them, in the order of the bytes of their ids; the first of one id only.
    var order: BlockReference
    var orderCount: Int
    /// Names and aliases in lower case, each for every member that has it, in the order of their bytes.
    var names: TextsPlan
    /// The member of each name.
    var owners: BlockReference
    /// Countries, in the order in which members have them.
    var countries: TextsPlan
    /// For each member the number of its country from 1, or 0, and `isPart` for one that is part of something.
    var wholes: BlockReference

    static let isPart: UInt32 = 1 << 31
}

/// What a table of names has to know of its members.
protocol NamedMember: Sendable {
    var id: String { get }
    var country: String? { get }
    var namesInLowerCase: Set<String> { get }
    /// Whether it may be part of something that is not its country.
    var hasWholes: Bool { get }
    static func read(_ reader: inout ByteReader) throws(StoreError) -> Self
    /// Whether what is to be read is a country, of which others are parts.
    static func isCountry(_ reader: inout ByteReader) throws(StoreError) -> Bool
    func write(to writer: inout ByteWriter)
}

extension Actor: NamedMember {
    var hasWholes: Bool { !memberOf.isEmpty }
    static func read(_ reader: inout ByteReader) throws(StoreError) -> Actor { try reader.actor() }
    static func isCountry(_ reader: inout ByteReader) throws(StoreError) -> Bool { try reader.isCountry() }
    func write(to writer: inout ByteWriter) { writer.actor(self) }
}

extension Place: NamedMember {
    var hasWholes: Bool { false }
    static func read(_ reader: inout ByteReader) throws(StoreError) -> Place { try reader.place() }
    static func isCountry(_ reader: inout ByteReader) throws(StoreError) -> Bool { false }
    func write(to writer: inout ByteWriter) { writer.place(self) }
}

extension BlockWriter {
    private func texts(_ texts: [[UInt8]]) throws(StoreError) -> TextsPlan {
        var end: UInt64 = 0
        let ends = texts.map { text in
            end += UInt64(text.count)
            return end
        }
        return TextsPlan(
            count: texts.count, ends: try block(ends), bytes: try block(Array(texts.joined())))
    }

    func names(_ members: [some NamedMember]) throws(StoreError) -> NamesPlan {
        let ids = members.map { Array($0.id.utf8) }
        var order: [UInt32] = []
        for place in members.indices.sorted(by: { Self.isBefore((ids[$0], $0), (ids[$1], $1)) }) {
            if let last = order.last, ids[Int(last)] == ids[place] { continue }
            order.append(UInt32(place))
        }
        var names: [(name: [UInt8], owner: Int)] = []
        var numbers: [String: UInt32] = [:]
        var countries: [[UInt8]] = []
        var wholes: [UInt32] = []
        for (place, member) in members.enumerated() {
            for name in member.namesInLowerCase { names.append((Array(name.utf8), place)) }
            var number: UInt32 = 0
            if let country = member.country {
                number = numbers[country] ?? UInt32(countries.count + 1)
                if numbers.updateValue(number, forKey: country) == nil { countries.append(Array(country.utf8)) }
            }
            wholes.append(number | (member.hasWholes ? NamesPlan.isPart : 0))
        }
        names.sort { Self.isBefore(($0.name, $0.owner), ($1.name, $1.owner)) }
        let written = members.map { member in
            var writer = ByteWriter()
            member.write(to: &writer)
            return writer.bytes
        }
        return NamesPlan(
            members: try texts(written), order: try block(order), orderCount: order.count,
            names: try texts(names.map(\.name)), owners: try block(names.map { UInt32($0.owner) }),
            countries: try texts(countries), wholes: try block(wholes))
    }

    /// By bytes, then by places.
    private static func isBefore(_ left: (bytes: [UInt8], place: Int), _ right: (bytes: [UInt8], place: Int)) -> Bool {
        left.bytes == right.bytes ? left.place < right.place : left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

extension ByteWriter {
    private mutating func texts(_ plan: TextsPlan) {
        count(plan.count)
        block(plan.ends)
        block(plan.bytes)
    }

    mutating func names(_ plan: NamesPlan) {
        texts(plan.members)
        count(plan.orderCount)
        block(plan.order)
        texts(plan.names)
        block(plan.owners)
        texts(plan.countries)
        block(plan.wholes)
    }
}

extension ByteReader {
    private mutating func texts() throws(StoreError) -> TextsPlan {
        TextsPlan(count: try count(), ends: try block(), bytes: try block())
    }

    mutating func names() throws(StoreError) -> NamesPlan {
        let members = try texts()
        let orderCount = try count()
        return NamesPlan(
            members: members, order: try block(), orderCount: orderCount, names: try texts(), owners: try block(),
            countries: try texts(), wholes: try block())
    }
}
