import Events

/// What the restricted topic says of a case's person: coarse, and nothing at all when statistics were refused.
struct CaseFacts: Sendable, Hashable {
    var programmeID: EntityID?
    var agreementID: EntityID?
    var group: CaseGroup?
    var sex: Sex?
    var ageBand: AgeBand?
    var isChild: Bool?
    var region: PlaceCode?
    var statisticsMode: StatisticsMode

    /// What is told of `subject`.
    ///
    /// The age band is that of the day `registeredOn`; on the day `childOn` it is settled whether the person counts as
    /// a child.
    init(
        _ subject: SubjectDetails,
        categories: [Category],
        registeredOn: CalendarDate,
        childOn: CalendarDate,
        mode: StatisticsMode,
        programmeID: EntityID?,
        agreementID: EntityID?
    ) {
        self.programmeID = programmeID
        self.agreementID = agreementID
        statisticsMode = mode
        guard mode == .full else { return }
        let isChild = subject.isChild(on: childOn)
        group = CaseGroup(categories, sex: subject.sex, isChild: isChild)
        sex = subject.sex
        ageBand = subject.ageBand(on: registeredOn)
        self.isChild = isChild
        region = subject.region.region
    }

    init(_ event: CaseRegistered) {
        programmeID = event.programmeId
        agreementID = event.agreementId
        group = event.group
        sex = event.sex
        ageBand = event.ageBand
        isChild = event.isChild
        region = event.region
        statisticsMode = event.statsMode
    }

    init(_ event: CaseCorrected) {
        programmeID = event.programmeId
        agreementID = event.agreementId
        group = event.group
        sex = event.sex
        ageBand = event.ageBand
        isChild = event.isChild
        region = event.region
        statisticsMode = event.statsMode
    }

    /// The names, on the wire, of what differs in `other`.
    func changes(to other: CaseFacts) -> [String] {
        var names: [String] = []
        if programmeID != other.programmeID { names.append("programmeId") }
        if agreementID != other.agreementID { names.append("agreementId") }
        if group != other.group { names.append("group") }
        if sex != other.sex { names.append("sex") }
        if ageBand != other.ageBand { names.append("ageBand") }
        if isChild != other.isChild { names.append("isChild") }
        if region != other.region { names.append("region") }
        if statisticsMode != other.statisticsMode { names.append("statsMode") }
        return names
    }
}

extension CaseGroup {
    private static let childCategories: Set<Category> = [
        .childInConflictWithLaw, .childAtRisk, .childVictimOrWitness, .unaccompaniedChild,
    ]
    private static let migrantCategories: Set<Category> = [
        .vulnerableMigrant, .strandedMigrant, .returnee, .smuggledMigrant,
    ]

    /// The coarse group of a case: a child first of all, then a woman who is a victim, then a migrant.
    ///
    /// `sex` and `isChild` are `nil` while the person is not known; then the categories tell.
    init(_ categories: [Category], sex: Sex?, isChild: Bool?) {
        let categories = Set(categories)
        if isChild ?? !categories.isDisjoint(with: Self.childCategories) {
            self = .child
        } else if sex != .male && categories.contains(.womanVictim)
            || sex == .female && categories.contains(.traffickingVictim)
        {
            self = .woman
        } else if !categories.isDisjoint(with: Self.migrantCategories) {
            self = .migrant
        } else {
            self = .other
        }
    }
}

extension CaseProfile {
    /// The profile with what is known of the person; without it when statistics were refused.
    func describing(_ subject: SubjectDetails, mode: StatisticsMode) -> CaseProfile {
        var copy = self
        let isFull = mode == .full
        copy.statsMode = mode
        copy.nationalities = isFull ? subject.nationalities : []
        copy.disabilities = isFull ? subject.disabilities ?? [] : []
        copy.education = isFull ? subject.education : nil
        copy.language = isFull ? subject.language : nil
        return copy
    }
}

extension CaseState {
    /// What the restricted topic should say of the case now.
    private func currentFacts(
        _ subject: SubjectDetails,
        _ categories: [Category],
        _ calendar: BusinessCalendar
    ) -> CaseFacts? {
        guard let registeredAt, let childOn = childDay(calendar) else { return nil }
        return CaseFacts(
            subject,
            categories: categories,
            registeredOn: calendar.date(of: registeredAt),
            childOn: childOn,
            mode: consents.statisticsMode,
            programmeID: programmeID,
            agreementID: agreementID
        )
    }

    /// How the case must be put right where the topics no longer say what holds: after a consent about statistics,
    /// after an admission or a first service that settles whether the person counts as a child, after a correction.
    ///
    /// `changed` names further fields that changed, `codes` are the sensitive codes as they should be. Either event is
    /// `nil` where its topic is right.
    func restated(
        _ subject: SubjectDetails,
        _ calendar: BusinessCalendar,
        reason: CorrectionReason,
        changed: [String] = [],
        codes: CaseProfile? = nil
    ) -> (correction: CaseCorrected?, profile: CaseProfile?) {
        guard let facts, let profile, let subjectID, let registeredAt else { return (nil, nil) }
        let codes = codes ?? profile
        guard let current = currentFacts(subject, codes.categories, calendar) else { return (nil, nil) }
        let newProfile = codes.describing(subject, mode: current.statisticsMode)
        let names = changed + facts.changes(to: current).filter { !changed.contains($0) }
        let correction =
            names.isEmpty
            ? nil
            : CaseCorrected(
                caseId: caseID,
                caseNumber: caseNumber,
                subjectId: subjectID,
                institutionId: institutionID,
                programmeId: current.programmeID,
                agreementId: current.agreementID,
                group: current.group,
                sex: current.sex,
                ageBand: current.ageBand,
                isChild: current.isChild,
                region: current.region,
                registeredAt: registeredAt,
                statsMode: current.statisticsMode,
                changed: names,
                reason: reason
            )
        return (correction, newProfile == profile ? nil : newProfile)
    }
}
