import EventStore
import Events

/// What became of a row that was taken.
struct TakenCase: Sendable {
    var answer: CaseAnswer
    var remarks: [RowOutcome.Remark]
}

extension IntakeCommands {
    /// Lets one row become a case through the commands that a case worker would give: identify, register with consents,
    /// assess, close; each at its own time.
    func take(_ form: CaseForm, _ transaction: Transaction) throws -> TakenCase {
        guard let identifiedAt = form.identifiedAt ?? form.registeredAt else {
            throw Rejection(
                "field.required",
                field: "identifiedAt",
                "say when the person was brought to attention, or when the case was registered"
            )
        }
        try form.checkClosing()
        var (form, remarks) = form.settled()
        let identified = try identify(
            IdentifyCase(
                institutionId: form.institutionId,
                categories: form.categories,
                identifiedBy: form.identifiedBy,
                identifiedByOrgId: form.identifiedByOrgId,
                identifiedAt: identifiedAt,
                programmeId: form.programmeId,
                agreementId: form.agreementId,
                // A registered case keeps its story beside the registration.
                narrative: form.subject == nil ? form.narrative : nil
            ),
            transaction
        )
        guard form.subject != nil else {
            try form.requireNothingOfAPerson()
            return TakenCase(answer: identified, remarks: remarks)
        }
        let registeredAt = form.registeredAt ?? identifiedAt
        if form.caseWorkerId == nil { form.caseWorkerId = form.assessment?.assessorId }
        let registration = RegisterCase(
            subject: form.subject,
            consents: form.consents,
            concerns: form.concerns,
            justice: form.justice,
            migration: form.migration,
            caseWorkerId: form.caseWorkerId,
            narrative: form.narrative,
            occurredAt: registeredAt
        )
        var answer = try named("registeredAt") {
            try register(registration, identified.caseId, nil, transaction, isImported: true)
        }
        if let assessment = form.assessment {
            let assessed = try assess(assessment, form, at: registeredAt, answer.caseId, transaction)
            answer.status = assessed.status
            answer.version = assessed.version
        }
        if let closing = form.closing {
            let command = CloseCase(reason: closing.reason, note: closing.note, occurredAt: closing.at)
            answer = try named("at", in: "closing") { try close(command, answer.caseId, nil, transaction) }
        }
        return TakenCase(answer: answer, remarks: remarks)
    }

    private func assess(
        _ assessment: CaseForm.Assessment,
        _ form: CaseForm,
        at registeredAt: Timestamp,
        _ caseID: EntityID,
        _ transaction: Transaction
    ) throws -> AssessmentAnswer {
        guard let assessor = assessment.assessorId ?? form.caseWorkerId else {
            throw Rejection("field.required", field: "assessment.assessorId", "say who assessed the case")
        }
        let command = AssessCase(
            kind: assessment.kind ?? .rapid,
            factors: assessment.factors ?? [],
            risk: assessment.risk,
            assessorId: assessor,
            note: assessment.note,
            occurredAt: assessment.at ?? registeredAt
        )
        return try named("at", in: "assessment") { try assess(command, caseID, nil, transaction) }
    }

    /// Lets a refusal name the form's fields: a command's own time is `time` here, and it may be a part of the form.
    private func named<T>(_ time: String, in part: String? = nil, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch var rejection as Rejection {
            if rejection.field == "occurredAt" { rejection.field = time }
            throw part.map { rejection.prefixed($0) } ?? rejection
        }
    }
}

extension CaseForm {
    /// The form without what the commands cannot take as it stands, and remarks that say so.
    fileprivate func settled() -> (CaseForm, [RowOutcome.Remark]) {
        var form = self
        var remarks: [RowOutcome.Remark] = []
        if isClosed == false, closing != nil {
            form.closing = nil
            remarks.append(
                .init(
                    code: "closing.passed_over",
                    field: "closing",
                    message: "the row says that the case is open; what it says of an earlier closing was not taken"
                )
            )
        }
        guard let assessment else { return (form, remarks) }
        let hasAssessor = assessment.assessorId ?? caseWorkerId != nil
        guard assessment.factors?.isEmpty ?? true || !hasAssessor else { return (form, remarks) }
        // A source may know a risk and not what it rests on; the domain asks for both, and nothing is made up.
        form.assessment = nil
        let told = ["Risk at the source: \(assessment.risk.rawValue)", assessment.note].compactMap { $0 }
        form.narrative = ([narrative].compactMap { $0 } + told).joined(separator: "\n")
        remarks.append(
            .init(
                code: hasAssessor ? "factors.required" : "field.required",
                field: hasAssessor ? "assessment.factors" : "assessment.assessorId",
                message: "nothing was assessed: it takes a factor and who assessed; the risk was put into the narrative"
            )
        )
        return (form, remarks)
    }

    fileprivate func requireNothingOfAPerson() throws(Rejection) {
        let told: [(String, Bool)] = [
            ("registeredAt", registeredAt != nil), ("consents", consents != nil), ("concerns", concerns != nil),
            ("justice", justice != nil), ("migration", migration != nil), ("assessment", assessment != nil),
            ("closing", closing != nil),
        ]
        guard let (field, _) = told.first(where: \.1) else { return }
        throw Rejection(
            "identity.required",
            field: "subject",
            "the row has \(field), which only a registered case has, and says nothing of the person"
        )
    }
}

extension CaseForm {
    /// A row that says that a case is closed must say why and when.
    func checkClosing() throws(Rejection) {
        guard isClosed == true, closing == nil else { return }
        throw Rejection(
            "field.required",
            field: "closing.reason",
            "the row says that the case is closed; say why and when, or add the reason to the column's codes"
        )
    }
}
