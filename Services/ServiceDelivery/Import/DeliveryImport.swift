import EventStore
import Events
import ServiceKit
import ServiceLifecycle

/// Why a row was refused.
struct RefusedRow: Codable, Sendable {
    /// From 1; a CSV file's header is not counted.
    var row: Int
    var code: String
    var field: String?
    var message: String
}

/// What became of a file.
struct ImportAnswer: Codable, Sendable {
    /// How many refusals are listed; the others are counted.
    static let listedRefusals = 1000

    var rows = 0
    var accepted = 0
    var duplicates = 0
    var refused = 0
    var dryRun = false
    /// The first thousand.
    var refusals: [RefusedRow] = []

    mutating func add(_ row: Int, _ result: ImportResult) {
        rows += 1
        switch result {
        case .accepted: accepted += 1
        case .duplicate: duplicates += 1
        case .refused(let rejection):
            refused += 1
            guard refusals.count < Self.listedRefusals else { return }
            refusals.append(
                RefusedRow(row: row, code: rejection.code, field: rejection.field, message: rejection.message)
            )
        }
    }

    static let example: ImportAnswer = {
        var answer = ImportAnswer()
        answer.add(1, .accepted)
        answer.add(
            2,
            .refused(Rejection("field.required", field: "hours", "this column must have a value in every row"))
        )
        return answer
    }()
}

/// Takes the rows of one file while they arrive, each batch in one transaction.
struct DeliveryImport: Sendable {
    /// Few enough that the commands of others, which wait for the same writer, hardly notice.
    static let rowsInBatch = 128

    let settings: ServiceSettings
    let context: UploadContext

    func run() async throws -> ImportAnswer {
        var reader = DeliveryReader(RowFormat(mediaType: context.mediaType))
        var answer = ImportAnswer()
        answer.dryRun = context.query(boolean: "dryRun") ?? false
        var waiting: [ReadRow] = []
        try await context.body.read { bytes in
            if Task.isShuttingDownGracefully { throw WriterBusy(retryAfter: .seconds(5)) }
            waiting += try reader.feed(bytes)
            while waiting.count >= Self.rowsInBatch {
                try await take(Array(waiting.prefix(Self.rowsInBatch)), &answer)
                waiting.removeFirst(Self.rowsInBatch)
            }
        }
        waiting += try reader.finish()
        var rest = waiting[...]
        while !rest.isEmpty {
            try await take(Array(rest.prefix(Self.rowsInBatch)), &answer)
            rest = rest.dropFirst(Self.rowsInBatch)
        }
        return answer
    }

    private func take(_ rows: [ReadRow], _ answer: inout ImportAnswer) async throws {
        let settings = settings
        let isAttested = context.query(boolean: "consentAttested") ?? false
        let isRehearsal = answer.dryRun
        let results = try await submitPatiently { transaction in
            var batch = try DeliveryBatch(
                settings,
                isConsentAttested: isAttested,
                isRehearsal: isRehearsal,
                transaction
            )
            return try rows.map { row -> ImportResult in
                switch row.row {
                case .success(let delivery): try batch.take(delivery, transaction)
                case .failure(let rejection): .refused(rejection)
                }
            }
        }
        for (row, result) in zip(rows, results) { answer.add(row.number, result) }
    }

    /// The commands of others go first when the writer has too much to do.
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
