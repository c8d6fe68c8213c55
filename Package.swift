// swift-tools-version: 6.2
import PackageDescription

// One place for settings: every Swift target below gets exactly these.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .treatWarning("ExplicitSendable", as: .error),
]

extension Target.Dependency {
    static let grdb: Self = .product(name: "GRDB", package: "GRDB.swift")
    static let sqlite: Self = .product(name: "GRDBSQLite", package: "GRDB.swift")
    static let crypto: Self = .product(name: "Crypto", package: "swift-crypto")
    static let cryptoExtras: Self = .product(name: "CryptoExtras", package: "swift-crypto")
    static let logging: Self = .product(name: "Logging", package: "swift-log")
    static let metrics: Self = .product(name: "CoreMetrics", package: "swift-metrics")
    static let hummingbird: Self = .product(name: "Hummingbird", package: "hummingbird")
    static let lifecycle: Self = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let configuration: Self = .product(name: "Configuration", package: "swift-configuration")
    static let arguments: Self = .product(name: "ArgumentParser", package: "swift-argument-parser")
    static let httpClient: Self = .product(name: "AsyncHTTPClient", package: "async-http-client")
    static let asyncAlgorithms: Self = .product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
    static let nio: Self = .product(name: "NIOCore", package: "swift-nio")
    static let nioHTTP: Self = .product(name: "NIOHTTP1", package: "swift-nio")
    static let mustache: Self = .product(name: "Mustache", package: "swift-mustache")
    static let yams: Self = .product(name: "Yams", package: "Yams")
    static let httpTypes: Self = .product(name: "HTTPTypes", package: "swift-http-types")
}

/// A shared library: its sources in `Shared/<name>`.
func shared(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, path: "Shared/\(name)", swiftSettings: strict)
}

/// A test suite: its sources in `Tests/<name>`.
func tests(
    _ name: String,
    _ dependencies: [Target.Dependency],
    resources: [Resource] = [],
    exclude: [String] = []
)
    -> Target
{
    .testTarget(
        name: name,
        dependencies: dependencies,
        path: "Tests/\(name)",
        exclude: exclude,
        resources: resources,
        swiftSettings: strict
    )
}

/// What every service's library may use: the kit below it, never another service.
let serviceDependencies: [Target.Dependency] = [
    "Events", "EventStore", "Decisions", "ServiceKit", "Kafka", "Tabular", .grdb, .hummingbird, .lifecycle, .logging,
    .httpTypes,
    .crypto,
]

/// A service: a library in `Services/<folder>`, its executable in `Services/<folder>/Main`, its suite in `Tests`.
func service(_ folder: String, executable: String, also extra: [Target.Dependency] = []) -> [Target] {
    [
        .target(
            name: folder,
            dependencies: serviceDependencies + extra,
            path: "Services/\(folder)",
            exclude: ["Main", "README.md"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: executable,
            dependencies: [.byName(name: folder), "ServiceKit"],
            path: "Services/\(folder)/Main",
            swiftSettings: strict
        ),
        tests("\(folder)Tests", [.byName(name: folder), "TestKit"] + serviceDependencies + extra),
    ]
}

let services =
    service("Intake", executable: "jisr-intake")
    + service("ServiceDelivery", executable: "jisr-services", also: [.mustache])
    + service("Training", executable: "jisr-training", also: ["Reference"])
    + service("Partnerships", executable: "jisr-partnerships", also: ["Reference", .mustache])
    + service("Statistics", executable: "jisr-statistics", also: ["Reference", "Disclosure", .cryptoExtras, .mustache])

let package = Package(
    name: "jisr",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Events", targets: ["Events"]),
        .library(name: "Kafka", targets: ["Kafka"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", exact: "1.1.4"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration",
            exact: "1.4.0",
            traits: [.defaults, "CommandLineArguments", "YAML"]
        ),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "Crdkafka",
            path: "Shared/Crdkafka",
            pkgConfig: "rdkafka",
            providers: [.apt(["librdkafka-dev"]), .brew(["librdkafka"])]
        ),
        .target(
            name: "CKafka",
            dependencies: ["Crdkafka"],
            path: "Shared/CKafka",
            cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]
        ),
        shared("Kafka", ["CKafka", "Crdkafka", .logging]),
        shared("Events", []),
        shared("Tabular", []),
        .systemLibrary(
            name: "Ccoin",
            path: "Shared/Ccoin",
            pkgConfig: "cbc",
            providers: [.apt(["coinor-libclp-dev", "coinor-libcbc-dev"])]
        ),
        shared("Solvers", ["Ccoin"]),
        .target(
            name: "Disclosure",
            dependencies: ["Solvers", .crypto],
            path: "Shared/Disclosure",
            // What searches millions of tables takes minutes without, in tests too.
            swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]
        ),
        shared("EventStore", ["Events", .grdb, .sqlite, .crypto, .logging]),
        shared("Decisions", ["Events", "EventStore"]),
        shared("Reference", ["Events"]),
        shared(
            "ServiceKit",
            [
                "Kafka", "Events", "EventStore", .grdb, .hummingbird, .lifecycle, .configuration, .logging, .metrics,
                .asyncAlgorithms,
                .nio, .httpTypes,
            ]
        ),
        shared(
            "TestKit",
            [
                "Kafka", "Events", "EventStore", "Decisions", "ServiceKit", .grdb, .lifecycle, .logging, .httpClient,
                .nio,
                .nioHTTP,
            ]
        ),
        tests("KafkaTests", ["Kafka", "TestKit", .logging]),
        tests("TabularTests", ["Tabular", "TestKit"]),
        tests("DisclosureTests", ["Disclosure", "Solvers", .crypto], resources: [.copy("Vectors")]),
        tests("EventsTests", ["Events", "TestKit"], exclude: ["Golden", "Schemas"]),
        tests("EventStoreTests", ["EventStore", "Events", "TestKit", .grdb, .crypto]),
        tests(
            "ServiceKitTests",
            [
                "ServiceKit", "Kafka", "EventStore", "Events", "TestKit", .grdb, .hummingbird, .logging, .metrics,
                .configuration, .lifecycle, .httpTypes,
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ]
        ),
        tests("SystemTests", ["TestKit", "Kafka", "Events", "ServiceKit"]),
        .executableTarget(
            name: "jisr",
            dependencies: [
                "Kafka", "Events", "EventStore", "ServiceKit", "Tabular", "Disclosure", .crypto, .arguments, .logging,
                .configuration, .httpClient, .nio, .nioHTTP, .yams,
            ],
            path: "Services/Operator",
            exclude: ["README.md"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "jisr-demo",
            dependencies: ["TestKit", .arguments],
            path: "Tests/Demo",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "jisr-bench",
            dependencies: [
                "Kafka", "Events", "EventStore", "ServiceKit", .grdb, .lifecycle, .arguments, .logging,
            ],
            path: "Tests/Bench",
            swiftSettings: strict
        ),
    ] + services
)
