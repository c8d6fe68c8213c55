import EventStore
import Events
import TestKit

@testable import Intake

/// Intake over a store of its own: what commands and messages do, without a server and a broker.
final class Desk {
    let temporary: TemporaryStore
    let commands: IntakeCommands
    let messages: IntakeMessages
    var now = Sample.now
    /// The transaction that a batch shares.
    private var shared: Transaction?
    var partitions: [String: Int64] = [:]
    var keySequences: [String: Int64] = [:]
    private var versions: [EntityID: Int] = [:]

    var store: EventStore { temporary.store }

    init(_ config: IntakeConfig = Sample.config, instance: String = "el-marg") throws {
        temporary = try TemporaryStore(
            instance: instance,
            projections: IntakeProjections.all,
            followers: [CaseIndex.follower, PersonIndex.follower]
        )
        commands = IntakeCommands(config)
        messages = IntakeMessages(config)
    }

    /// Lets all that `body` does share one commit, as the writer lets a group of commands.
    func batch(_ body: () throws -> Void) throws {
        try store.writeNow(now: now) { transaction in
            shared = transaction
            defer { shared = nil }
            try body()
        }
    }

    /// Runs `body` in the shared transaction, or in one of its own.
    func write<T>(_ body: (Transaction) throws -> T) throws -> T {
        if let shared { return try body(shared) }
        return try store.writeNow(now: now, body)
    }

    /// Runs a command as the writer does: all of it, or nothing.
    @discardableResult
    func run<T>(_ body: (IntakeCommands, Transaction) throws -> T) throws -> T {
        try write { transaction in
            try transaction.savepoint { try body(commands, transaction) }
        }
    }

    /// The refusal's code and field; `nil` when the command went through.
    func refusal<T>(_ body: (IntakeCommands, Transaction) throws -> T) throws -> Rejection? {
        do {
            try run(body)
            return nil
        } catch let rejection as Rejection {
            return rejection
        }
    }

    /// What a case's own events are called, aggregate by aggregate, in order.
    func events(_ caseID: EntityID) throws -> [EntityID: [String]] {
        let entries = try write { try $0.entries(key: .id(caseID)) }
        return Dictionary(grouping: entries.filter(\.isOwn), by: \.aggregateID)
            .mapValues { $0.sorted { $0.version < $1.version }.map { Self.short($0.type) } }
    }

    /// All events of a case in the order of the log, received ones included.
    func log(_ caseID: EntityID) throws -> [String] {
        try write { try $0.entries(key: .id(caseID)) }.map { Self.short($0.type) }
    }

    /// The last event of a type that a case has.
    func last<E: EventData>(_: E.Type, of caseID: EntityID) throws -> E? {
        try write { transaction in
            try transaction.entries(key: .id(caseID)).last { $0.type == E.type }?.data(as: E.self)
        }
    }

    func state(_ caseID: EntityID) throws -> CaseState {
        try write { try $0.caseState(caseID) }
    }

    func view(_ caseID: EntityID) throws -> CaseView {
        try store.readNow { try CaseView(caseID, in: Transaction(db: $0, store: store, now: now)) }
    }

    func list(_ filter: CaseFilter = CaseFilter(), limit: Int = 100) throws -> [CaseSummary] {
        try rows(filter, limit: limit).map(\.summary)
    }

    func rows(_ filter: CaseFilter = CaseFilter(), after: Int64? = nil, limit: Int = 100) throws -> [CaseRow] {
        try store.readNow { try CaseSummary.list(filter, after: after, limit: limit, in: $0) }
    }

    // MARK: Usual cases

    /// A registered case.
    func registered(
        _ subject: SubjectDetails = Sample.boy(),
        consents: [RecordConsent]? = [Sample.courtOrder],
        categories: [Events.Category] = [.childInConflictWithLaw]
    ) throws -> EntityID {
        let caseID = try run { try $0.identify(Sample.identify(categories, at: "2021-02-01T08:00:00Z"), $1) }.caseId
        try run {
            try $0.register(
                Sample.register(subject, consents: consents, at: "2021-02-01T09:00:00Z"),
                caseID,
                nil,
                $1
            )
        }
        return caseID
    }

