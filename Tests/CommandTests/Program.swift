import Foundation

/// What a run of the program came to.
struct Run {
    var status: Int32
    var out: String
    var err: String
}

/// Runs the program that stands beside the one that runs the tests.
func run(
    _ arguments: [String], in folder: URL? = nil, input: Data, environment: [String: String] = [:]
) throws -> Run {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "casus")
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "TERM": "xterm"].merging(environment) { $1 }
    if let folder { process.currentDirectoryURL = folder }
    let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
    process.standardInput = stdin
    process.standardOutput = stdout
    process.standardError = stderr
    try process.run()
    stdin.fileHandleForWriting.write(input)
    try stdin.fileHandleForWriting.close()
    let out = stdout.fileHandleForReading.readDataToEndOfFile()
    let err = stderr.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Run(
        status: process.terminationStatus, out: String(decoding: out, as: UTF8.self),
        err: String(decoding: err, as: UTF8.self))
}

func run(
    _ arguments: [String], in folder: URL? = nil, input: String = "", environment: [String: String] = [:]
) throws -> Run {
    try run(arguments, in: folder, input: Data(input.utf8), environment: environment)
}
