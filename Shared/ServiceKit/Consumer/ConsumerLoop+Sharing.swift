import EventStore
import Events
import Kafka
import Logging
import Synchronization

/// Reading some partitions only, while other instances read the others.
extension ConsumerLoop {
    /// Reads what is this instance's, again and again as that changes, without leaving the group.
    func attempt(sharing share: ConsumerShare, _ progress: AttemptProgress) async throws {
        let session = BrokerSession(kafka: kafka, provision: provision, signal: signal, logger: logger)
        let topics = table.topics
        let (consumer, watch) = try await session.open(topics.compactMap { Topic.named($0) }) { _, _ in
            let consumer = try KafkaConsumer(configuration: kafka, memberOf: share.group)
            let watch = ConnectionWatch(isForgiving: progress.isForgiving) { consumer.brokerErrorCount }
            try await consumer.subscribe(to: topics.filter { !share.whole.contains($0) })
            return (consumer, watch)
        }
        progress.begin()
        defer { share.release(isLost: true) }
        while !signal.isStopped {
            var change = try await fetch(from: consumer, watch).rebalance
            if case .assigned(let assigned) = change {
                try await take(assigned, share, consumer, session)
                setAssigned(true)
                defer { setAssigned(false) }
                change = try await consume(from: consumer, watch, progress)
            }
            if case .revoked(let isLost) = change {
                share.release(isLost: isLost)
                try await consumer.giveUp()
            }
        }
        // Others need not wait until they notice.
        await consumer.close()
    }

    private func setAssigned(_ isAssigned: Bool) {
        assigned.store(isAssigned, ordering: .releasing)
        if !isAssigned { progress.note(isCaughtUp: false) }
    }

    /// Begins each partition where the store ends, which is compared with the topic first.
    private func take(
        _ assignment: [TopicPartition],
        _ share: ConsumerShare,
        _ consumer: KafkaConsumer,
        _ session: BrokerSession
    ) async throws {
        let topics = table.topics
        let taken = try await session.open(topics.compactMap { Topic.named($0) }) { admin, counts in
            var taken = Set(assignment)
            for topic in share.whole {
                for partition in 0..<Int32(counts[topic] ?? 0) {
                    taken.insert(TopicPartition(topic: topic, partition: partition))
                }
            }
            let check = TopicCheck(store: store, writer: writer, admin: admin, logger: logger)
            if try await check.repairOffsets(topics: topics, among: taken) { metrics.rewinds.increment() }
            return taken
        }
        try await share.take(Set(assignment))
        let stored = try await store.nextOffsets(topics: topics)
        var offsets: [TopicPartition: Int64] = [:]
        for place in taken { offsets[place] = stored[place.topic]?[place.partition] ?? KafkaConsumer.beginning }
        try await consumer.take(offsets)
        let before = partitions.withLock { partitions in
            defer { partitions = Array(taken) }
            return partitions
        }
        // What is another's now is no lag of this one.
        for place in before where !taken.contains(place) { metrics.note(lag: 0, of: place) }
        logger.info("Partitions are shared anew", metadata: [LogKey.count: "\(assignment.count)"])
    }
}
