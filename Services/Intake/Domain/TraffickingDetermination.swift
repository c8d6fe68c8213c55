import EventStore
import Events

/// What is known of a person as a victim of trafficking: elements, a presumption, or a determination.
///
/// Help never depends on any of it, nor on cooperation with proceedings.
struct RecordTrafficking: Codable, Sendable, Hashable {
    /// What was found; only the elements are put on record when it is absent or NONE.
    var determination: Determination?
    /// In place of those known.
    var acts: [TraffickingAct]?
    /// In place of those known; irrelevant for a child.
    var means: [TraffickingMeans]?
    /// In place of those known.
    var purposes: [TraffickingPurpose]?
    /// An adult now was under 18 when it happened: means are irrelevant then too.
    var wasChild: Bool?
    /// Who detected it, of a presumption; who identified the case unless given.
    var detectedBy: IdentificationSource?
    /// The organisation that did; the one that identified the case unless given.
    var detectedByOrgId: EntityID?
    /// Its kind, of an organisation that partnerships do not know.
    var detectedByOrgKind: OrganisationKind?
    /// Of a presumption: at least the reflection period later, and then unless given.
    var reflectionEndsAt: Timestamp?
    /// Required of a determination.
    var decidedBy: DeterminationAuthority?
    /// What it rests on; sealed.
    var note: String?
    var occurredAt: Timestamp?
}

/// What a finding rests on: sealed under the case's own key.
struct TraffickingNotes: Codable, Sendable, Hashable {
    var wasChild: Bool?
    var decidedBy: DeterminationAuthority?
    var note: String?
}

extension CaseState {
    /// What a finding comes to: an event of its own for a presumption and for a determination.
    enum TraffickingDecision {
        case detected(VictimDetected)
        case determined(VictimDetermined)
        case elements
    }

    /// Decides to record what was found.
    ///
    /// `subject` is the person, once registered; before that a child is told by the case's group. `organisationKind` is
    /// what partnerships say of the organisation that detected it, `reflectionDays` the shortest time to reflect.
    func decide(
        _ command: RecordTrafficking,
        _ subject: SubjectDetails?,
        organisationKind: OrganisationKind?,
        reflectionDays: Int,
        _ occasion: Occasion
    ) throws(Rejection) -> (decision: TraffickingDecision, elements: TraffickingElements) {
        guard life.status != .voided else { throw .invalidTransition("the case is voided") }
        let elements = try elements(after: command)
        switch command.determination {
        case .presumed:
            try elements.check(isChild: isChild(command, subject, on: occasion.day))
            let detected = try presume(
                command,
                subject,
                elements,
                organisationKind: organisationKind,
                reflectionDays: reflectionDays,
                occasion
            )
            return (.detected(detected), elements)
        case .confirmed, .notVictim:
            return (.determined(try determine(command, subject, elements, occasion)), elements)
        case .notConsidered, nil:
            try recordElements(command, subject, elements, occasion)
            return (.elements, elements)
        }
    }

    private func presume(
        _ command: RecordTrafficking,
        _ subject: SubjectDetails?,
        _ elements: TraffickingElements,
        organisationKind: OrganisationKind?,
        reflectionDays: Int,
        _ occasion: Occasion
    ) throws(Rejection) -> VictimDetected {
        guard let status = life.status(at: occasion.at), status == .identified || status.isActive else {
            throw .invalidTransition(
                "the case was \(life.status(at: occasion.at)?.rawValue ?? "not identified") then; "
                    + "it must be identified or registered and not closed"
            )
        }
        try trafficking.require(.presume, at: occasion.at)
        let earliest = occasion.at.adding(.seconds(reflectionDays * 24 * 3600))
        let reflectionEndsAt = command.reflectionEndsAt ?? earliest
        guard reflectionEndsAt >= earliest else {
            throw Rejection(
                "trafficking.reflection_too_short",
                field: "reflectionEndsAt",
                "a presumed victim has at least \(reflectionDays) days to reflect; choose a later end"
            )
        }
        let isFull = consents.statisticsMode == .full
        return VictimDetected(
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            detectedBy: command.detectedBy ?? identifiedBy ?? .institution,
            detectedByOrgId: command.detectedByOrgId ?? identifiedByOrgID,
            detectedByOrgKind: organisationKind ?? command.detectedByOrgKind,
            acts: elements.acts,
            means: elements.means,
            purposes: elements.purposes,
            detectedAt: occasion.at,
            reflectionEndsAt: reflectionEndsAt,
            sex: isFull ? subject?.sex : nil,
            ageBand: isFull ? subject?.ageBand(on: occasion.day) : nil,
            isChild: isFull ? subject?.isChild(on: occasion.day) : nil,
            statsMode: consents.statisticsMode
        )
    }

