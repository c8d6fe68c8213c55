import Events

/// Facts of the events of enrolments and certificates.
extension PersonFact {
    init(_ event: ServiceDelivered, _ envelope: Envelope) {
        self.init(
            .delivered,
            of: event.enrolmentId,
            person: event.subjectId,
            case: event.caseId,
            day: event.date.number,
            envelope
        )
        item = event.sessionId.key64
        place(event.service, at: event.providerInstitutionId, under: event.agreementId)
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: ServiceStarted, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .started,
            of: event.enrolmentId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.startedAt),
            envelope
        )
        place(event.service, at: event.providerInstitutionId, under: event.agreementId)
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: ServiceCorrected, _ envelope: Envelope) {
        self.init(
            .corrected,
            of: event.enrolmentId,
            person: event.subjectId,
            case: event.caseId,
            day: event.sessionId == nil ? Self.noDay : event.date?.number ?? Self.noDay,
            envelope
        )
        item = event.sessionId?.key64 ?? 0
        place(event.service, at: event.providerInstitutionId, under: event.agreementId)
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: ServiceVoided, _ envelope: Envelope, _ days: BusinessDays) {
        self.init(
            .voided,
            of: event.enrolmentId,
            person: event.subjectId,
            case: event.caseId,
            day: days.day(event.voidedAt),
            envelope
        )
        item = event.sessionId?.key64 ?? 0
        place(event.service, at: event.providerInstitutionId, under: event.agreementId)
    }

    init(_ event: CertificateIssued, _ envelope: Envelope) {
        self.init(
            .certified,
            of: event.enrolmentId,
            person: event.subjectId,
            case: event.caseId,
            day: event.issuedOn.number,
            envelope
        )
        item = Self.certificate(event.kind, event.number)
        place(event.service, at: event.providerInstitutionId, under: event.agreementId)
        traits = Traits(event.sex, event.ageBand, event.isChild, event.statsMode)
    }

    init(_ event: CertificateRevoked, _ envelope: Envelope) {
        self.init(
            .revoked,
            of: event.enrolmentId,
            person: event.subjectId,
            case: event.caseId,
            day: event.revokedOn.number,
            envelope
        )
        item = Self.certificate(event.kind, event.number)
    }

    /// The kind in the lowest byte, the number above it.
    private static func certificate(_ kind: CertificateKind, _ number: String) -> UInt64 {
        textKey(number) << 8 | UInt64(kind.number)
    }

    mutating func place(_ service: ServiceKind, at institution: EntityID?, under agreement: EntityID?) {
        self.service = service.number
        self.institution = institution?.key64 ?? 0
        self.agreement = agreement?.key64 ?? 0
    }
}
