import EventStore
import Events
import GRDB

/// What commands and handlers look up beside a case's own state.
extension Transaction {
    /// The case; refused when it is not in this store.
    func caseState(_ caseID: EntityID) throws -> CaseState {
        let state = try state(CaseState.self, key: .id(caseID))
        try state.requireKnown()
        return state
    }

    /// What is known of a person, as last entered for any of the person's cases; `nil` for one that this instance does
    /// not know, or whose data were erased.
    func subject(_ subjectID: EntityID) throws -> SubjectDetails? {
        let told = try caseIDs(of: subjectID)
            .flatMap { try entries(aggregate: $0) }
            .filter { entry in
                entry.subjectID == subjectID && [CaseRegistered.type, CaseCorrected.type].contains(entry.type)
            }
        return try told.max { $0.sequence < $1.sequence }.flatMap { try unseal(SubjectDetails.self, of: $0) }
    }

    /// What is known of a person who must be known.
    func knownSubject(_ subjectID: EntityID) throws -> SubjectDetails {
        guard let details = try subject(subjectID) else {
            throw Rejection(
                "subject.unknown",
                field: "subjectId",
                "this instance does not know such a person; leave subjectId out and describe the person",
                status: 404
            )
        }
        return details
    }

    /// Who follows the case, as far as it was said.
    func caseWorker(_ caseID: EntityID) throws -> EntityID? {
        for entry in try entries(aggregate: caseID).reversed() where entry.type == CaseProfile.type {
            if let worker = try unseal(RegistrationNotes.self, of: entry)?.caseWorkerId { return worker }
        }
        return nil
    }

    /// The categories given when a case was identified.
    func identifiedCategories(_ caseID: EntityID) throws -> [Category] {
        let entry = try entries(aggregate: caseID).first { $0.type == CaseIdentified.type }
        return try entry.flatMap { try unseal(IdentificationNotes.self, of: $0) }?.categories ?? []
    }

    /// Which cases a person has in this instance.
    func caseIDs(of subjectID: EntityID) throws -> [EntityID] {
        var rows = try db.prepared("SELECT case_id FROM intake_case WHERE subject_id=? ORDER BY case_id")
        rows.bind(subjectID)
        return try rows.all { $0.id(0) }.compactMap { $0 }
    }

    /// The cases of a person in this instance.
    func cases(of subjectID: EntityID) throws -> [CaseState] {
        try otherCases(of: subjectID, than: subjectID)
    }

    /// The other cases of a person in this instance.
    func otherCases(of subjectID: EntityID, than caseID: EntityID) throws -> [CaseState] {
        let statement = try db.cachedStatement(
            sql: "SELECT case_id FROM intake_case WHERE subject_id=? AND case_id<>? ORDER BY case_id"
        )
        return try EntityID.fetchAll(statement, arguments: [subjectID, caseID])
            .map { try state(CaseState.self, key: .id($0)) }
    }

    /// Whether another case of the person has a stay that lasts at `instant`.
    func isHeld(_ subjectID: EntityID, at instant: Timestamp, otherThan caseID: EntityID) throws -> Bool {
        try otherCases(of: subjectID, than: caseID).contains { other in
            other.life.status != .voided && other.admissions.contains { $0.isOpen(at: instant) }
        }
    }
}