    /// A court decides when it decides: also when the case has been closed by then.
    private func determine(
        _ command: RecordTrafficking,
        _ subject: SubjectDetails?,
        _ elements: TraffickingElements,
        _ occasion: Occasion
    ) throws(Rejection) -> VictimDetermined {
        let subjectID = try requireSubject()
        guard let status = life.status(at: occasion.at), status.isActive || status == .closed else {
            throw .invalidTransition("the case was not registered then; register it first")
        }
        let isConfirmed = command.determination == .confirmed
        try trafficking.require(isConfirmed ? .confirm : .ruleOut, at: occasion.at)
        guard let decidedBy = command.decidedBy else {
            throw Rejection("field.required", field: "decidedBy", "say which authority determined it")
        }
        let ofPresumption: [(String, Bool)] = [
            ("reflectionEndsAt", command.reflectionEndsAt != nil), ("detectedBy", command.detectedBy != nil),
            ("detectedByOrgId", command.detectedByOrgId != nil),
            ("detectedByOrgKind", command.detectedByOrgKind != nil),
        ]
        if let (field, _) = ofPresumption.first(where: { $0.1 }) {
            throw .invalidField(field, "only a presumption has it; leave it out")
        }
        if isConfirmed {
            // Who was detected as a child was trafficked as one.
            let day = trafficking.presumedAt(before: occasion.at).map { occasion.calendar.date(of: $0) }
            try elements.check(isChild: isChild(command, subject, on: day ?? occasion.day))
        }
        let isFull = consents.statisticsMode == .full
        return VictimDetermined(
            caseId: caseID,
            subjectId: subjectID,
            institutionId: institutionID,
            determination: isConfirmed ? .confirmed : .notVictim,
            decidedBy: decidedBy,
            determinedAt: occasion.at,
            sex: isFull ? subject?.sex : nil,
            ageBand: isFull ? subject?.ageBand(on: occasion.day) : nil,
            isChild: isFull ? subject?.isChild(on: occasion.day) : nil,
            statsMode: consents.statisticsMode
        )
    }

    /// Indications are put on record before anything is presumed, and more becomes known afterwards.
    private func recordElements(
        _ command: RecordTrafficking,
        _ subject: SubjectDetails?,
        _ elements: TraffickingElements,
        _ occasion: Occasion
    ) throws(Rejection) {
        _ = try requireSubject()
        try life.requireActive(at: occasion.at)
        guard command.acts != nil || command.means != nil || command.purposes != nil else {
            throw Rejection("field.required", field: "acts", "name acts, means or purposes, or a determination")
        }
        guard let latest = trafficking.latest, latest.determination != .notVictim else { return }
        if command.determination == .notConsidered {
            throw .invalidTransition(
                "a finding is not taken back; determine it as NOT_VICTIM",
                field: "determination"
            )
        }
        let day = trafficking.presumedAt(before: latest.at).map { occasion.calendar.date(of: $0) }
        try elements.check(isChild: isChild(command, subject, on: day ?? occasion.day))
    }

    private func elements(after command: RecordTrafficking) throws(Rejection) -> TraffickingElements {
        var elements = trafficking.elements ?? TraffickingElements()
        elements.acts = try Self.distinct(command.acts, "acts") ?? elements.acts
        elements.means = try Self.distinct(command.means, "means") ?? elements.means
        elements.purposes = try Self.distinct(command.purposes, "purposes") ?? elements.purposes
        return elements
    }

    private static func distinct<Code: Hashable>(_ codes: [Code]?, _ field: String) throws(Rejection) -> [Code]? {
        guard let codes else { return nil }
        guard Set(codes).count == codes.count else { throw .invalidField(field, "name each once") }
        return codes
    }

    private func isChild(_ command: RecordTrafficking, _ subject: SubjectDetails?, on day: CalendarDate) -> Bool {
        command.wasChild == true || (subject?.isChild(on: day) ?? (group == .child))
    }
}
