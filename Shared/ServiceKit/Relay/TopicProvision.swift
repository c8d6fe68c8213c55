public import Events
import Kafka
import Logging

/// What is asked of the topics that a service uses.
public struct TopicProvision: Sendable, Hashable {
    /// Whether missing topics are made; production makes them with `jisr topics apply`.
    public var createsMissing: Bool
    /// Copies of each partition when a topic is made.
    public var replicationFactor: Int

    /// States what is asked.
    public init(createsMissing: Bool, replicationFactor: Int) {
        self.createsMissing = createsMissing
        self.replicationFactor = replicationFactor
    }
}

/// A topic is not as it is declared.
public struct TopicProblem: Error, Sendable, CustomStringConvertible {
    /// What is wrong with which topic, and the remedy.
    public let description: String
}

extension Topic {
    /// The topic's configuration in Kafka's words.
    public var kafkaConfiguration: [String: String] {
        var configuration: [String: String] = [:]
        switch cleanup {
        case .delete(let retention):
            configuration["cleanup.policy"] = "delete"
            configuration["retention.ms"] = retention.map { String($0.components.seconds * 1000) } ?? "-1"
        case .compact:
            configuration["cleanup.policy"] = "compact"
            configuration["delete.retention.ms"] = "604800000"
        }
        // A dead letter is a record of up to the usual megabyte and the headers that say why.
        if privacy == .deadLetter { configuration["max.message.bytes"] = "4194304" }
        return configuration
    }
}

extension TopicProvision {
    /// Makes sure that `topics` are there with as many partitions as declared.
    ///
    /// - Returns: The number of partitions of each.
    /// - Throws: ``TopicProblem``, or the broker's error.
    func ensure(_ topics: [Topic], with admin: KafkaAdmin, logger: Logger) async throws -> [String: Int] {
        var counts = try await admin.partitionCount(of: topics.map(\.name), timeout: .seconds(10))
        let missing = topics.filter { counts[$0.name] == nil }
        if !missing.isEmpty {
            guard createsMissing else {
                throw TopicProblem(
                    description: "topics are missing: \(missing.map(\.name).joined(separator: ", ")); "
                        + "make them with `jisr topics apply`"
                )
            }
            let results = try await admin.createTopics(
                missing.map {
                    TopicSpecification(
                        name: $0.name,
                        partitions: Topic.partitionCount,
                        replicationFactor: replicationFactor,
                        configuration: $0.kafkaConfiguration
                    )
                }
            )
            for case (let name, let error?) in results where error.code != .topicAlreadyExists {
                throw TopicProblem(description: "the topic \(name) cannot be made: \(error.reason)")
            }
            logger.info("Topics made", metadata: ["topics": "\(missing.map(\.name).joined(separator: " "))"])
            counts = try await admin.partitionCount(of: topics.map(\.name), timeout: .seconds(10))
        }
        for topic in topics {
            guard let count = counts[topic.name] else {
                throw TopicProblem(description: "the topic \(topic.name) is not there yet")
            }
            guard count == Topic.partitionCount else {
                throw TopicProblem(
                    description: "the topic \(topic.name) has \(count) partitions, not \(Topic.partitionCount); "
                        + "keys would move, so move the data to a topic with the declared number"
                )
            }
        }
        return counts
    }
}
