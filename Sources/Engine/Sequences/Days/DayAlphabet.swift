import Columnar
import Synchronization

/// Numbers for the names that are compared with each other, whichever dictionary they come from: 0 is unknown, 1 is
/// none. Those of the dictionary that is met first are its codes, if no name stands in it twice.
final class DayAlphabet: Sendable {
    private struct State {
        var base: CodeDictionary?
        var hasNames = false
        var numbers = ExactTextCodes()
        var count = Int(CodedColumn.firstCode)
        /// The dictionaries are held, so that no other comes to lie where one of them lay.
        var known: [ObjectIdentifier: (dictionary: CodeDictionary, numbers: [UInt32])] = [:]
    }

    private let state = Mutex(State())
    /// Names of a dictionary beside the first are looked up one by one: of more than so many that takes too long.
    private static let mostNames = 1 << 18

    /// More than any number so far.
    var count: Int { state.withLock { $0.count } }

    /// The number of each code of a dictionary; nil of one that is too large, or whose entries are no names.
    func numbers(of dictionary: CodeDictionary) -> [UInt32]? {
        if dictionary.events != nil { return nil }
        return state.withLock { state in
            if let known = state.known[ObjectIdentifier(dictionary)] { return known.numbers }
            let numbers: [UInt32]
            if state.base == nil, !state.hasNames, dictionary.isSorted {
                state.base = dictionary
                state.count = dictionary.codeCount
                numbers = Array(0..<UInt32(clamping: dictionary.codeCount))
            } else {
                guard dictionary.count <= Self.mostNames, (state.base?.count ?? 0) <= Self.mostNames else { return nil }
                numbers = Self.lookingUp(dictionary, &state)
            }
            state.known[ObjectIdentifier(dictionary)] = (dictionary, numbers)
            return numbers
        }
    }

    /// Where the run is to end, names that are not looked up any more are unknown.
    private static func lookingUp(_ dictionary: CodeDictionary, _ state: inout State) -> [UInt32] {
        if !state.hasNames, let base = state.base {
            _ = Stop.pieces(0..<base.count) { piece in
                for entry in piece {
                    let number = UInt32(entry) + CodedColumn.firstCode
                    _ = base.withBytes(entry) { state.numbers.code(of: $0, orNew: number) }
                }
            }
        }
        state.hasNames = true
        var numbers = [CodedColumn.unknown, CodedColumn.none]
        numbers.reserveCapacity(dictionary.codeCount)
        if !Stop.isWanted {
            _ = Stop.pieces(0..<dictionary.count) { piece in
                for entry in piece {
                    numbers.append(dictionary.withBytes(entry) { Self.number(of: $0, &state) })
                }
            }
        }
        numbers += Array(repeating: CodedColumn.unknown, count: dictionary.codeCount - numbers.count)
        return numbers
    }

    private static func number(of text: UnsafeBufferPointer<UInt8>, _ state: inout State) -> UInt32 {
        let new = UInt32(clamping: state.count)
        let number = state.numbers.code(of: text, orNew: new)
        if number == new { state.count += 1 }
        return number
    }
}
