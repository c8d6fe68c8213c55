import EventStore
import Events
import Kafka
import ServiceKit
import TestKit
import Testing

@Suite(.timeLimit(.minutes(2)))
struct RelayTests {
    private let cluster: MockCluster
    private let intake: TestService
    private var topic: TopicContents { TopicContents(configuration: cluster.configuration) }

    init() throws {
        cluster = try .serving()
        intake = try TestService()
    }

    @Test func `publishes everything, in order for each key, and marks where it went`() async throws {
        for number in 1...5 { try await intake.identify(Examples.id(number), times: 4) }
        let relay = intake.startRelay(cluster.bootstrapServers)
        try await intake.published()
        try await intake.identify(Examples.id(1), times: 2)
        try await intake.published()
        try await relay.stop()

        let audit = try await topic.audit()
        #expect(audit.recordCount == 22)
        #expect(audit.duplicateCount == 0)
        #expect(intake.count("jisr_relay_published_total") == 22)
        let records = try await topic.records(of: .caseEvents)
        for position in try await intake.store.publishedPositions() {
            let newest = records.last { $0.partition == position.partition }
            #expect(newest?.offset == position.offset)
            #expect(newest?.headerText("ce_id") == position.id?.description)
        }
    }

    @Test func `goes on where it was after a stop`() async throws {
        try await intake.identify(Examples.id(1), times: 3)
        let first = intake.startRelay(cluster.bootstrapServers)
        try await intake.published()
        try await first.stop()
        try await intake.identify(Examples.id(1), times: 3)
        #expect(try await intake.pendingCount == 3)

        let second = intake.startRelay(cluster.bootstrapServers)
        try await intake.published()
        try await second.stop()
        let audit = try await topic.audit()
        #expect(audit.recordCount == 6)
    }

    @Test func `a shutdown publishes what was committed before it`() async throws {
        let relay = intake.startRelay(cluster.bootstrapServers)
        _ = try await eventually("the relay is connected") { relay.part.isConnected ? true : nil }
        try await intake.identify(Examples.id(1), times: 20)
        try await relay.stop()
        #expect(try await intake.pendingCount == 0)
    }

    @Test func `a cancelled relay ends and leaves nothing out of order`() async throws {
        for number in 1...40 { try await intake.identify(Examples.id(number), times: 3) }
        let relay = intake.startRelay(cluster.bootstrapServers)
        _ = try await eventually("something is published") { try await intake.pendingCount < 120 ? true : nil }
        await relay.cancel()
        let next = intake.startRelay(cluster.bootstrapServers)
        try await intake.published()
        try await next.stop()
        #expect(try await topic.audit().eventIDs.count == 120)
    }

    @Test(arguments: [
        // Not the leader, no answer in time, the connection gone, a sequence the broker did not expect.
        [KafkaError.Code(rawValue: 6), KafkaError.Code(rawValue: 7)],
        [.transport, .transport],
        [.outOfOrderSequence],
        [.transport, .outOfOrderSequence, .outOfOrderSequence],
        [.topicAuthorizationFailed, .topicAuthorizationFailed],
    ])
    func `publishes everything in order after broker errors`(_ errors: [KafkaError.Code]) async throws {
        let relay = intake.startRelay(cluster.bootstrapServers)
        _ = try await eventually("the relay is connected") { relay.part.isConnected ? true : nil }
        cluster.pushErrors(.produce, errors)
        for number in 1...10 { try await intake.identify(Examples.id(number), times: 3) }
        try await intake.published()
        try await relay.stop()
        #expect(try await topic.audit().eventIDs.count == 30)
    }

    @Test(arguments: [KafkaError.Code.topicAuthorizationFailed, .messageTooLarge], 1...3)
    func `nothing overtakes a record that was refused`(_ refusal: KafkaError.Code, times: Int) async throws {
        for number in 1...10 { try await intake.identify(Examples.id(number), times: 5) }
        cluster.pushErrors(.produce, Array(repeating: refusal, count: times))
        let relay = intake.startRelay(cluster.bootstrapServers)
        try await intake.published()
        try await relay.stop()
        #expect(try await topic.audit().eventIDs.count == 50)
    }

    @Test func `is not connected while the broker is away, and is again soon after it is back`() async throws {
        let relay = intake.startRelay(cluster.bootstrapServers)
        _ = try await eventually("the relay is connected") { relay.part.isConnected ? true : nil }
        cluster.setDown()
        try await intake.identify(Examples.id(1), times: 5)
        _ = try await eventually("the relay is not connected") { relay.part.isConnected ? nil : true }
        cluster.setUp()
        try await intake.published()
        #expect(relay.part.isConnected)
        try await relay.stop()
        #expect(try await topic.audit().eventIDs.count == 5)
    }

