import Events
import Kafka
import Logging

/// The first things asked of a broker, the same for publishing and for consuming.
struct BrokerSession {
    let kafka: KafkaConfiguration
    let provision: TopicProvision
    let signal: Signal
    let logger: Logger

    /// Gives `body` a client for administration once the broker answers and `topics` are as declared, with the number
    /// of partitions of each; the client is closed in the end.
    func open<T>(_ topics: [Topic], _ body: (KafkaAdmin, [String: Int]) async throws -> T) async throws -> T {
        let admin = try KafkaAdmin(configuration: kafka)
        do {
            try await waitForBroker(admin)
            let counts = try await provision.ensure(topics, with: admin, logger: logger)
            let result = try await body(admin, counts)
            await admin.close()
            return result
        } catch {
            await admin.close()
            throw error
        }
    }

    /// In slices short enough for a shutdown, with one client, whose own attempts to connect go on all the while.
    private func waitForBroker(_ admin: KafkaAdmin) async throws {
        guard let reason = try await refusal(of: admin) else { return }
        logger.info("The broker is not reachable", metadata: [LogKey.reason: "\(reason)"])
        while let reason = try await refusal(of: admin) {
            if signal.isStopped { throw reason }
            await signal.pause(for: .milliseconds(20))
        }
    }

    /// Why the broker does not answer; `nil` when it does.
    private func refusal(of admin: KafkaAdmin) async throws -> KafkaError? {
        do {
            _ = try await admin.partitionCount(of: [], timeout: .seconds(1))
            return nil
        } catch {
            guard error.isRetriable else { throw error }
            return error
        }
    }
}
