import EventStore
import Events
import GRDB

/// Whether this instance asked for a transfer or was asked for it; between two of its institutions it asked.
enum TransferDirection: String, CodeList {
    case incoming
    case outgoing
}

/// Which transfers a list shows.
struct TransferFilter: Sendable, Hashable {
    var status: TransferStatus?
    var direction: TransferDirection?
    var caseID: EntityID?
}

/// A transfer as both sides see it: codes, and nothing that names the person.
struct TransferView: Codable, Sendable, Hashable {
    var transferId: EntityID
    var direction: TransferDirection
    var status: TransferStatus
    var version: Int
    /// The case at the sender.
    var caseId: EntityID
    /// The case at the receiver, once accepted.
    var newCaseId: EntityID?
    var subjectId: EntityID
    var fromInstitutionId: EntityID
    var toInstitutionId: EntityID
    var reason: TransferReason
    var requestedAt: Timestamp
    var expiresAt: Timestamp?
    var completedAt: Timestamp?
    var rejection: RejectionReason?
    var sex: Sex?
    var ageBand: AgeBand?
    var isChild: Bool?
    var risk: Risk?
}

/// A transfer in a list, and its place there.
struct TransferRow: Sendable, Hashable {
    let place: Int64
    let view: TransferView
}

extension TransferView {
    /// Reads a transfer from the log; refused when this instance knows none.
    init(_ transferID: EntityID, in transaction: Transaction) throws {
        try self.init(try transaction.transfer(transferID), version: try transaction.version(of: transferID))
    }

    private init(_ state: TransferState, version: Int) throws {
        let requested = try state.known()
        self.init(
            transferId: requested.transferId,
            direction: state.isOutgoing ? .outgoing : .incoming,
            status: state.status,
            version: version,
            caseId: requested.caseId,
            newCaseId: state.accepted?.newCaseId,
            subjectId: requested.subjectId,
            fromInstitutionId: requested.fromInstitutionId,
            toInstitutionId: requested.toInstitutionId,
            reason: requested.reason,
            requestedAt: requested.requestedAt,
            expiresAt: requested.expiresAt,
            completedAt: state.completedAt,
            rejection: state.rejection,
            sex: requested.sex,
            ageBand: requested.ageBand,
            isChild: requested.isChild,
            risk: requested.risk
        )
    }

    /// Up to `limit` transfers after the place `last`, in the order in which they became known here.
    static func list(
        _ filter: TransferFilter,
        after last: Int64?,
        limit: Int,
        in transaction: Transaction
    ) throws -> [TransferRow] {
        var conditions = ["seq>?"]
        var arguments: StatementArguments = [last ?? 0]
        if let status = filter.status {
            conditions.append("status=?")
            arguments += [status.rawValue]
        }
        if let direction = filter.direction {
            conditions.append("direction=?")
            arguments += [direction.rawValue]
        }
        if let caseID = filter.caseID {
            conditions.append("(case_id=? OR new_case_id=?)")
            arguments += [caseID, caseID]
        }
        arguments += [limit]
        let statement = try transaction.db.cachedStatement(
            sql: """
                SELECT transfer_id, seq FROM intake_transfer WHERE \(conditions.joined(separator: " AND "))
                ORDER BY seq LIMIT ?
                """
        )
        return try Row.fetchAll(statement, arguments: arguments)
            .map { TransferRow(place: $0[1], view: try TransferView($0[0], in: transaction)) }
    }
}
