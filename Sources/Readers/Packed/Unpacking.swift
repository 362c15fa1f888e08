/// What unpacks one packed file.
protocol Unpacking: AnyObject {
    /// Bytes of the packed file that were read.
    var packedCount: Int { get }
    /// Goes on to the next member that is a file; nil behind the last. A stream is one member, without a name.
    ///
    /// - Parameter count: is told of each member on the way.
    func nextMember(_ count: () throws(InputError) -> Void) throws(InputError) -> PackedMember?
    /// Unpacks into a buffer; none only at the end of the member.
    func unpack(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int
}

/// A member of a packed file.
struct PackedMember {
    /// nil of a stream, which goes by the name of its file.
    var name: String?
}
