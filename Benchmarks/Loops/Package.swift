// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "loops",
    targets: [
        .executableTarget(name: "loops", cSettings: [.unsafeFlags(["-O3", "-march=native", "-Wall", "-Wextra", "-Werror"])])
    ])
