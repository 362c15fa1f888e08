import TestSupport
import Testing

@testable import Columnar

/// Numbers held against a number as they are stored pass where they would if they were read first.
@Suite("Stored numbers and tests")
struct StoredNumberTests {
    @Test("each test, in each width, against any number", arguments: UInt64(0)..<300)
    func agree(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let most = [3, 127, 128, 30_000, 40_000, Int(Int32.max)][Int(seed % 6)]
        let divisor = [1.0, 10, 100, 1_000][Int(seed / 6 % 4)]
        var numbers = (0..<Int.random(in: 1...150, using: &random)).map { _ in
            Double(Int.random(in: -most...most, using: &random)) / divisor
        }
        switch seed % 11 {
        case 0: numbers = numbers.map { $0 * 1.000_000_1 + 0.123_456_7 }
        case 1: numbers = numbers.map { _ in 7.5 }
        case 2: numbers.append(.nan)
        case _: break
        }
        let stored = StoredNumbers(numbers, states: nil)
        let near = numbers.randomElement(using: &random) ?? 0
        let constants = [
            near, near.nextUp, near.nextDown, near + 0.5 / divisor, 0, -0.0, 1e300, -1e300, .infinity, -.infinity, .nan,
            Double(most) / divisor, -Double(most) / divisor, 127, 128, -128, -129, 32_767, 32_768, 2_147_483_647,
            -2_147_483_648,
        ]
        let start = Int.random(in: 0..<numbers.count, using: &random)
        let count = Int.random(in: 0...(numbers.count - start), using: &random)
        for test in NumberTest.allCases {
            for constant in constants {
                let rows = stored.rows(test, constant, start: start, count: count)
                #expect(rows.rows == (0..<count).filter { test.holds(numbers[start + $0], constant) })
            }
        }
    }
}