    /// A planned case.
    func planned(
        _ subject: SubjectDetails = Sample.boy(),
        consents: [RecordConsent]? = [Sample.courtOrder]
    ) throws
        -> EntityID
    {
        let caseID = try registered(subject, consents: consents)
        try run { _ = try $0.assess(Sample.assess(at: "2021-02-03T08:00:00Z"), caseID, nil, $1) }
        try run {
            _ = try $0.approve(Sample.plan(reviewDue: "2021-04-30", at: "2021-02-04T08:00:00Z"), caseID, nil, $1)
        }
        return caseID
    }

    // MARK: Messages

    /// Lets an event arrive as the consumer loop does.
    @discardableResult
    func receive<E: EventData>(
        _ event: E,
        about aggregateID: EntityID,
        key: EntityID,
        id: EntityID = .v7(),
        on topic: Topic? = nil,
        source: String = "/jisr/services/el-marg",
        keySequence: Int64? = nil,
        version: Int? = nil,
        at occurredAt: Timestamp? = nil
    ) throws -> InboxOutcome {
        let topic = topic ?? E.topic ?? .serviceEvents
        let series = "\(source) \(topic.name) \(key)"
        let sequence = keySequence ?? (keySequences[series] ?? 0) + 1
        keySequences[series] = max(sequence, keySequences[series] ?? 0)
        let aggregateVersion = version ?? (versions[aggregateID] ?? 0) + 1
        versions[aggregateID] = max(aggregateVersion, versions[aggregateID] ?? 0)
        let envelope = Envelope(
            id: id,
            source: source,
            type: E.type,
            aggregateID: aggregateID,
            aggregateVersion: aggregateVersion,
            occurredAt: occurredAt ?? now,
            recordedAt: now,
            partitionKey: .id(key),
            sequence: sequence,
            keySequence: sequence,
            storeEpoch: 1,
            correlationID: .v7(),
            classification: topic.privacy
        )
        let offset = partitions[topic.name] ?? 0
        partitions[topic.name] = offset + 1
        let record = InboundRecord(
            RawRecord(envelope, payload: try EventCoding.encode(event)),
            topic: topic.name,
            offset: offset,
            messages.table,
            { commands.config.services.accept($0) }
        )
        return try write { transaction in
            try transaction.receive(
                [record],
                table: messages.table,
                deadLetters: DeadLetters(service: "intake", instance: "el-marg", version: "0")
            )
        }
    }

    /// A service began for a case.
    @discardableResult
    func serviceStarted(
        _ enrolmentID: EntityID,
        of caseID: EntityID,
        at time: String,
        service: ServiceKind = .literacy
    ) throws -> InboxOutcome {
        try receive(Self.started(enrolmentID, caseID, time, service), about: enrolmentID, key: caseID)
    }

    @discardableResult
    func serviceCompleted(_ enrolmentID: EntityID, of caseID: EntityID, at time: String) throws -> InboxOutcome {
        var event = ServiceCompleted.example
        event.enrolmentId = enrolmentID
        event.caseId = caseID
        event.endedAt = Sample.at(time)
        return try receive(event, about: enrolmentID, key: caseID)
    }

    static func started(
        _ enrolmentID: EntityID,
        _ caseID: EntityID,
        _ time: String,
        _ service: ServiceKind = .literacy
    )
        -> ServiceStarted
    {
        var event = ServiceStarted.example
        event.enrolmentId = enrolmentID
        event.caseId = caseID
        event.service = service
        event.startedAt = Sample.at(time)
        return event
    }

    static func short(_ type: String) -> String {
        String(type.dropFirst("jisr.".count).dropLast(".v1".count))
    }
}
