import EventStore
import Events

/// A case on its way out: Jisr's own form, and what it is called here.
struct ExportedCase: Sendable {
    let caseNumber: String
    let status: CaseStatus
    let form: CaseForm
}

extension ExportedCase {
    /// Reads a case with its person from the log.
    ///
    /// Of a person whose key was destroyed nothing comes out but codes: the case goes without its person.
    init?(_ caseID: EntityID, in transaction: Transaction) throws {
        let entries = try transaction.entries(key: .id(caseID))
        var state = CaseState()
        for entry in entries { try CaseState.fold.apply(entry, to: &state) }
        guard let status = state.life.status,
            let identified = entries.first(where: { $0.type == CaseIdentified.type })
        else { return nil }
        let event = try identified.data(as: CaseIdentified.self)
        let notes = try transaction.readable(IdentificationNotes.self, of: identified)
        var form = CaseForm(
            sourceId: caseID.description,
            institutionId: state.institutionID,
            categories: state.profile?.categories ?? notes?.categories ?? [],
            identifiedBy: event.identifiedBy,
            identifiedByOrgId: event.identifiedByOrgId,
            identifiedAt: event.identifiedAt,
            registeredAt: state.registeredAt,
            programmeId: state.programmeID,
            agreementId: state.agreementID,
            narrative: notes?.narrative
        )
        if let subjectID = state.subjectID {
            do { form.subject = try transaction.subject(subjectID) } catch StoreError.sealed {}
            try form.addRegistration(state, entries, transaction)
        }
        if status == .closed { try form.addClosing(entries, transaction) }
        caseNumber = state.caseNumber
        self.status = status
        self.form = form
    }
}

extension CaseForm {
    fileprivate mutating func addRegistration(
        _ state: CaseState,
        _ entries: [LogEntry],
        _ transaction: Transaction
    ) throws {
        // Each says what was said then; the newest that says something counts.
        for entry in entries where entry.type == CaseProfile.type {
            guard let notes = try transaction.readable(RegistrationNotes.self, of: entry) else { continue }
            caseWorkerId = notes.caseWorkerId ?? caseWorkerId
            narrative = notes.narrative ?? narrative
            if let authority = notes.authority {
                justice = RegisterCase.Justice(status: .notInvolved, authority: authority)
            }
        }
        // Identifiers of consents are this store's own, and so are the recipients' decisions behind them.
        consents = state.consents.records.map { record in
            RecordConsent(
                purpose: record.purpose,
                decision: record.decision,
                basis: record.basis,
                recipientOrgId: record.recipientOrgId,
                at: record.at,
                expiresAt: record.expiresAt
            )
        }
        guard let profile = state.profile else { return }
        concerns = profile.concerns.isEmpty ? nil : profile.concerns
        migration = profile.migration
        justice = profile.justice.map { told in
            RegisterCase.Justice(
                status: told.status,
                authority: justice?.authority,
                orderDate: told.orderDate,
                expectedEnd: told.expectedEnd
            )
        }
        guard let assessed = profile.assessment else { return }
        let entry = try entries.last {
            try $0.type == CaseAssessed.type && $0.data(as: CaseAssessed.self).assessmentId == assessed.assessmentId
        }
        let notes = try entry.flatMap { try transaction.readable(AssessmentNotes.self, of: $0) }
        assessment = Assessment(
            kind: assessed.kind,
            factors: assessed.factors,
            risk: assessed.risk,
            assessorId: notes?.assessorId,
            at: assessed.assessedAt,
            note: notes?.note
        )
    }

    fileprivate mutating func addClosing(_ entries: [LogEntry], _ transaction: Transaction) throws {
        guard let entry = entries.last(where: { $0.type == CaseClosed.type }) else { return }
        let closed = try entry.data(as: CaseClosed.self)
        closing = Closing(
            reason: closed.reason,
            at: closed.closedAt,
            note: try transaction.readable(ClosingNotes.self, of: entry)?.note
        )
    }
}

extension Transaction {
    /// What is sealed beside an entry; `nil` when nothing is, when it is something else, or when its key was destroyed.
    fileprivate func readable<Values: Decodable>(_: Values.Type, of entry: LogEntry) throws -> Values? {
        do {
            return try unseal(Values.self, of: entry)
        } catch StoreError.sealed {
            return nil
        } catch is DecodingError {
            return nil
        }
    }
}
