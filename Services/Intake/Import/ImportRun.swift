import EventStore
import Events
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Takes the rows of one import while they arrive.
///
/// Rows are decided upon in batches, each in one transaction with its results, so that what is committed is known to the
/// row: the same request sent again, after whatever end the first one had, passes over what was taken and goes on. So
/// nothing of a row is kept before it is decided upon, in no file and no table, and what was refused is not kept at all.
struct ImportRun: Sendable {
    /// Few enough that commands of case workers, which wait for the same writer, hardly notice.
    static let rowsInBatch = 64

    let commands: IntakeCommands
    let context: UploadContext

    /// Runs to the end of the body.
    func run() async throws -> ImportView {
        guard let importID = EntityID(context.idempotencyKey) else {
            throw Rejection(
                "idempotency.key_malformed",
                field: "Idempotency-Key",
                "the Idempotency-Key of an import is a UUID, and becomes the import's identifier",
                status: 400
            )
        }
        var start = ImportStarted(
            importId: importID,
            source: "",
            mapping: context.query("mapping") ?? "",
            institutionId: context.query(id: "institutionId"),
            format: RowFormat(mediaType: context.mediaType),
            sourceIdColumn: "",
            dryRun: context.query(boolean: "dryRun") ?? false
        )
        let (plan, record) = try await prepare(start)
        if let record {
            try check(record, against: start)
            if record.view.status == .ended { return record.view }
        }
        start.source = plan.source
        start.sourceIdColumn = plan.sourceIDColumn
        try await takeRows(start, plan, from: record)
        return try await end(importID)
    }

    private func prepare(_ start: ImportStarted) async throws -> (MappingPlan, ImportRecord?) {
        let (store, calendar) = (context.store, commands.config.calendar)
        return try await store.read { db in
            let transaction = Transaction(db: db, store: store)
            var mapping = try ImportMappings.resolved(start.mapping, in: transaction)
            if let institution = start.institutionId {
                mapping.constants = (mapping.constants ?? [:]).merging(["institutionId": institution.description]) {
                    _,
                    given in given
                }
            }
            return (try MappingPlan(mapping, calendar), try ImportRecord.find(start.importId, in: db))
        }
    }

    private func check(_ record: ImportRecord, against start: ImportStarted) throws {
        let view = record.view
        guard view.mapping == start.mapping, view.institutionId == start.institutionId, view.format == start.format,
            view.dryRun == start.dryRun, record.actor == context.actor.name
        else {
            throw Rejection(
                "idempotency.key_reused",
                field: "Idempotency-Key",
                "this key belongs to an import with other settings; use a new UUID for a new import"
            )
        }
    }

    // MARK: Rows

    private func takeRows(_ start: ImportStarted, _ plan: MappingPlan, from record: ImportRecord?) async throws {
        var reader = RowReader(start.format, plan)
        var queue = RowQueue(plan, passingOver: record?.view.rows ?? 0, digest: record?.digest ?? "")
        var isStarted = record != nil
        let busy = BusyFlag()
        try await withThrowingTaskGroup(of: Void.self) { group in
            func submit(_ batch: [MappedRow], _ reader: RowReader) async throws {
                // One batch at a time, in their order; the next one is read and understood meanwhile.
                try await group.next()
                let batch = ImportBatch(
                    importID: start.importId,
                    source: start.source,
                    isRehearsal: start.dryRun,
                    rows: batch,
                    plan: plan,
                    digest: queue.digest,
                    unknownColumns: reader.unknownColumns.sorted()
                )
                let commit = committing(batch, busy)
                group.addTask { try await commit() }
            }
            try await context.body.read { bytes in
                if Task.isShuttingDownGracefully { throw WriterBusy(retryAfter: .seconds(5)) }
                for row in try reader.feed(bytes) {
                    try queue.add(row)
                    guard queue.count >= Self.rowsInBatch else { continue }
                    if !isStarted { try await begin(start) }
                    isStarted = true
                    try await submit(queue.take(), reader)
                }
                // A sender who is slow does not wait for a batch to be full.
                if queue.count > 0, !busy.isRaised {
                    if !isStarted { try await begin(start) }
                    isStarted = true
                    try await submit(queue.take(), reader)
                }
            }
            for row in try reader.finish() { try queue.add(row) }
            try queue.requireAllPassedOver()
            if !isStarted { try await begin(start) }
            if queue.count > 0 { try await submit(queue.take(), reader) }
            try await group.waitForAll()
        }
    }

    private func committing(_ batch: ImportBatch, _ busy: BusyFlag) -> @Sendable () async throws -> Void {
        busy.raise()
        return { [self] in
            try await submitPatiently { try batch.commit(commands, $0) }
            busy.lower()
        }
    }

    private func begin(_ start: ImportStarted) async throws {
        try await submitPatiently { transaction in
            guard try ImportRecord.find(start.importId, in: transaction.db) == nil else { return }
            try transaction.append(start, to: start.importId)
        }
    }

    private func end(_ importID: EntityID) async throws -> ImportView {
        try await submitPatiently { transaction in
            guard let record = try ImportRecord.find(importID, in: transaction.db) else { throw ImportRecord.unknown }
            guard record.view.status == .receiving else { return record.view }
            try transaction.append(ImportEnded(importId: importID, rows: record.view.rows), to: importID)
            return try ImportRecord.find(importID, in: transaction.db)?.view ?? record.view
        }
    }

    /// Commands of case workers go first when the writer has too much to do.
    private func submitPatiently<T: Sendable>(
        _ job: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        for attempt in 0... {
            do {
                return try await context.submit(job)
            } catch let busy as WriterBusy where attempt < 30 {
                try await Task.sleep(for: busy.retryAfter)
            }
        }
        throw WriterBusy(retryAfter: .seconds(5))
    }
}

/// Whether a batch is under way.
private final class BusyFlag: Sendable {
    private let flag = Atomic(false)

    var isRaised: Bool { flag.load(ordering: .relaxed) }

    func raise() { flag.store(true, ordering: .relaxed) }

    func lower() { flag.store(false, ordering: .relaxed) }
}

/// Rows that were read and wait for their batch.
struct RowQueue {
    private let plan: MappingPlan
    private let passedOver: Int
    private let knownDigest: String
    private var seen = 0
    private var sum = RowDigest()
    private var rows: [MappedRow] = []

    init(_ plan: MappingPlan, passingOver count: Int, digest: String) {
        self.plan = plan
        passedOver = count
        knownDigest = digest
    }

    var count: Int { rows.count }

    /// Adds a row; one that was taken before is only compared.
    mutating func add(_ row: SourceRow) throws {
        seen = row.number
        sum.add(row)
        guard row.number > passedOver else {
            if row.number == passedOver, sum.text != knownDigest { throw Self.changed }
            return
        }
        rows.append(plan.mapped(row))
    }

    /// The waiting rows.
    mutating func take() -> [MappedRow] {
        defer { rows.removeAll(keepingCapacity: true) }
        return rows
    }

    /// The sum of all rows up to the last one that was added.
    var digest: String { sum.text }

    /// A file that ends before the rows that were taken of it is another file.
    func requireAllPassedOver() throws {
        guard seen >= passedOver else { throw Self.changed }
    }

    private static let changed = Rejection(
        "import.file_changed",
        "these are not the rows that were sent before under this Idempotency-Key; send the same file, or use a new key"
    )
}
