import EventStore
import Events
import Kafka
import ServiceKit
import TestKit
import Testing

/// A broker that lost what it acknowledged is another cluster here, with as much of the records as the test leaves it.
@Suite(.timeLimit(.minutes(2)))
struct RelayRepairTests {
    private let before: MockCluster
    private let after: MockCluster
    private let intake: TestService
    private var topic: TopicContents { TopicContents(configuration: after.configuration) }

    init() throws {
        before = try .serving([.caseEvents, .figures])
        after = try .serving([.caseEvents, .figures])
        intake = try TestService(publishes: [.caseEvents, .figures])
    }

    /// Publishes 60 events of 20 cases, stops, and gives what the topic then has.
    private func publish() async throws -> [ConsumedRecord] {
        let relay = intake.startRelay(before.bootstrapServers)
        for number in 1...20 { try await intake.identify(Examples.id(number), times: 3) }
        try await intake.published()
        try await relay.stop()
        return try await TopicContents(configuration: before.configuration).records(of: .caseEvents)
    }

    /// Lets a relay find the other cluster and gives how many records it published again.
    private func repair() async throws -> Int {
        let relay = intake.startRelay(after.bootstrapServers)
        _ = try await eventually("the relay is connected") { relay.part.isConnected ? true : nil }
        try await intake.published()
        try await relay.stop()
        return intake.count("jisr_relay_republished_total")
    }

    @Test func `publishes nothing again to a broker that has everything`() async throws {
        try await topic.produce(publish().map { ProducerRecord($0) })
        #expect(try await repair() == 0)
        #expect(try await topic.audit().recordCount == 60)
    }

    @Test func `publishes everything again to an empty broker`() async throws {
        _ = try await publish()
        #expect(try await repair() == 60)
        #expect(try await topic.audit().recordCount == 60)
    }

    @Test func `publishes a lost tail again, in order`() async throws {
        let kept = try await publish().filter { $0.offset < 2 }
        try await topic.produce(kept.map { ProducerRecord($0) })
        #expect(try await repair() == 60 - kept.count)
        let audit = try await topic.audit()
        #expect(audit.recordCount == 60)
        #expect(audit.duplicateCount == 0)
    }

    @Test func `finds a lost tail although another instance has written in its place`() async throws {
        let all = try await publish()
        let kept = all.filter { $0.offset < 2 }
        var other = ExamplePartition()
        var records = kept.map { ProducerRecord($0) }
        for record in all where record.offset >= 2 {
            let raw = try other.append(
                Examples.caseIdentified(Examples.id(Int(record.offset))),
                source: "/jisr/intake/\(record.partition)"
            )
            records.append(ProducerRecord(raw, partition: record.partition))
        }
        try await topic.produce(records)
        #expect(try await repair() == 60 - kept.count)
        let audit = try await topic.audit()
        #expect(audit.duplicateCount == 0)
        #expect(audit.eventIDs.count == 60 + 60 - kept.count)
    }

    @Test func `publishes the newest of each key of a compacted topic again`() async throws {
        let relay = intake.startRelay(before.bootstrapServers)
        for number in 1...10 {
            for _ in 0..<3 {
                _ = try await intake.writer.submit {
                    try $0.append(
                        Examples.caseIdentified(Examples.id(number)),
                        to: Examples.id(number),
                        topics: [.figures]
                    )
                }
            }
        }
        try await intake.published()
        try await relay.stop()
        #expect(try await repair() == 10)
        let records = try await topic.records(of: .figures)
        #expect(records.map { $0.headerText("ce_keyseq") } == Array(repeating: "3", count: 10))
        #expect(Set(records.map(\.key)).count == 10)
    }

    @Test func `does nothing about records that retention has removed`() async throws {
        var records = try await publish().map { ProducerRecord($0) }
        // The mock cluster keeps about 5 MB of a partition: what is in front of that is gone.
        let filler = [UInt8](repeating: 0, count: 900_000)
        for partition in 0..<Int32(Topic.partitionCount) {
            records += (0..<8).map { _ in
                ProducerRecord(topic: Topic.caseEvents.name, partition: partition, key: nil, value: filler)
            }
        }
        let producer = try KafkaProducer(
            configuration: KafkaConfiguration(
                bootstrapServers: after.bootstrapServers,
                clientID: "test",
                properties: ["compression.codec": "none"]
            )
        )
        #expect(try await producer.send(records).allSatisfy(\.isPersisted))
        await producer.close(timeout: .seconds(10))
        #expect(try await repair() == 0)
    }
}
