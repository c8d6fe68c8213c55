import Crypto
import Decisions
import EventStore
import Events
import ServiceKit

/// What became of a row.
enum ParticipantRowResult: String, CodeList {
    case accepted
    case duplicate
    case rejected
}

struct ParticipantRowOutcome: Codable, Sendable, Hashable {
    /// From 1, the heading not counted.
    var row: Int
    var result: ParticipantRowResult
    var participantId: EntityID?
    var code: String?
    /// The column that is at fault.
    var field: String?
    var message: String?
}

struct ParticipantFileAnswer: Codable, Sendable, Hashable {
    var activityId: EntityID
    var rows: Int
    var accepted: Int
    var duplicates: Int
    var rejected: Int
    /// Headings of which nothing was taken.
    var unknownColumns: [String]
    var dryRun: Bool
    var results: [ParticipantRowOutcome]
}

/// Registers the people of a list, each row for itself: what is refused keeps nobody else out.
struct ParticipantFileRun: Sendable {
    let activityID: EntityID
    let key: String
    let moment: Moment
    let isRehearsal: Bool

    func outcomes(of rows: [ParticipantFile.Row], _ transaction: Transaction) throws -> [ParticipantRowOutcome] {
        let activity = try transaction.activity(activityID)
        _ = try activity.existing()
        var present = try transaction.registeredPersons(of: activityID)
        var outcomes: [ParticipantRowOutcome] = []
        for row in rows {
            switch row {
            case .fault(let number, let rejection): outcomes.append(Self.refused(number, rejection))
            case .read(let row):
                do {
                    outcomes.append(try register(row, in: activity, &present, transaction))
                } catch let rejection as Rejection {
                    outcomes.append(Self.refused(row.number, rejection))
                }
            }
        }
        return outcomes
    }

    /// Decides upon all of a row before any of it is kept.
    private func register(
        _ row: ParticipantRow,
        in activity: ActivityState,
        _ present: inout [RegisteredPerson],
        _ transaction: Transaction
    ) throws -> ParticipantRowOutcome {
        let id = identifier(of: row)
        guard try transaction.version(of: id) == 0 else {
            return ParticipantRowOutcome(row: row.number, result: .duplicate, participantId: id)
        }
        let command = row.registration
        try transaction.requireTrainer(command.trainerId, field: "trainerId")
        let registered = try activity.register(
            command,
            participantID: id,
            at: moment.now,
            present: present,
            knownKind: try transaction.kind(ofOrganisation: command.orgId)
        )
        let identity = try command.identity(field: "")
        var state = ParticipantState()
        state.apply(registered)
        let attendance = try row.days.map { try state.attend(RecordAttendance(days: $0), in: activity) }
        let scored = try row.scores.map { try state.score($0, in: activity) }
        present.append(RegisteredPerson(state: state, identity: identity))
        if !isRehearsal {
            let sealed = try identity.map { try Transaction.Sealed($0, of: id) }
            try transaction.append(registered, to: id, occurredAt: moment.now, sealed: sealed)
            switch attendance {
            case .attended(let event): try transaction.append(event, to: id, occurredAt: moment.now)
            case .absent(let event): try transaction.append(event, to: id, occurredAt: moment.now)
            case nil: break
            }
            if let scored { try transaction.append(scored, to: id, occurredAt: moment.now) }
        }
        return ParticipantRowOutcome(row: row.number, result: .accepted, participantId: isRehearsal ? nil : id)
    }

    /// The same for the same person of the same source, else for the same row sent again under the same key.
    private func identifier(of row: ParticipantRow) -> EntityID {
        var hash = SHA256()
        hash.update(data: Array(activityID.bytes))
        hash.update(data: Array((row.sourceID.map { "source \($0)" } ?? "row \(row.number) of \(key)").utf8))
        let digest = Array(hash.finalize())
        func word(_ offset: Int) -> UInt64 { digest[offset..<offset + 8].reduce(0) { $0 << 8 | UInt64($1) } }
        // The version and variant of a UUID whose bits are an application's own (RFC 9562, version 8).
        return EntityID(
            high: word(0) & ~0xF000 | 0x8000,
            low: word(8) & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        )
    }

    private static func refused(_ row: Int, _ rejection: Rejection) -> ParticipantRowOutcome {
        ParticipantRowOutcome(
            row: row,
            result: rejection.code == "participant.duplicate" ? .duplicate : .rejected,
            code: rejection.code,
            field: rejection.field,
            message: rejection.message
        )
    }
}
