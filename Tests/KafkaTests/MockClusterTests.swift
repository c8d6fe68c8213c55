import Kafka
import Testing

/// What a broker may answer, given by librdkafka's own mock cluster.
@Suite(.timeLimit(.minutes(1))) struct MockClusterTests {
    private static let topic = "mocked"

    /// For tests of order: the mock cluster does not check sequences, so it would not refuse, as a broker does, what
    /// overtakes a lost request.
    private static let oneAtATime = ["retry.backoff.ms": "10", "max.in.flight.requests.per.connection": "1"]

    private func makeCluster(brokers: Int = 1, partitions: Int = 1) throws -> MockCluster {
        let cluster = try MockCluster(brokers: brokers)
        try cluster.createTopic(Self.topic, partitions: partitions, replicationFactor: brokers)
        return cluster
    }

    private func configuration(_ cluster: MockCluster, _ properties: [String: String] = [:]) -> KafkaConfiguration {
        KafkaConfiguration(bootstrapServers: cluster.bootstrapServers, clientID: "test", properties: properties)
    }

    private func record(_ number: Int) -> ProducerRecord {
        ProducerRecord(topic: Self.topic, partition: 0, key: Array("key".utf8), value: Array("\(number)".utf8))
    }

    private func values(_ cluster: MockCluster, count: Int) async throws -> [String] {
        let consumer = try KafkaConsumer(configuration: configuration(cluster), groupID: "test")
        try await consumer.assign([TopicPartition(topic: Self.topic, partition: 0): 0])
        let records = try await consumer.take(count)
        await consumer.close()
        return records.map { String(decoding: $0.value ?? [], as: UTF8.self) }
    }

    @Test(arguments: [
        [KafkaError.Code.transport, .transport],
        [KafkaError.Code(rawValue: 6), KafkaError.Code(rawValue: 6)],  // NOT_LEADER_FOR_PARTITION
        [KafkaError.Code(rawValue: 7), .transport],  // REQUEST_TIMED_OUT
        [KafkaError.Code(rawValue: 19)],  // NOT_ENOUGH_REPLICAS
    ])
    func `delivers once and in order through passing errors`(errors: [KafkaError.Code]) async throws {
        let cluster = try makeCluster()
        let producer = try KafkaProducer(configuration: configuration(cluster, Self.oneAtATime))
        try await producer.warmUp(topics: [Self.topic], timeout: testDeadline)
        #expect(try await producer.send([record(0)]).allSatisfy { $0.isPersisted })
        cluster.pushErrors(.produce, errors)
        let reports = try await producer.send((1..<100).map(record))
        #expect(reports.allSatisfy { $0.isPersisted })
        #expect(producer.fatalError == nil)
        await producer.close(timeout: testDeadline)
        #expect(try await values(cluster, count: 100) == (0..<100).map { "\($0)" })
    }

    @Test func `follows a partition to its new leader`() async throws {
        let cluster = try makeCluster(brokers: 2)
        let place = TopicPartition(topic: Self.topic, partition: 0)
        try cluster.setLeader(of: place, to: 1)
        let producer = try KafkaProducer(configuration: configuration(cluster))
        #expect(try await producer.send([record(0)]).allSatisfy { $0.isPersisted })
        try cluster.setLeader(of: place, to: 2)
        #expect(try await producer.send([record(1)]).allSatisfy { $0.isPersisted })
        await producer.close(timeout: testDeadline)
    }

    @Test func `is beyond repair after a sequence out of order, and says what may be there`() async throws {
        let cluster = try makeCluster()
        let producer = try KafkaProducer(configuration: configuration(cluster))
        try await producer.warmUp(topics: [Self.topic], timeout: testDeadline)
        #expect(try await producer.send([record(0)]).allSatisfy { $0.isPersisted })
        // The first request is lost with the connection, so the record may be there; its repetition is refused.
        cluster.pushErrors(.produce, [.transport, .outOfOrderSequence])
        let reports = try await producer.send([record(1)])
        #expect(reports.first?.isPersisted == false)
        #expect(reports.first?.outcome.isPossiblyPersisted == true)
        let fatalError = try #require(producer.fatalError)
        #expect(fatalError.isFatal && !fatalError.isRetriable)
        await #expect(throws: KafkaError.self) { try await producer.send([record(2)]) }
        await producer.close(timeout: testDeadline)
        #expect(producer.fatalError == fatalError)
    }

    @Test func `gives retriable reports from the record on for which the queue is full`() async throws {
        // Nobody listens there, so nothing leaves the queue.
        let nowhere = KafkaConfiguration(
            bootstrapServers: "127.0.0.1:1",
            clientID: "test",
            properties: ["queue.buffering.max.messages": "10"]
        )
        let producer = try KafkaProducer(configuration: nowhere)
        async let sent = producer.send((0..<30).map(record))
        try await waitUntil { producer.recordsUnderWay >= 10 }
        await producer.close(timeout: .milliseconds(100))
        let reports = try await sent
        #expect(reports.allSatisfy { $0.error?.isRetriable == true && !$0.outcome.isPossiblyPersisted })
        let codes = reports.map { $0.error?.code }
        #expect(codes == Array(repeating: .purgedInQueue, count: 10) + Array(repeating: .queueFull, count: 20))
    }

    @Test func `fails a record in time when a limit is set`() async throws {
        let cluster = try makeCluster()
        let producer = try KafkaProducer(configuration: configuration(cluster, ["message.timeout.ms": "300"]))
        try await producer.warmUp(topics: [Self.topic], timeout: testDeadline)
        cluster.setDown()
        let reports = try await producer.send([record(0)])
        #expect(reports.first?.error?.code == .messageTimedOut)
        #expect(reports.first?.error?.isRetriable == true)
        #expect(producer.brokerErrorCount > 0)
        cluster.setUp()
        await producer.close(timeout: .zero)
    }

    @Test func `keeps records while the brokers are away and delivers them afterwards`() async throws {
        let cluster = try makeCluster()
        let producer = try KafkaProducer(configuration: configuration(cluster, Self.oneAtATime))
        #expect(try await producer.send([record(0)]).allSatisfy { $0.isPersisted })
        cluster.setDown()
        async let sent = producer.send((1..<50).map(record))
        try await waitUntil { producer.brokerErrorCount > 0 }
        #expect(producer.recordsUnderWay >= 49)
        cluster.setUp()
        #expect(try await sent.allSatisfy { $0.isPersisted })
        await producer.close(timeout: testDeadline)
        #expect(try await values(cluster, count: 50) == (0..<50).map { "\($0)" })
    }

    @Test func `reports what is in flight when it is closed as possibly persisted`() async throws {
        let cluster = try makeCluster()
        let producer = try KafkaProducer(configuration: configuration(cluster, ["linger.ms": "0"]))
        try await producer.warmUp(topics: [Self.topic], timeout: testDeadline)
        #expect(try await producer.send([record(0)]).allSatisfy { $0.isPersisted })
        try cluster.setRoundTripTime(.seconds(20))
        async let sent = producer.send([record(1)])
        try await waitUntil { producer.recordsUnderWay > 0 }
        // By then it is on its way: nothing lingers, and the broker takes 20 s to answer.
        await producer.close(timeout: .milliseconds(500))
        let reports = try await sent
        #expect(reports.map { $0.error?.code } == [.purgedInFlight])
        #expect(reports.first?.outcome.isPossiblyPersisted == true)
        try cluster.setRoundTripTime(.zero)
    }

    @Test func `reads on through broken fetches`() async throws {
        let cluster = try makeCluster()
        let producer = try KafkaProducer(configuration: configuration(cluster))
        #expect(try await producer.send((0..<50).map(record)).allSatisfy { $0.isPersisted })
        await producer.close(timeout: testDeadline)
        cluster.pushErrors(.fetch, [.transport, KafkaError.Code(rawValue: 6), .transport])
        #expect(try await values(cluster, count: 50) == (0..<50).map { "\($0)" })
    }

    @Test func `warms up a topic that takes its time`() async throws {
        let cluster = try makeCluster()
        cluster.setTopicError(Self.topic, KafkaError.Code(rawValue: 5))  // LEADER_NOT_AVAILABLE
        let producer = try KafkaProducer(configuration: configuration(cluster))
        async let warm: Void = producer.warmUp(topics: [Self.topic], timeout: testDeadline)
        cluster.setTopicError(Self.topic, nil)
        try await warm
        await producer.close(timeout: testDeadline)
    }
}
