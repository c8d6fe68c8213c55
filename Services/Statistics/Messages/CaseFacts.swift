import Events

/// Facts of the events of cases, victims, plans, returns and recipients.
extension PersonFact {
    init(_ event: CaseRegistered, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .profile,
            of: event.caseId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.registeredAt),
            envelope
        )
        institution = event.institutionId.key64
        agreement = event.agreementId?.key64 ?? 0
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: CaseCorrected, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .reprofiled,
            of: event.caseId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.registeredAt),
            envelope
        )
        institution = event.institutionId.key64
        agreement = event.agreementId?.key64 ?? 0
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: CaseVoided, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .caseVoided,
            of: event.caseId,
            person: event.subjectId ?? event.caseId,
            case: event.caseId,
            day: days.day(event.voidedAt),
            envelope
        )
    }

    init(_ event: ReintegrationStarted, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .reintegration,
            of: event.planId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.startedAt),
            envelope
        )
        place(.reintegration, at: event.providerInstitutionId, under: event.agreementId)
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: ReturnDeparted, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .departed,
            of: event.returnId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.departedAt),
            envelope
        )
        item = event.fromCountry.bits << 16 | event.toCountry.bits
        agreement = event.agreementId?.key64 ?? 0
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: ReturnArrived, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .arrived,
            of: event.returnId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.arrivedAt),
            envelope
        )
        item = event.fromCountry.bits << 16 | event.toCountry.bits
        agreement = event.agreementId?.key64 ?? 0
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    /// A victim may be detected before anybody is registered; until then the case stands for the person.
    init(_ event: VictimDetected, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .detected,
            of: event.caseId,
            person: event.subjectId ?? event.caseId,
            case: event.caseId,
            day: days.day(event.detectedAt),
            envelope
        )
        institution = event.institutionId.key64
        item = UInt64(event.detectedByOrgKind?.number ?? 0)
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: VictimDetermined, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .determined,
            of: event.caseId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.determinedAt),
            envelope
        )
        institution = event.institutionId.key64
        item = event.determination == .confirmed ? 1 : 0
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: JusticeMilestoneReached, _ envelope: Envelope) {
        self.init(
            .milestone,
            of: event.enrolmentId,
            person: event.subjectId,
            case: event.caseId,
            day: event.reachedOn.number,
            envelope
        )
        service = event.service.number
    }

    /// A recipient of a distribution who is known.
    init(recipient: EntityID, of distribution: EntityID, on date: CalendarDate, _ envelope: Envelope) {
        self.init(.kit, of: distribution, person: recipient, case: nil, day: date.number, envelope)
    }
}
