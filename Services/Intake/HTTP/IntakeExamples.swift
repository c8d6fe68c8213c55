import Events

/// What the documentation shows; no real person is behind any of it.
enum IntakeExamples {
    static let time = CaseRegistered.example.registeredAt
    static let day = CasePlanned.example.reviewDue
    static let caseID = CaseRegistered.example.caseId
    static let subjectID = CaseRegistered.example.subjectId
    static let institutionID = CaseRegistered.example.institutionId
    static let caseNumber = CaseRegistered.example.caseNumber
    static let admissionID = AdmissionAdmitted.example.admissionId
    static let staffID = CaseProfile.example.institutionId
    static let otherStaffID = caseID

    static let otherInstitution = TransferRequested.example.toInstitutionId
    static let transferID = TransferRequested.example.transferId

    static func transferred(_ status: TransferStatus, version: Int) -> TransferAnswer {
        TransferAnswer(
            transferId: transferID,
            caseId: caseID,
            newCaseId: status == .accepted ? TransferCompleted.example.newCaseId : nil,
            status: status,
            version: version
        )
    }

    static let transfer = TransferView(
        transferId: transferID,
        direction: .incoming,
        status: .requested,
        version: 1,
        caseId: caseID,
        subjectId: subjectID,
        fromInstitutionId: institutionID,
        toInstitutionId: otherInstitution,
        reason: .proximity,
        requestedAt: time,
        expiresAt: DeadlinePassed.example.dueAt
    )

    static let work = WorklistItem(
        caseId: caseID,
        caseNumber: caseNumber,
        status: .planned,
        institutionId: institutionID,
        kind: .review,
        dueAt: DeadlinePassed.example.dueAt,
        state: .overdue
    )

    static let identify = IdentifyCase(
        institutionId: institutionID,
        categories: [.childInConflictWithLaw],
        identifiedBy: .institution,
        identifiedAt: time
    )
    static let identified = answer(.identified, version: 1, subjectID: nil)

    static let subject = SubjectDetails(
        givenName: "Example",
        familyName: "Person",
        sex: .male,
        estimatedAge: 15,
        estimatedOn: time.date,
        nationalities: [.egypt],
        region: CaseRegistered.example.region ?? PlaceCode(.egypt),
        language: "arz",
        education: .primary
    )
    static let register = RegisterCase(
        subject: subject,
        consents: [RecordConsent(purpose: .register, decision: .granted, basis: .courtOrder)],
        justice: RegisterCase.Justice(status: .sentenced, orderDate: time.date, expectedEnd: day),
        occurredAt: time
    )
    static let registered = answer(.registered, version: 3)

    static let consent = RecordConsent(purpose: .statistics, decision: .withheld, basis: .guardian, at: time)
    static let consented = ConsentAnswer(
        consentId: ConsentRecorded.example.consentId,
        caseId: caseID,
        status: .withheld,
        version: 1
    )

    static let assess = AssessCase(
        kind: .comprehensive,
        factors: [AssessmentFactor(level: .household, polarity: .risk, code: .separation, weight: 2)],
        risk: .medium,
        assessorId: staffID
    )
    static let assessed = AssessmentAnswer(
        assessmentId: CaseAssessed.example.assessmentId,
        caseId: caseID,
        status: .assessed,
        version: 5
    )

    static let plan = ApprovePlan(
        goals: ["Reads and writes by the summer"],
        actions: [ApprovePlan.Action(service: .literacy, due: day)],
        authorId: staffID,
        approvedBy: otherStaffID,
        reviewDue: day,
        occurredAt: time
    )

    static let admit = AdmitPerson(
        admittedAt: time,
        orderRef: "EXAMPLE-1",
        orderDate: time.date,
        placement: .closed,
        separatedFromAdults: true,
        legalStatus: .sentenced,
        expectedRelease: day
    )

    static func answer(_ status: CaseStatus, version: Int, subjectID: EntityID? = subjectID) -> CaseAnswer {
        CaseAnswer(
            caseId: caseID,
            caseNumber: caseNumber,
            status: status,
            version: version,
            subjectId: subjectID
        )
    }

    static func stay(_ status: AdmissionStatus, version: Int) -> AdmissionAnswer {
        AdmissionAnswer(admissionId: admissionID, caseId: caseID, status: status, version: version)
    }

    static let summary = CaseSummary(
        caseId: caseID,
        caseNumber: caseNumber,
        status: .registered,
        version: 3,
        institutionId: institutionID,
        subjectId: subjectID,
        group: .child,
        identifiedAt: time,
        registeredAt: time
    )

    static let view = CaseView(
        caseId: caseID,
        caseNumber: caseNumber,
        status: .registered,
        version: 3,
        institutionId: institutionID,
        subjectId: subjectID,
        group: .child,
        statsMode: .full,
        identifiedAt: time,
        registeredAt: time,
        planNumber: 0,
        consents: [
            CaseView.Consent(
                consentId: ConsentRecorded.example.consentId,
                purpose: .register,
                decision: .granted,
                basis: .courtOrder,
                at: time
            )
        ],
        admissions: [],
        openWork: [],
        complaints: [],
        history: []
    )
}
