import EventStore
import Events
import GRDB

/// Some rows of an import, which are decided upon and committed together.
struct ImportBatch: Sendable {
    let importID: EntityID
    let source: String
    let isRehearsal: Bool
    let rows: [MappedRow]
    /// Their columns at fault, by field.
    let plan: MappingPlan
    /// Of all rows up to the last of these.
    let digest: String
    let unknownColumns: [String]

    /// Decides upon the rows: each is all taken or not at all, and one that is refused harms no other.
    ///
    /// - Throws: `import.in_progress` (409) when other rows were taken meanwhile, and the store's errors.
    func commit(_ commands: IntakeCommands, _ transaction: Transaction) throws {
        guard let first = rows.first, let record = try ImportRecord.find(importID, in: transaction.db),
            record.view.rows + 1 == first.number
        else {
            throw Rejection(
                "import.in_progress",
                "this import is being sent by another request; wait until that ends, then send it again",
                status: 409
            )
        }
        let key = try ImportKey(transaction)
        var outcomes: [RowOutcome] = []
        var taken: [[UInt8]: RowOutcome] = [:]
        var hashes: [String] = []
        for row in rows {
            let hash = row.sourceID.map { key.hash($0, of: source, rehearsal: isRehearsal ? importID : nil) }
            if let sourceID = row.sourceID, let hash,
                let outcome = try duplicate(row.number, sourceID, hash, taken, key, transaction)
            {
                outcomes.append(outcome)
                continue
            }
            let outcome = try decide(row, commands, transaction)
            outcomes.append(outcome)
            if outcome.result == .accepted, let hash {
                taken[hash] = outcome
                hashes.append(HashText.text(hash))
            }
        }
        try transaction.append(
            ImportRowsTaken(
                importId: importID,
                outcomes: outcomes,
                sourceHashes: hashes,
                digest: digest,
                unknownColumns: unknownColumns
            ),
            to: importID
        )
    }

    private struct Rehearsed: Error {}

    private func decide(_ row: MappedRow, _ commands: IntakeCommands, _ transaction: Transaction) throws -> RowOutcome {
        let form: CaseForm
        switch row.form {
        case .success(let read): form = read
        case .failure(let fault): return rejected(row.number, fault)
        }
        var outcome = RowOutcome(row: row.number, result: .accepted)
        do {
            try transaction.savepoint {
                let taken = try commands.take(form, transaction)
                if !taken.remarks.isEmpty { outcome.remarks = taken.remarks }
                // What a rehearsal did is undone with the savepoint.
                if isRehearsal { throw Rehearsed() }
                outcome.caseId = taken.answer.caseId
                outcome.caseNumber = taken.answer.caseNumber
            }
        } catch let rejection as Rejection {
            return rejected(row.number, RowFault(rejection, column: plan.column(of: rejection.field, in: row.columns)))
        } catch is Rehearsed {}
        return outcome
    }

    private func rejected(_ row: Int, _ fault: RowFault) -> RowOutcome {
        RowOutcome(
            row: row,
            result: .rejected,
            code: fault.code,
            field: fault.field,
            column: fault.column,
            message: fault.message
        )
    }

    /// What says that the identifier was taken before; `nil` when it was not.
    private func duplicate(
        _ row: Int,
        _ sourceID: String,
        _ hash: [UInt8],
        _ taken: [[UInt8]: RowOutcome],
        _ key: ImportKey,
        _ transaction: Transaction
    ) throws -> RowOutcome? {
        if let earlier = taken[hash] {
            return try duplicate(row, of: earlier.caseId, firstRow: earlier.row, transaction)
        }
        if let found = try known(hash, transaction) {
            let firstRow = found.importID == importID ? found.row : nil
            return try duplicate(row, of: found.caseID, firstRow: firstRow, transaction)
        }
        if isRehearsal, let found = try known(key.hash(sourceID, of: source), transaction) {
            return try duplicate(row, of: found.caseID, firstRow: nil, transaction)
        }
        // What this instance exported may come home, by its identifier or its number: the case itself is there.
        if let caseID = EntityID(sourceID), try number(of: caseID, transaction) != nil {
            return try duplicate(row, of: caseID, firstRow: nil, transaction)
        }
        var numbered = try transaction.db.prepared("SELECT case_id FROM intake_case WHERE number=?")
        numbered.bind(sourceID)
        if let caseID = try numbered.first({ $0.id(0) }) ?? nil {
            return try duplicate(row, of: caseID, firstRow: nil, transaction)
        }
        return nil
    }

    private func duplicate(
        _ row: Int,
        of caseID: EntityID?,
        firstRow: Int?,
        _ transaction: Transaction
    ) throws -> RowOutcome {
        RowOutcome(
            row: row,
            result: .duplicate,
            caseId: caseID,
            caseNumber: try caseID.flatMap { try number(of: $0, transaction) },
            firstRow: firstRow,
            code: "import.duplicate",
            field: "sourceId",
            column: plan.sourceIDColumn,
            message: "a row with this identifier was taken before; there is a case of it already"
        )
    }

    private func known(
        _ hash: [UInt8],
        _ transaction: Transaction
    ) throws -> (importID: EntityID?, row: Int, caseID: EntityID?)? {
        var row = try transaction.db.prepared("SELECT import_id, row, case_id FROM intake_import_source WHERE hash=?")
        row.bind(hash)
        return try row.first { ($0.id(0), Int($0.integer(1)), $0.id(2)) }
    }

    private func number(of caseID: EntityID, _ transaction: Transaction) throws -> String? {
        var row = try transaction.db.prepared("SELECT number FROM intake_case WHERE case_id=?")
        row.bind(caseID)
        return try row.first { $0.text(0) } ?? nil
    }
}
