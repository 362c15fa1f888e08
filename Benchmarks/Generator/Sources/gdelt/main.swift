// Writes events in the shape of GDELT's daily files (58 columns): gdelt FILE --rows N [--seed N] [--threads N].
import Glibc

func stop(_ text: String) -> Never {
    var line = text + "\n"
    line.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
    exit(2)
}

var path: String?
var numbers = ["--rows": 1_000_000, "--seed": 1, "--threads": max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))]
var words = CommandLine.arguments.dropFirst()
while let word = words.popFirst() {
    if numbers[word] != nil {
        guard let value = words.popFirst().flatMap({ Int($0) }), (1...1_000_000_000).contains(value) else {
            stop("\(word) needs a whole number from 1 to 1,000,000,000")
        }
        numbers[word] = value
    } else if word.hasPrefix("-") || path != nil {
        stop("usage: gdelt FILE [--rows N] [--seed N] [--threads N]")
    } else {
        path = word
    }
}
guard let path else { stop("usage: gdelt FILE [--rows N] [--seed N] [--threads N]") }
let rows = numbers["--rows"] ?? 1
let seed = UInt64(numbers["--seed"] ?? 1)
guard let output = Output(path: path) else { stop("cannot write \(path): \(String(cString: strerror(errno)))") }
let sources = Sources(rows: rows, seed: seed)
if !output.write(rows: rows, seed: seed, threads: min(numbers["--threads"] ?? 1, 64), sources: sources) {
    stop("cannot write \(path): the disk may be full")
}
