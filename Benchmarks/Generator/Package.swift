// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "generator",
    targets: [
        .executableTarget(name: "gdelt", swiftSettings: [.treatAllWarnings(as: .error)])
    ]
)
