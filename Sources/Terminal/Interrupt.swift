import CTerminal

/// Ctrl-C while a question runs: sets a flag that whoever does the work looks at now and then.
///
/// Install it before a question runs and uninstall it after; the flag stays until it is cleared.
package enum Interrupt {
    /// Catches SIGINT from now on. Nests.
    ///
    /// - Parameter withTermination: catches SIGTERM and SIGHUP as well, each of them once, and for the rest of the
    ///   program's life: who is asked a second time ends at once. A signal that is ignored stays so.
    package static func install(withTermination: Bool = false) {
        ct_interrupt_install()
        if withTermination { ct_termination_install() }
    }

    /// The number of the signal that came; that of SIGINT where none has.
    package static var signal: Int32 {
        let number = ct_interrupt_raised()
        return number == 0 ? 2 : number
    }

    /// Ends one `install()`; the last one gives SIGINT its former action back.
    package static func uninstall() {
        ct_interrupt_uninstall()
    }

    /// True once SIGINT has come. Cheap enough to ask for each chunk of rows, from any thread.
    package static var isRaised: Bool { ct_interrupt_raised() != 0 }

    /// Waits so many seconds; false, and at once, when SIGINT has come.
    package static func wait(seconds: Double) -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while true {
            let left = (end - .now) / .milliseconds(1)
            if isRaised { return false }
            if left <= 0 { return true }
            switch ct_wait(-1, Int32(min(left.rounded(.up), 1e9))) {
            case ct_event_interrupted: return false
            case _: continue
            }
        }
    }

    /// Forgets a SIGINT that has been dealt with.
    package static func clear() {
        ct_interrupt_clear()
    }
}
