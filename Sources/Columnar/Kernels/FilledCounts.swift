import CKernels

/// A look at counts that are not 0.
package enum FilledCounts {
    /// Sets the bit of each count that is not 0; bits that are set stay so.
    ///
    /// - Parameters:
    ///   - words: a bit for each count, 64 to a word.
    ///   - most: becomes the greatest of the counts and what it was.
    /// - Returns: how many counts are not 0.
    package static func note(
        _ counts: UnsafePointer<UInt32>, _ count: Int, in words: UnsafeMutablePointer<UInt64>, most: inout UInt32
    ) -> Int {
        Int(ck_filled(Kernels.width, counts, count, words, &most))
    }
}
