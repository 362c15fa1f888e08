import CBytes

/// A text as 96 bits of a seeded hash, and where it stands. Two texts of one import that share all 96 bits would have
/// to be looked for among some 10^14 of them.
struct GDELTKey {
    var hash: UInt64 = 0
    var check: UInt32 = 0
    var start: UInt32 = 0
    /// 0 where there is nothing to look up.
    var count: UInt32 = 0

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }

    init() {}

    /// - Parameter bytes: may be read for eight bytes behind the end.
    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>, _ first: Int, _ end: Int, seed: UInt64) {
        start = UInt32(truncatingIfNeeded: first)
        let length = end &- first
        count = UInt32(truncatingIfNeeded: length)
        let source = UnsafeRawPointer(bytes)
        // Two lanes that have nothing to do with one another, so that the processor goes on with both at once.
        var one = seed ^ UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
        var other = seed &* 0xD6E8_FEB8_6659_FD93 ^ UInt64(truncatingIfNeeded: length)
        var place = first
        while place &+ 8 < end {
            let word = source.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            one = Self.fold(one ^ word)
            other = (other ^ word) &* 0xFF51_AFD7_ED55_8CCD
            other ^= other &>> 29
            place &+= 8
        }
        let rest = UInt64(truncatingIfNeeded: end &- place)
        let word = source.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        let last = rest >= 8 ? word : word & ((1 &<< (rest &* 8)) &- 1)
        one = Self.fold(one ^ last)
        other = (other ^ last) &* 0xFF51_AFD7_ED55_8CCD
        other ^= other &>> 32
        other = other &* 0xC4CE_B9FE_1A85_EC53
        hash = Self.fold(one ^ (other &>> 17))
        check = UInt32(truncatingIfNeeded: other &>> 32)
    }

    @inline(__always)
    private static func fold(_ value: UInt64) -> UInt64 {
        let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low
    }
}

/// Numbers for texts that are known by their keys alone: open addressing, at most half full.
final class FingerTable {
    struct Slot {
        var hash: UInt64
        var check: UInt32
        /// The number plus one; 0 where free.
        var value: UInt32
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int
    private(set) var count = 0

    init(capacity: Int = 1 << 10) {
        mask = capacity - 1
        slots = .allocate(capacity: capacity)
        slots.initialize(repeating: Slot(hash: 0, check: 0, value: 0), count: capacity)
    }

    deinit { slots.deallocate() }

    /// Has the memory brought near in which a key will be looked for.
    @inline(__always)
    func prefetch(_ key: GDELTKey) { cb_prefetch(slots + (Int(truncatingIfNeeded: key.hash) & mask)) }

    @inline(__always)
    func find(_ key: GDELTKey) -> UInt32? {
        var place = Int(truncatingIfNeeded: key.hash) & mask
        while true {
            let slot = slots[place]
            if slot.value == 0 { return nil }
            if slot.hash == key.hash, slot.check == key.check { return slot.value &- 1 }
            place = (place &+ 1) & mask
        }
    }

    /// Adds a key that is not there.
    func add(_ key: GDELTKey, _ value: UInt32) {
        if (count + 1) * 2 > mask { grow() }
        insert(Slot(hash: key.hash, check: key.check, value: value &+ 1))
        count += 1
    }

    private func insert(_ slot: Slot) {
        var place = Int(truncatingIfNeeded: slot.hash) & mask
        while slots[place].value != 0 { place = (place &+ 1) & mask }
        slots[place] = slot
    }

    private func grow() {
        let (old, oldCount) = (slots, mask + 1)
        slots = .allocate(capacity: oldCount * 2)
        slots.initialize(repeating: Slot(hash: 0, check: 0, value: 0), count: oldCount * 2)
        mask = oldCount * 2 - 1
        for place in 0..<oldCount where old[place].value != 0 { insert(old[place]) }
        old.deallocate()
    }

    /// Empties the table, and keeps no more memory than a small one needs.
    func giveMemoryBack() {
        slots.deallocate()
        mask = 1
        slots = .allocate(capacity: 2)
        slots.initialize(repeating: Slot(hash: 0, check: 0, value: 0), count: 2)
        count = 0
    }

    /// Empties the table, and keeps its memory.
    func removeAll() {
        if count > 0 { slots.update(repeating: Slot(hash: 0, check: 0, value: 0), count: mask + 1) }
        count = 0
    }

    /// All entries, in no order that means anything.
    func forEach(_ body: (Slot) -> Void) {
        for place in 0...mask where slots[place].value != 0 { body(slots[place]) }
    }
}
