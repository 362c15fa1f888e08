import CTerminal
import Glibc
import Synchronization

/// What was typed while a question ran, as bytes for the next prompt.
///
/// The keys for signals are signals outside of a paste alone: what is pasted is text, whenever it was sent.
struct KeysAhead {
    /// What a key stands for while a question runs.
    enum Signal: Equatable {
        case interrupt, quit, suspend
    }

    private(set) var bytes: [UInt8] = []
    /// More came than is kept.
    private(set) var isCut = false
    /// More came of a paste whose beginning is kept.
    private var isCutInPaste = false
    private(set) var isInPaste = false
    /// A Ctrl-C came in the paste that has begun: where no more of it comes, a person has pressed it.
    private var keptInterrupt = false
    /// So many bytes of the mark that is looked for have come.
    private var matched = 0
    private let limit: Int
    private let keys: ct_signal_keys

    private static let controlC: UInt8 = 0x03

    /// - Parameters:
    ///   - limit: the most bytes that are kept.
    ///   - decoder: holds what came before.
    init(behind decoder: KeyDecoder, limit: Int, keys: ct_signal_keys) {
        self.limit = limit
        self.keys = keys
        isInPaste = decoder.isInPaste
        for byte in decoder.rest { follow(byte) }
        keptInterrupt = decoder.isInterruptedPaste
    }

    /// The signals among the bytes, in their order; Ctrl-C drops all that came before it.
    mutating func take(_ more: some Sequence<UInt8>) -> [Signal] {
        var signals: [Signal] = []
        for byte in more {
            if !isInPaste, let signal = signal(of: byte) {
                follow(byte)
                if signal == .interrupt { drop() }
                signals.append(signal)
                continue
            }
            if isInPaste && byte == Self.controlC { keptInterrupt = true }
            keep(byte)
        }
        return signals
    }

    /// No more has come for a while: who has pressed Ctrl-C in a paste that does not end is heard.
    mutating func fallSilent() -> Signal? {
        guard isInPaste, keptInterrupt else { return nil }
        drop()
        isInPaste = false
        matched = 0
        return .interrupt
    }

    /// Whether silence would mean something.
    var waitsForSilence: Bool { isInPaste && keptInterrupt }

    private func signal(of byte: UInt8) -> Signal? {
        switch byte {
        case 0: nil
        case keys.interrupt, Self.controlC: .interrupt
        case keys.quit: .quit
        case keys.suspend: .suspend
        default: nil
        }
    }

    private mutating func drop() {
        bytes = []
        isCut = false
        isCutInPaste = false
        keptInterrupt = false
    }

    private mutating func keep(_ byte: UInt8) {
        let wasInPaste = isInPaste
        follow(byte)
        if bytes.count < limit {
            bytes.append(byte)
        } else {
            if !isCut { isCutInPaste = wasInPaste }
            isCut = true
            // What is kept of a paste has to end as one.
            if isCutInPaste && !isInPaste {
                bytes += KeyDecoder.pasteEnd
                isCutInPaste = false
            }
        }
        if wasInPaste && !isInPaste { keptInterrupt = false }
    }

    /// Notes where a paste begins and ends.
    private mutating func follow(_ byte: UInt8) {
        let mark = isInPaste ? KeyDecoder.pasteEnd : KeyDecoder.pasteBegin
        // A mark has an Esc at its beginning and nowhere else.
        matched = byte == mark[matched] ? matched + 1 : byte == mark[0] ? 1 : 0
        if matched == mark.count {
            matched = 0
            isInPaste.toggle()
        }
    }
}

/// The same for the thread that reads the terminal and the one that asks.
final class KeysAheadBuffer: Sendable {
    private struct State {
        var ahead: KeysAhead
        var keys = ct_signal_keys()
    }

    private let state: Mutex<State>
    private let limit: Int

    /// So long, in milliseconds, no more of a paste comes where it was the user who pressed Ctrl-C in it.
    private static let silence: Int32 = 250

    /// - Parameter limit: the most bytes that are kept.
    init(limit: Int) {
        self.limit = limit
        let none = ct_signal_keys()
        state = Mutex(State(ahead: KeysAhead(behind: KeyDecoder(longestPaste: 0), limit: limit, keys: none)))
    }

    /// Holds the terminal for as long as this lives, or until it is given back. False where there is none.
    func holdTerminal() -> Bool {
        var keys = ct_signal_keys()
        guard ct_hold_begin(Unmanaged.passUnretained(self).toOpaque(), takeKeys, &keys) == 0 else { return false }
        state.withLock { [keys] in $0.keys = keys }
        return true
    }

    /// Keeps what is typed from now on, which comes behind what the decoder holds.
    func begin(behind decoder: KeyDecoder) {
        state.withLock { $0.ahead = KeysAhead(behind: decoder, limit: limit, keys: $0.keys) }
    }

    /// What was typed since `begin`; nothing is kept any more.
    func end() -> (bytes: [UInt8], isCut: Bool) {
        state.withLock { state in
            let ahead = state.ahead
            state.ahead = KeysAhead(behind: KeyDecoder(longestPaste: 0), limit: limit, keys: state.keys)
            return (ahead.bytes, ahead.isCut)
        }
    }

    /// - Returns: how long silence has to last to be told of, in milliseconds; negative: it need not.
    fileprivate func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32 {
        let (signals, waits) = state.withLock { state in
            let signals = bytes.isEmpty ? state.ahead.fallSilent().map { [$0] } ?? [] : state.ahead.take(bytes)
            return (signals, state.ahead.waitsForSilence)
        }
        for signal in signals {
            switch signal {
            case .interrupt: kill(getpid(), SIGINT)
            case .quit: kill(0, SIGQUIT)
            case .suspend: ct_suspend()
            }
        }
        return waits ? Self.silence : -1
    }
}

private let takeKeys: ct_take_keys = { context, bytes, count in
    guard let context else { return -1 }
    let buffer = Unmanaged<KeysAheadBuffer>.fromOpaque(context).takeUnretainedValue()
    return buffer.take(UnsafeBufferPointer(start: bytes, count: count))
}
