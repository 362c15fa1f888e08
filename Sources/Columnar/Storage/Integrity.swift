import Synchronization

/// Whether what was read of a data set is what was once written. What reads columns on demand cannot throw: it tells
/// here, and whoever gives an answer looks here first.
package final class Integrity: Sendable {
    private struct State {
        var problem: String?
        var watchers: [@Sendable () -> String?] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// What is wrong, in words; nil while all is well.
    package var problem: String? {
        state.withLock { state in
            if state.problem == nil {
                for watcher in state.watchers where state.problem == nil { state.problem = watcher() }
            }
            return state.problem
        }
    }

    /// The first problem stays.
    package func fail(_ text: String) { state.withLock { $0.problem = $0.problem ?? text } }

    /// Asks something at each look.
    package func watch(_ watcher: @escaping @Sendable () -> String?) { state.withLock { $0.watchers.append(watcher) } }
}
