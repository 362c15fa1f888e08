import Columnar
import EventModel
import Glibc

/// The actors or the places of a mapped store, checked when somebody first asks for one.
final class StoredNames<Member: NamedMember>: NameSource {
    private let file: StoreFile
    private let plan: NamesPlan
    private let part: String
    private let integrity: Integrity
    private let tables: Lazy<NameTables?>

    init(_ file: StoreFile, _ plan: NamesPlan, part: String, _ integrity: Integrity) {
        self.file = file
        self.plan = plan
        self.part = part
        self.integrity = integrity
        tables = Lazy {
            do throws(StoreError) { return try NameTables(file, plan, part) } catch {
                integrity.fail(error.text)
                return nil
            }
        }
    }

    // MARK: What is asked

    func all() -> [Member] {
        guard let tables = tables.value else { return [] }
        return (0..<tables.members.count).compactMap { member($0, tables) }
    }

    func member(_ id: String) -> Member? {
        guard let tables = tables.value, let place = tables.place(id) else { return nil }
        return member(place, tables)
    }

    func members(named lower: String) -> [Member] {
        guard let tables = tables.value else { return [] }
        let name = Array(lower.utf8)
        var entry = tables.firstName(notBefore: name)
        var found: [Member] = []
        while entry < tables.names.count, tables.names.bytes(of: entry).elementsEqual(name) {
            if let member = member(Int(tables.owners[entry]), tables) { found.append(member) }
            entry += 1
        }
        return found
    }

    func possibleParts(of whole: String) -> [PossiblePart] {
        guard let tables = tables.value else { return [] }
        let bytes = Array(whole.utf8)
        let itself = tables.place(whole)
        // No member has a number so large.
        let number =
            (0..<tables.countries.count).first { tables.countries.bytes(of: $0).elementsEqual(bytes) }.map {
                UInt32($0 + 1)
            } ?? UInt32.max
        return (0..<tables.wholes.count).compactMap { place in
            let wholes = tables.wholes.base[place]
            let isOfCountry = wholes & ~NamesPlan.isPart == number
            guard isOfCountry || wholes & NamesPlan.isPart != 0 || place == itself else { return nil }
            // Of two with one id the first counts.
            guard let id = tables.id(place), tables.place(id) == place else { return nil }
            return PossiblePart(id: id, isCertain: isOfCountry)
        }
    }

    func country(of id: String) -> String? {
        guard let tables = tables.value, let place = tables.place(id), let country = tables.country(of: place) else {
            return nil
        }
        if country == id { return id }
        return read(place, tables) { (reader) throws(StoreError) in try Member.isCountry(&reader) ? id : country }
    }

    private func member(_ place: Int, _ tables: NameTables) -> Member? {
        read(place, tables) { (reader) throws(StoreError) in
            let member = try Member.read(&reader)
            guard reader.isAtEnd else { throw reader.damage }
            return member
        }
    }

    /// What is known of a member; nil where it is damaged, which is told.
    private func read<Outcome>(
        _ place: Int, _ tables: NameTables, _ read: (inout ByteReader) throws(StoreError) -> Outcome
    ) -> Outcome? {
        let members = tables.members
        var reader = ByteReader(members.bytes, members.range(place), path: file.path, part: part)
        do throws(StoreError) { return try read(&reader) } catch {
            integrity.fail(error.text)
            return nil
        }
    }
}

/// The blocks of a plan, where they lie. Of no type of members: what is asked for each name of a long list has to find
/// no type anew each time.
private struct NameTables: Sendable {
    let members: TextTable
    let names: TextTable
    let owners: View<UInt32>
    let countries: TextTable
    let wholes: View<UInt32>
    private let countryNames: [String]
    /// Members by their ids.
    private let order: View<UInt32>

    init(_ file: StoreFile, _ plan: NamesPlan, _ part: String) throws(StoreError) {
        func texts(_ plan: TextsPlan) throws(StoreError) -> TextTable {
            guard let byteCount = Int(exactly: plan.bytes.byteCount),
                let table = TextTable(
                    ends: try file.view(plan.ends, of: UInt64.self, count: plan.count, part: part),
                    bytes: try file.view(plan.bytes, of: UInt8.self, count: byteCount, part: part))
            else { throw .damaged(path: file.path, part: part) }
            return table
        }
        func numbers(
            _ block: BlockReference, _ count: Int, of mask: UInt32 = .max, below limit: UInt32
        ) throws(StoreError) -> View<UInt32> {
            let view = try file.view(block, of: UInt32.self, count: count, part: part)
            guard (0..<count).allSatisfy({ view.base[$0] & mask < limit }) else {
                throw .damaged(path: file.path, part: part)
            }
            return view
        }
        members = try texts(plan.members)
        let countries = try texts(plan.countries)
        self.countries = countries
        countryNames = (0..<countries.count).map { countries[$0] }
        let count = UInt32(clamping: members.count)
        order = try numbers(plan.order, plan.orderCount, below: count)
        names = try texts(plan.names)
        owners = try numbers(plan.owners, plan.names.count, below: count)
        wholes = try numbers(
            plan.wholes, members.count, of: ~NamesPlan.isPart, below: UInt32(clamping: countries.count + 1))
    }

    /// The first entry of the names that does not come before one.
    func firstName(notBefore name: [UInt8]) -> Int {
        name.withUnsafeBytes { name in Self.first(names.count) { !names.bytes(of: $0).precedes(name) } }
    }

    /// The first member of an id.
    func place(_ id: String) -> Int? {
        var id = id
        return id.withUTF8 { id in
            let id = UnsafeRawBufferPointer(id)
            let found = Self.first(order.count) { !idBytes(Int(order.base[$0])).precedes(id) }
            guard found < order.count else { return nil }
            let place = Int(order.base[found])
            return id.precedes(idBytes(place)) ? nil : place
        }
    }

    /// The country that a member has.
    func country(of place: Int) -> String? {
        let number = Int(wholes.base[place] & ~NamesPlan.isPart)
        return number == 0 ? nil : countryNames[number - 1]
    }

    func id(_ place: Int) -> String? { String(validating: idBytes(place), as: UTF8.self) }

    /// The first number below an end that passes; the end if none does. Behind one that passes all do.
    @inline(__always)
    private static func first(_ end: Int, _ passes: (Int) -> Bool) -> Int {
        var (low, high) = (0, end)
        while low < high {
            let middle = (low + high) / 2
            if passes(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The id, with which each member begins: its length and its bytes; none where it is damaged.
    private func idBytes(_ place: Int) -> UnsafeRawBufferPointer {
        let bytes = members.bytes(of: place)
        var (length, shift, start) = (0, 0, 0)
        while start < bytes.count, shift < 56 {
            let byte = bytes[start]
            length |= Int(byte & 0x7F) << shift
            start += 1
            shift += 7
            if byte & 0x80 == 0 { break }
        }
        guard length <= bytes.count - start else { return UnsafeRawBufferPointer(rebasing: bytes[0..<0]) }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
    }
}

extension TextTable {
    /// The bytes of a text. They lie where they do for as long as somebody holds the table.
    fileprivate func bytes(of entry: Int) -> UnsafeRawBufferPointer {
        let range = range(entry)
        return UnsafeRawBufferPointer(start: bytes.base + range.lowerBound, count: range.count)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether its bytes come before others: byte by byte, and the shorter one first.
    fileprivate func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let one = baseAddress, let two = other.baseAddress else { return count < other.count }
        let order = memcmp(one, two, Swift.min(count, other.count))
        return order == 0 ? count < other.count : order < 0
    }
}
