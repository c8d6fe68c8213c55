import EventStore
import Events
import HTTPTypes
import ServiceKit

/// Enrolments: who receives which service where.
enum EnrolmentRoutes {
    static func all(_ settings: ServiceSettings) -> [Route] {
        [enrol(settings), sessions(settings)] + EnrolmentEndRoutes.all(settings) + EnrolmentRepairRoutes.all(settings)
            + CertificateRoutes.all(settings) + MilestoneRoutes.all(settings) + [
                EnrolmentQueries.get, EnrolmentQueries.list,
            ]
    }

    /// Codes that every command on an enrolment may give.
    static let commonErrors: [RouteError] = [
        RouteError("enrolment.unknown", status: 404), RouteError("state.invalid_transition", status: 409),
        RouteError("version.conflict", status: 409), "date.in_future", "subject.erased",
    ]

    private static func enrol(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/enrolments",
            summary: "Enrol a person in a service; 202 while the case is not known here and consentAttested is true",
            permission: "enrolments.write",
            dataClass: .sensitive,
            statuses: [201, 202],
            errors: [
                "case.unknown", "case.not_open", "service.not_offered", "capacity.exceeded",
                "consent.share_missing", "agreement.not_in_force", "commitment.withdrawn",
                "commitment.other_agreement", "referral.other_service", "referral.not_accepted", "subject.mismatch",
                "subject.erased", "date.in_future",
            ],
            example: EnrolRequest.example,
            response: EnrolmentAnswer.example
        ) { transaction, _, input in
            let startedAt = input.startedAt ?? input.occurredAt ?? transaction.now
            let command = Enrol(
                enrolmentID: .v7(at: transaction.now),
                caseID: input.caseId,
                subjectID: input.subjectId,
                service: input.service,
                providerInstitutionID: input.providerInstitutionId,
                programmeID: input.programmeId,
                agreementID: input.agreementId,
                commitmentID: input.commitmentId,
                referralID: input.referralId,
                startedAt: startedAt,
                isUrgent: input.urgent ?? false,
                isConsentAttested: input.consentAttested ?? false,
                isCapacityOverridden: try input.overrideReason() != nil
            )
            var desk = try CaseDesk(
                transaction,
                case: input.caseId,
                naming: input.subjectId,
                zone: settings.zone
            )
            let draft = try desk.state.enrol(command, try surroundings(of: command, transaction), desk.time)
            let notes = try input.sealedNotes(case: input.caseId)
            try desk.record([draft]) { _ in notes }
            let answer = try EnrolmentAnswer(command.enrolmentID, desk)
            return CommandResult(
                answer,
                version: answer.version,
                location: "/v1/enrolments/\(command.enrolmentID)",
                status: answer.provisional == true ? 202 : 201
            )
        }
    }

    private static func surroundings(of command: Enrol, _ transaction: Transaction) throws -> EnrolmentSurroundings {
        EnrolmentSurroundings(
            provider: try transaction.state(ProviderState.self, key: .id(command.providerInstitutionID)),
            agreement: try command.agreementID.map { try transaction.state(AgreementState.self, key: .id($0)) },
            commitment: try command.commitmentID.map { try transaction.state(CommitmentState.self, key: .id($0)) },
            enrolledCount: try transaction.enrolledCount(
                command.service,
                at: command.providerInstitutionID,
                on: command.startedAt
            )
        )
    }

    private static func sessions(_ settings: ServiceSettings) -> Route {
        Route.command(
            .post,
            "/v1/enrolments/{enrolmentId}/sessions",
            summary: "Record one session, or many in `sessions`; those attended count as delivered",
            permission: "enrolments.write",
            dataClass: .sensitive,
            errors: commonErrors + [
                "session.outside_period", "quantity.invalid", RouteError("session.duplicate", status: 409),
            ],
            example: SessionsRequest.example,
            response: EnrolmentAnswer.example
        ) { transaction, context, input in
            let (id, desk) = try open(transaction, context, settings)
            let entries = try input.entries(now: transaction.now)
            let notes = try input.sealedNotes(for: entries, case: desk.caseID)
            return try answer(id, desk, sessionIDs: entries.map(\.sessionID)) { desk in
                let drafts = try desk.state.record(entries, of: id, in: desk.caseID, desk.time)
                try desk.record(drafts) { draft in
                    switch draft.event {
                    case let delivered as ServiceDelivered: notes[delivered.sessionId]
                    case let missed as SessionMissed: notes[missed.sessionId]
                    default: nil
                    }
                }
            }
        }
    }

    /// The enrolment a command is about and the case it belongs to.
    static func open(
        _ transaction: Transaction,
        _ context: CommandContext,
        _ settings: ServiceSettings
    ) throws
        -> (EntityID, CaseDesk)
    {
        let id = try context.id("enrolmentId")
        let caseID = try transaction.caseID(of: id, in: .enrolments, "enrolment")
        try transaction.expect(version: context.expectedVersion, of: id)
        return (id, try CaseDesk(transaction, case: caseID, zone: settings.zone))
    }

    /// Does the work and answers with how the enrolment then stands.
    static func answer(
        _ id: EntityID,
        _ desk: CaseDesk,
        sessionIDs: [EntityID]? = nil,
        _ work: (inout CaseDesk) throws -> Void
    ) throws -> CommandResult<EnrolmentAnswer> {
        var desk = desk
        try work(&desk)
        var answer = try EnrolmentAnswer(id, desk)
        answer.sessionIds = sessionIDs
        return CommandResult(answer, version: answer.version)
    }
}

