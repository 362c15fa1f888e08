// swift-tools-version: 6.3
import PackageDescription

/// One set of settings for every target: a warning is an error, and what a file exposes of an import is written out.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Tests themselves are never optimized, though what they test may be: building them so would take longer than it saves.
let quick: [SwiftSetting] = [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// A library target; `uses` names the targets below it.
func room(_ name: String, uses: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: uses, swiftSettings: strict)
}

/// The tests of one target.
func tests(_ name: String, uses: [Target.Dependency], hasGolden: Bool = false) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: uses + ["TestSupport"], exclude: hasGolden ? ["Golden"] : [],
        swiftSettings: strict + quick)
}

let package = Package(
    name: "casus",
    products: [
        .executable(name: "casus", targets: ["casus"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // From bottom to top: nothing imports upward.
        room("Colours"),
        room("Diagnostics", uses: ["Colours"]),
        room("EventModel"),
        room("Syntax", uses: ["Diagnostics"]),
        room("Plan", uses: ["EventModel"]),
        room("Semantics", uses: ["Diagnostics", "EventModel", "Plan", "Syntax"]),
        // Columns and the loops over them; the C below them has the loops that want many values at a time.
        .target(name: "CKernels"),
        room("Columnar", uses: ["CKernels", "EventModel"]),
        // Files of columns; the C below it has the checksum and what keeps a file that was cut short from killing us.
        .target(name: "CStore"),
        room("Store", uses: ["CStore", "Columnar", "EventModel"]),
        room("Engine", uses: ["Columnar", "EventModel", "Plan"]),
        // Packed files: libarchive's headers are read here; it, and zlib, are opened when a packed file is met.
        .target(name: "CArchive", linkerSettings: [.linkedLibrary("dl")]),
        // What Swift has no words for, in a header: bytes of a line sixteen at a time.
        .target(name: "CBytes"),
        room("Readers", uses: ["CArchive", "CBytes", "Columnar", "EventModel", "Store"]),
        room("TextWidth"),
        room("Rendering", uses: ["Colours", "Columnar", "EventModel", "TextWidth"]),
        room(
            "Session",
            uses: [
                "Colours", "Columnar", "Diagnostics", "Engine", "EventModel", "Plan", "Readers", "Rendering",
                "Semantics", "Syntax",
            ]),
        // The prompt: of libedit the headers are read here, the library itself is opened when a prompt is.
        .target(name: "CTerminal", linkerSettings: [.linkedLibrary("dl")]),
        room("Terminal", uses: ["CTerminal", "Colours", "TextWidth"]),
        .executableTarget(
            name: "casus",
            dependencies: [
                "Columnar", "Diagnostics", "EventModel", "Readers", "Rendering", "Session", "Store", "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        // Tests.
        .target(
            name: "TestSupport", dependencies: [], path: "Tests/TestSupport", swiftSettings: strict),
        .executableTarget(
            name: "prompt-fixture", dependencies: ["Colours", "Terminal"], path: "Tests/PromptFixture",
            swiftSettings: strict),
        tests("Colours", uses: ["Colours"]),
        tests("Command", uses: ["casus"]),
        tests("Diagnostics", uses: ["Diagnostics"]),
        tests("Columnar", uses: ["CKernels", "Columnar", "EventModel"]),
        tests("Engine", uses: ["Columnar", "Engine", "EventModel", "Plan", "Readers"]),
        tests("EventModel", uses: ["EventModel"]),
        tests("Readers", uses: ["Columnar", "EventModel", "Readers", "Store"]),
        tests("Rendering", uses: ["Columnar", "EventModel", "Rendering"], hasGolden: true),
        tests(
            "Semantics", uses: ["Columnar", "Diagnostics", "EventModel", "Plan", "Readers", "Semantics", "Syntax"],
            hasGolden: true),
        tests(
            "Session",
            uses: [
                "Colours", "Columnar", "Diagnostics", "Engine", "EventModel", "Plan", "Readers", "Rendering",
                "Semantics",
                "Session",
                "Syntax",
            ], hasGolden: true),
        tests("Store", uses: ["Columnar", "EventModel", "Readers", "Store"]),
        tests(
            "Syntax", uses: ["Columnar", "Diagnostics", "EventModel", "Plan", "Readers", "Semantics", "Syntax"],
            hasGolden: true),
        tests("Terminal", uses: ["CTerminal", "Colours", "Terminal", "casus", "prompt-fixture"]),
    ],
    swiftLanguageModes: [.v6]
)
