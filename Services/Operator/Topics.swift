import ArgumentParser
import Events
import Kafka
import ServiceKit

/// `jisr topics …`: the declared topics against the cluster's.
struct Topics: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compares the declared topics with the cluster's, and makes the missing ones.",
        subcommands: [Plan.self, Apply.self, Verify.self]
    )

    /// One topic's state.
    private enum Finding {
        case asDeclared
        case missing
        case partitions(Int)
        case settings([String])

        var text: String {
            switch self {
            case .asDeclared: "as declared"
            case .missing: "missing"
            case .partitions(let count): "has \(count) partitions instead of \(Topic.partitionCount); move its data"
            case .settings(let names): "differs in \(names.joined(separator: ", "))"
            }
        }

        var isAsDeclared: Bool { if case .asDeclared = self { true } else { false } }
    }

    private static func findings(_ admin: KafkaAdmin) async throws -> [(Topic, Finding)] {
        let descriptions = try await admin.describeTopics()
        let known = Dictionary(descriptions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        return Topic.all.map { topic in
            guard let found = known[topic.name] else { return (topic, .missing) }
            guard found.partitionCount == Topic.partitionCount else {
                return (topic, .partitions(found.partitionCount))
            }
            // A broker that does not tell a setting is not held to it.
            let different = topic.kafkaConfiguration.filter { name, value in
                found.configuration[name].map { $0 != value } ?? false
            }
            return (topic, different.isEmpty ? .asDeclared : .settings(different.keys.sorted()))
        }
    }

    private static func report(_ findings: [(Topic, Finding)]) {
        for (topic, finding) in findings {
            print("\(topic.name)  \(topic.privacy.rawValue)  \(finding.text)")
        }
    }

    /// Runs `body` with a connection and closes it.
    private static func withAdmin(_ options: KafkaOptions, _ body: (KafkaAdmin) async throws -> Void) async throws {
        let admin = try options.admin()
        do {
            try await body(admin)
            await admin.close()
        } catch {
            await admin.close()
            throw error
        }
    }

    struct Plan: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Shows what `apply` would do; changes nothing.")
        @OptionGroup var kafka: KafkaOptions

        func run() async throws {
            try await withAdmin(kafka) { report(try await findings($0)) }
        }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Fails unless every topic is as declared.")
        @OptionGroup var kafka: KafkaOptions

        func run() async throws {
            try await withAdmin(kafka) { admin in
                let found = try await findings(admin)
                report(found)
                guard found.allSatisfy(\.1.isAsDeclared) else { throw ExitCode.failure }
            }
        }
    }

    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes the missing topics; never changes or deletes one."
        )
        @OptionGroup var kafka: KafkaOptions
        @Option(help: "Copies of each partition; 3 in production.")
        var replicationFactor = 3

        func run() async throws {
            try await withAdmin(kafka) { admin in
                let missing = try await findings(admin).filter { if case .missing = $0.1 { true } else { false } }
                let results = try await admin.createTopics(
                    missing.map { topic, _ in
                        TopicSpecification(
                            name: topic.name,
                            partitions: Topic.partitionCount,
                            replicationFactor: replicationFactor,
                            configuration: topic.kafkaConfiguration
                        )
                    }
                )
                var hasFailed = false
                for (name, error) in results.sorted(by: { $0.key < $1.key }) {
                    print("\(name)  \(error.map { "not made: \($0)" } ?? "made")")
                    hasFailed = hasFailed || error != nil
                }
                if results.isEmpty { print("nothing to do") }
                if hasFailed { throw ExitCode.failure }
            }
        }
    }
}
