extension StoredColumn {
    /// The same cells for one thread alone, which takes the column up anew for every batch: see `View.heldApart`.
    package func heldApart() -> StoredColumn {
        switch self {
        case .coded(let codes, let dictionary): .coded(codes.heldApart(), dictionary)
        case .days(let days): .days(days.heldApart())
        case .numbers(let numbers): .numbers(numbers.heldApart())
        case .plain, .unknown: self
        }
    }
}

extension StoredCodes {
    fileprivate func heldApart() -> StoredCodes {
        switch self {
        case .bytes(let view): .bytes(view.heldApart())
        case .shorts(let view): .shorts(view.heldApart())
        case .words(let view): .words(view.heldApart())
        case .repeated, .counting: self
        }
    }
}

extension StoredDays {
    fileprivate func heldApart() -> StoredDays {
        switch self {
        case .shorts(let view, let from): .shorts(view.heldApart(), from: from)
        case .words(let view): .words(view.heldApart())
        case .repeated: self
        }
    }
}

extension StoredNumbers {
    fileprivate func heldApart() -> StoredNumbers {
        StoredNumbers(values.heldApart(), divisor: divisor, states: states?.heldApart())
    }
}

extension StoredNumbers.Values {
    fileprivate func heldApart() -> StoredNumbers.Values {
        switch self {
        case .bytes(let view): .bytes(view.heldApart())
        case .shorts(let view): .shorts(view.heldApart())
        case .words(let view): .words(view.heldApart())
        case .doubles(let view): .doubles(view.heldApart())
        case .repeated: self
        }
    }
}
