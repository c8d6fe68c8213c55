import EventStore
import Events
import GRDB
import Kafka
import ServiceKit

/// Whether the releasing instance knows everything that the topics have: it asks the broker, since others read them.
struct ReadingProgress: Sendable {
    let store: EventStore
    let kafka: KafkaConfiguration
    /// The topics that the others read.
    let topics: [String]
    /// How far this instance has read what they tell.
    let progress: ConsumerProgress
    /// Whether there is anything to release, for which alone the broker is asked.
    let isAsked: @Sendable (Database) throws -> Bool

    private static let timeout = Duration.seconds(10)

    /// Whether all that the topics have at this moment was taken in.
    func isCaughtUp() async throws -> Bool {
        guard progress.isCaughtUp, try await store.read({ try isAsked($0) }) else { return false }
        let admin = try KafkaAdmin(configuration: kafka)
        do {
            let ends = try await ends(admin)
            await admin.close()
            let read = try await store.read { try AtomListener.nextOffsets($0) }
            // An end before what was read has lost records, which are read again first.
            return ends.allSatisfy { place, end in end == read[place.topic]?[place.partition] ?? 0 }
        } catch {
            await admin.close()
            throw error
        }
    }

    private func ends(_ admin: KafkaAdmin) async throws -> [TopicPartition: Int64] {
        let counts = try await admin.partitionCount(of: topics, timeout: Self.timeout)
        var places: [TopicPartition] = []
        for topic in topics {
            guard let count = counts[topic] else { throw Missing() }
            places += (0..<Int32(count)).map { TopicPartition(topic: topic, partition: $0) }
        }
        return try await admin.watermarks(places, timeout: Self.timeout).mapValues(\.high)
    }

    private struct Missing: Error {}
}
