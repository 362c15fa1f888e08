import Synchronization

/// A value that is made when it is first asked for, once.
package final class Lazy<Value: Sendable>: Sendable {
    /// What was there from the beginning, which no lock has to guard.
    private let given: Value?
    private let made = Mutex<Value?>(nil)
    private let make: @Sendable () -> Value

    package init(_ make: @escaping @Sendable () -> Value) {
        given = nil
        self.make = make
    }

    /// A value that needs no making.
    package init(given: Value) {
        self.given = given
        make = { given }
    }

    package var value: Value {
        if let given { return given }
        return made.withLock { made in
            if let made { return made }
            let value = make()
            made = value
            return value
        }
    }

    /// nil as long as nobody asked.
    package var valueIfMade: Value? {
        if let given { return given }
        return made.withLock { $0 }
    }
}
