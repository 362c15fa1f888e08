extension Help {
    static let front = ""
    static let pages: [Page] = []
}
