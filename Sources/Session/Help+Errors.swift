extension Help {
    static let errorPages: [ErrorPage] = []
}
