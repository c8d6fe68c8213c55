import EventStore
import Events

/// A case with all that concerns it: consents, admissions, and the work done elsewhere as far as it was heard of.
struct CaseState: Folded {
    /// Meaningful only when ``isKnown``.
    var caseID = EntityID(high: 0, low: 0)
    var caseNumber = ""
    var institutionID = EntityID(high: 0, low: 0)
    var life = CaseLife()
    var identifiedAt: Timestamp?
    var identifiedBy: IdentificationSource?
    var identifiedByOrgID: EntityID?
    var registeredAt: Timestamp?
    var subjectID: EntityID?
    var programmeID: EntityID?
    var agreementID: EntityID?
    var group: CaseGroup?
    /// What the restricted topic was last told of the person.
    var facts: CaseFacts?
    /// The codes that the confidential topic was last told.
    var profile: CaseProfile?
    var planNumber = 0
    var reviewDue: CalendarDate?
    /// When what says ``reviewDue`` happened; what happened earlier and is entered later does not displace it.
    var reviewDueSince: Timestamp?
    var consents = Consents()
    /// In the order of entry.
    var admissions: [AdmissionState] = []
    var work = CaseWork()
    /// The transfer that waits for its answer, or to be handed over; of another instance's case, that is all there is.
    var openTransfer: TransferRequested?
    var isTransferAccepted = false
    /// The deadlines that were told to have passed.
    var passedDeadlines: Set<Deadline> = []
    /// When each assessment took place, in the order of entry.
    var assessments: [(id: EntityID, at: Timestamp)] = []
    var trafficking = TraffickingState()
    /// In the order of entry.
    var complaints: [ComplaintState] = []

    init() {}

    /// Whether the case is in this store.
    var isKnown: Bool { life.status != nil }

    /// Refuses a case that is not in this store.
    func requireKnown() throws(Rejection) {
        guard isKnown else { throw .caseUnknown }
    }

    /// The person, whom a registered case has.
    func requireSubject() throws(Rejection) -> EntityID {
        guard let subjectID else {
            throw .invalidTransition("the case was not registered for a person; register it first")
        }
        return subjectID
    }

    /// What was under way at `instant`, admissions included.
    func openWork(at instant: Timestamp) -> [Work] {
        let admitted = admissions.filter { $0.isOpen(at: instant) }
            .map { Work(id: $0.id, kind: .admission, startedAt: $0.admittedAt) }
        return work.open(at: instant) + admitted
    }

    /// The day on which it is settled whether the person counts as a child: that of the first admission, else that of
    /// the first service, else that of registration.
    func childDay(_ calendar: BusinessCalendar) -> CalendarDate? {
        let decisive = admissions.map(\.admittedAt).min() ?? work.enrolments.first?.startedAt ?? registeredAt
        return decisive.map { calendar.date(of: $0) }
    }

    mutating func update(_ admissionID: EntityID, _ change: (inout AdmissionState) -> Void) {
        guard let index = admissions.firstIndex(where: { $0.id == admissionID }) else { return }
        change(&admissions[index])
    }
}
