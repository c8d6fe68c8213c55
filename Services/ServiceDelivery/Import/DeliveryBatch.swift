import Crypto
import EventStore
import Events
import Foundation

/// What became of a row of an import.
enum ImportResult: Sendable {
    case accepted
    /// The same delivery was taken before.
    case duplicate
    case refused(Rejection)
}

/// Some rows of an import, decided upon and committed together: one that is refused harms no other.
///
/// The identifiers of what a row makes follow from the source's references, hidden by the store's own secret: the same
/// row is known again after whatever end an earlier request had, and nothing of the references is kept.
struct DeliveryBatch {
    let settings: ServiceSettings
    /// The sender has seen the consent of everybody in the file.
    let isConsentAttested: Bool
    /// Everything is decided upon and nothing kept.
    let isRehearsal: Bool
    private let key: SymmetricKey
    private var providers: [EntityID: ProviderState] = [:]
    /// Rows of one person mostly stand together.
    private var desk: CaseDesk?

    private struct Rehearsed: Error {}

    init(
        _ settings: ServiceSettings,
        isConsentAttested: Bool,
        isRehearsal: Bool,
        _ transaction: Transaction
    ) throws {
        self.settings = settings
        self.isConsentAttested = isConsentAttested
        self.isRehearsal = isRehearsal
        key = SymmetricKey(data: try transaction.secret("import"))
    }

    mutating func take(_ row: DeliveryRow, _ transaction: Transaction) throws -> ImportResult {
        let session = id("session", row.deliveryRef)
        let enrolment = id("enrolment", row.enrolmentRef ?? "\(row.caseID)/\(row.service)/\(row.providerInstitutionID)")
        var desk = try openDesk(row, transaction)
        if desk.state.enrolments.values.contains(where: { $0.sessions[session] != nil }) { return .duplicate }
        do {
            try transaction.savepoint {
                try record(row, enrolment, session, &desk, transaction)
                if isRehearsal { throw Rehearsed() }
            }
            self.desk = desk
            return .accepted
        } catch let rejection as Rejection {
            self.desk = nil
            return .refused(rejection)
        } catch is Rehearsed {
            self.desk = nil
            return .accepted
        }
    }

    private func openDesk(_ row: DeliveryRow, _ transaction: Transaction) throws -> CaseDesk {
        if let desk, desk.caseID == row.caseID { return desk }
        return try CaseDesk(transaction, case: row.caseID, naming: row.subjectID, zone: settings.zone)
    }

    private mutating func record(
        _ row: DeliveryRow,
        _ enrolmentID: EntityID,
        _ sessionID: EntityID,
        _ desk: inout CaseDesk,
        _ transaction: Transaction
    ) throws {
        if desk.state.enrolments[enrolmentID] == nil {
            try enrol(row, enrolmentID, &desk, transaction)
        } else if let known = desk.state.enrolments[enrolmentID] {
            guard known.service == row.service, known.providerInstitutionID == row.providerInstitutionID else {
                throw Rejection(
                    "enrolment.mismatch",
                    field: DeliveryRow.Column.enrolmentRef.rawValue,
                    "another row of this enrolment names another service or provider; correct one of them"
                )
            }
        }
        let entry = SessionEntry(
            sessionID: sessionID,
            date: row.date,
            hours: row.hours,
            isAttended: row.isAttended
        )
        try desk.record(try desk.state.record([entry], of: enrolmentID, in: desk.caseID, desk.time))
        guard let end = row.end, desk.state.enrolments[enrolmentID]?.end == nil else { return }
        let command = EndEnrolment(
            enrolmentID: enrolmentID,
            kind: end.outcome.endKind,
            outcome: end.outcome,
            endedAt: Self.noon(end.on)
        )
        do {
            try desk.record(try desk.state.end(command, in: desk.caseID, desk.time))
        } catch var rejection as Rejection {
            if rejection.field == "endedAt" { rejection.field = DeliveryRow.Column.endedOn.rawValue }
            throw rejection
        }
    }

    private mutating func enrol(
        _ row: DeliveryRow,
        _ enrolmentID: EntityID,
        _ desk: inout CaseDesk,
        _ transaction: Transaction
    ) throws {
        let command = Enrol(
            enrolmentID: enrolmentID,
            caseID: row.caseID,
            subjectID: row.subjectID,
            service: row.service,
            providerInstitutionID: row.providerInstitutionID,
            programmeID: row.programmeID,
            agreementID: row.agreementID,
            commitmentID: row.commitmentID,
            startedAt: Self.noon(row.startedOn),
            isConsentAttested: isConsentAttested,
            // It took place, whatever places there were.
            isCapacityOverridden: true
        )
        let surroundings = EnrolmentSurroundings(
            provider: try provider(row.providerInstitutionID, transaction),
            agreement: try row.agreementID.map { try transaction.state(AgreementState.self, key: .id($0)) },
            commitment: try row.commitmentID.map { try transaction.state(CommitmentState.self, key: .id($0)) },
            enrolledCount: 0
        )
        do {
            try desk.record([try desk.state.enrol(command, surroundings, desk.time)])
        } catch var rejection as Rejection {
            if rejection.field == "startedAt" { rejection.field = DeliveryRow.Column.startedOn.rawValue }
            throw rejection
        }
    }

    private mutating func provider(_ id: EntityID, _ transaction: Transaction) throws -> ProviderState {
        if let known = providers[id] { return known }
        let state = try transaction.state(ProviderState.self, key: .id(id))
        providers[id] = state
        return state
    }

    /// An identifier that is always the same for the same reference, and tells nothing about it (UUID version 8).
    private func id(_ kind: String, _ reference: String) -> EntityID {
        let sum = HMAC<SHA256>.authenticationCode(for: Data("\(kind)\u{0}\(reference)".utf8), using: key)
        var bytes = Array(sum.prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        // Sixteen bytes are always an identifier.
        return EntityID(bytes: bytes) ?? EntityID(high: 0, low: 0)
    }

    /// Days without an hour: noon lies within the day in every zone where people live by it.
    private static func noon(_ day: CalendarDate) -> Timestamp {
        BusinessTime.instant(of: day).adding(.seconds(12 * 3600))
    }
}

extension Outcome {
    /// How an enrolment ends that ends so.
    fileprivate var endKind: Enrolment.End.Kind {
        switch self {
        case .completed, .certified, .partial: .completed
        case .dropped, .refused: .dropped
        case .released, .transferred, .unavailable: .interrupted
        }
    }
}