    @Test func `a shutdown does not wait for a broker that is away`() async throws {
        let relay = intake.startRelay(cluster.bootstrapServers)
        _ = try await eventually("the relay is connected") { relay.part.isConnected ? true : nil }
        cluster.setDown()
        try await intake.identify(Examples.id(1), times: 5)
        let start = ContinuousClock.now
        try await relay.stop()
        #expect(start.duration(to: .now) < .seconds(6))
        #expect(try await intake.pendingCount == 5)
    }

    @Test func `a dead letter that is too large stays in the store and does not hold up the others`() async throws {
        try await intake.writer.submit { [deadLetters = intake.deadLetters] transaction in
            for size in [10, 2_000_000, 20] {
                let letter = RawRecord(key: [1], value: [UInt8](repeating: 65, count: size), headers: [])
                try transaction.enqueue(letter, topic: deadLetters.topic)
            }
        }
        let relay = intake.startRelay(cluster.bootstrapServers)
        try await intake.published()
        try await relay.stop()
        #expect(try await topic.records(of: intake.deadLetters.topic).map { $0.value?.count } == [10, 20])
        #expect(intake.count("jisr_relay_withheld_total") == 1)
        #expect(intake.log.contains("error A dead letter is too large"))
    }

    @Test func `a topic with another number of partitions is refused`() async throws {
        let cluster = try MockCluster()
        try cluster.createTopic(Topic.caseEvents.name, partitions: 3)
        try cluster.createTopic(intake.deadLetters.topic.name, partitions: Topic.partitionCount)
        try await intake.identify(Examples.id(1))
        let relay = intake.startRelay(cluster.bootstrapServers)
        _ = try await eventually("the reason is logged") {
            intake.log.contains("jisr.intake.case-events.v1 has 3 partitions, not 12") ? true : nil
        }
        #expect(!relay.part.isConnected)
        try await relay.stop()
        #expect(try await intake.pendingCount == 1)
    }

    @Test func `waits for a topic that it is not to make, and says which`() async throws {
        let cluster = try MockCluster()
        try await intake.identify(Examples.id(1))
        let relay = intake.startRelay(cluster.bootstrapServers, createsMissing: false)
        _ = try await eventually("the reason is logged") {
            intake.log.contains("topics are missing: jisr.intake.case-events.v1, jisr.intake.dlq.v1") ? true : nil
        }
        #expect(!relay.part.isConnected)
        for topic in [Topic.caseEvents, intake.deadLetters.topic] {
            try cluster.createTopic(topic.name, partitions: Topic.partitionCount)
        }
        try await intake.published()
        #expect(relay.part.isConnected)
        try await relay.stop()
    }

    @Test func `sends nothing twice because the store is busy`() async throws {
        let busy = try TestService(writerLimits: Writer.Limits(queue: 2, group: 1))
        try await busy.identify(Examples.id(1))
        let gate = Gate()
        // One runs and two wait; which is taken first is left to chance, so who finds no room asks again.
        let jobs = (0..<3).map { _ in
            Task {
                while true {
                    do {
                        return try await busy.writer.submit { _ in gate.pass() }
                    } catch is WriterBusy {
                        await Task.yield()
                    }
                }
            }
        }
        _ = try await eventually("the store is busy") { busy.writer.waitingCount == 2 ? true : nil }
        let relay = busy.startRelay(cluster.bootstrapServers)
        _ = try await eventually("the record is on the topic") {
            try await topic.records(of: .caseEvents).isEmpty ? nil : true
        }
        #expect(try await busy.pendingCount == 1)
        gate.open()
        for job in jobs { try await job.value }
        try await busy.published()
        try await relay.stop()
        #expect(try await topic.records(of: .caseEvents).count == 1)
    }

    @Test func `a sensitive event goes to the readers of both topics, contiguous on each`() async throws {
        let cluster = try MockCluster.serving([.serviceEvents, .serviceConfidential])
        let topic = TopicContents(configuration: cluster.configuration)
        let services = try TestService("services", publishes: [.serviceEvents, .serviceConfidential])
        for kind in [ServiceKind.shelter, .literacy, .shelter] {
            try await services.writer.submit { transaction in
                var event = ServiceStarted.example
                event.service = kind
                try transaction.append(event, to: event.caseId)
            }
        }
        let relay = services.startRelay(cluster.bootstrapServers)
        try await services.published()
        try await relay.stop()
        #expect(try await topic.audit(.serviceEvents).recordCount == 3)
        #expect(try await topic.audit(.serviceConfidential).recordCount == 2)
    }
}
