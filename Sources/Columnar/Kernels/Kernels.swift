import CKernels

enum Kernels {
    /// The bytes that this processor takes at once: asked once.
    static let width = ck_widest()
}
