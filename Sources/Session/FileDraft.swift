/// Where what is written to a file goes.
package enum FilePlace: Sendable {
    /// In place of what the file held.
    case replacing
    /// Below what the file holds.
    case adding
    /// The same; a file that is not there yet is for its owner alone.
    case addingInPrivate
}

/// A file that is written piece by piece, or a program that is given a text so. As long as a file is not kept, what stood at
/// its path is there for everybody.
package struct FileDraft {
    /// Adds bytes, on any thread; the reason where that fails, as it does once the draft is kept or dropped.
    package var write: @Sendable (ArraySlice<UInt8>) -> HostProblem?
    /// Puts all that was written in its place, or nothing of it.
    package var keep: () -> Result<Void, HostProblem>
    /// Leaves all as it was.
    package var drop: () -> Void

    package init(
        write: @escaping @Sendable (ArraySlice<UInt8>) -> HostProblem?, keep: @escaping () -> Result<Void, HostProblem>,
        drop: @escaping () -> Void
    ) {
        self.write = write
        self.keep = keep
        self.drop = drop
    }
}