extension EnrolmentAnswer {
    init(_ id: EntityID, _ desk: CaseDesk) throws {
        let enrolment = try desk.state.enrolment(id)
        self.init(
            enrolmentId: id,
            caseId: desk.caseID,
            status: enrolment.status,
            version: try desk.version(of: id),
            provisional: enrolment.isProvisional ? true : nil,
            deliveredSessions: enrolment.deliveredSessions,
            certificateNumber: enrolment.certificateNumber
        )
    }
}

extension EnrolRequest {
    fileprivate func overrideReason() throws -> String? {
        try capacityOverrideReason.map { try SealedNote.checked($0, field: "capacityOverrideReason") }
    }

    fileprivate func sealedNotes(case caseID: EntityID) throws -> Transaction.Sealed? {
        guard capacityOverrideReason != nil || clinicalNote != nil else { return nil }
        let notes = SealedEnrolment(
            capacityOverrideReason: capacityOverrideReason,
            clinicalNote: try clinicalNote.map { try SealedNote.checked($0, field: "clinicalNote") }
        )
        return try Transaction.Sealed(notes, of: caseID)
    }
}

extension SessionsRequest {
    fileprivate func entries(now: Timestamp) throws(Rejection) -> [SessionEntry] {
        let isSingle = date != nil || hours != nil || sessionId != nil || attended != nil || clinicalNote != nil
        if let sessions {
            guard !isSingle else {
                throw Rejection("field.invalid", field: "sessions", "give one session in the body, or many in sessions")
            }
            return sessions.enumerated().map { index, session in
                SessionEntry(
                    sessionID: session.sessionId ?? .v7(at: now),
                    date: session.date,
                    hours: session.hours,
                    isAttended: session.attended ?? true,
                    path: "sessions[\(index)]"
                )
            }
        }
        guard let date else { throw Rejection("field.required", field: "date", "give the day of the session") }
        guard let hours else { throw Rejection("field.required", field: "hours", "give the hours of the session") }
        return [
            SessionEntry(sessionID: sessionId ?? .v7(at: now), date: date, hours: hours, isAttended: attended ?? true)
        ]
    }

    fileprivate func sealedNotes(
        for entries: [SessionEntry],
        case caseID: EntityID
    ) throws
        -> [EntityID: Transaction.Sealed]
    {
        let texts = sessions?.map(\.clinicalNote) ?? [clinicalNote]
        var notes: [EntityID: Transaction.Sealed] = [:]
        for (entry, text) in zip(entries, texts) {
            notes[entry.sessionID] = try SealedNote.sealed(text, field: entry.field("clinicalNote"), case: caseID)
        }
        return notes
    }
}
