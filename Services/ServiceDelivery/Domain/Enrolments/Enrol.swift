import EventStore
import Events

/// Enrol a person in a service.
struct Enrol: Sendable {
    var enrolmentID: EntityID
    var caseID: EntityID
    var subjectID: EntityID?
    var service: ServiceKind
    var providerInstitutionID: EntityID
    var programmeID: EntityID?
    var agreementID: EntityID?
    var commitmentID: EntityID?
    var referralID: EntityID?
    var startedAt: Timestamp
    var isUrgent = false
    /// The sender has seen the consent, though intake's events may not be here yet.
    var isConsentAttested = false
    /// The sender takes the person in above capacity, and has said why.
    var isCapacityOverridden = false
}

/// What an enrolment depends on beside the case.
struct EnrolmentSurroundings: Sendable {
    var provider: ProviderState
    /// The agreement that the command names.
    var agreement: AgreementState?
    /// The commitment that the command names.
    var commitment: CommitmentState?
    /// How many people have the service there at the start.
    var enrolledCount: Int
}

extension CaseState {
    func enrol(
        _ command: Enrol,
        _ surroundings: EnrolmentSurroundings,
        _ time: BusinessTime
    ) throws(Rejection)
        -> Draft
    {
        let day = time.day(command.startedAt)
        guard day <= time.today.adding(days: BusinessTime.planningHorizonDays) else {
            throw BusinessTime.inFuture("startedAt")
        }
        let isTakenOnTrust = try requireServable(command, time)
        let subjectID = try subject(given: command.subjectID)
        let places = try surroundings.provider.requireOffer(of: command.service, on: day)
        guard surroundings.enrolledCount < places || command.isCapacityOverridden else {
            throw Rejection(
                "capacity.exceeded",
                field: "providerInstitutionId",
                "all places are taken; choose another provider, or say why in capacityOverrideReason"
            )
        }
        try surroundings.agreement?.requireInForce(on: day)
        try surroundings.commitment?.require(under: command.agreementID, on: day)
        try requireAccepted(command)
        try requireSharing(with: command.providerInstitutionID, of: surroundings.provider, at: command.startedAt)

        let hasBegun = command.startedAt <= time.limit
        let enrolment = Enrolment(
            id: command.enrolmentID,
            subjectID: subjectID,
            service: command.service,
            providerInstitutionID: command.providerInstitutionID,
            programmeID: command.programmeID ?? facts.registration?.programmeID,
            agreementID: command.agreementID ?? facts.registration?.agreementID,
            commitmentID: command.commitmentID,
            referralID: command.referralID,
            startedAt: command.startedAt,
            isUrgent: command.isUrgent,
            isProvisional: isTakenOnTrust,
            recordedAt: time.now,
            hasBegun: hasBegun,
            lastRecordedAt: time.now
        )
        let events = events(of: enrolment, in: command.caseID)
        return hasBegun ? events.started() : events.planned()
    }

    /// Refuses a case that may not be served at the start.
    ///
    /// Gives whether it is taken on trust: intake's events are not here yet, and the sender has seen the consent.
    private func requireServable(_ command: Enrol, _ time: BusinessTime) throws(Rejection) -> Bool {
        let isTakenOnTrust = try facts.requireOpen(
            at: command.startedAt,
            field: "startedAt",
            isAttested: command.isConsentAttested,
            time
        )
        if isTakenOnTrust { return true }
        guard command.isUrgent || facts.isPlanned(at: command.startedAt, time) else {
            // The plan may be under way on the topic: the same trust as for the registration.
            if command.isConsentAttested { return true }
            throw Rejection(
                "case.not_open",
                field: "urgent",
                "the case has no approved plan on that day; have it approved, or say urgent=true"
            )
        }
        return false
    }

    /// Refuses a service on a referral that had not been accepted by then; one of another instance cannot refuse.
    private func requireAccepted(_ command: Enrol) throws(Rejection) {
        guard let id = command.referralID, let referral = referrals[id] else { return }
        guard referral.service == command.service else {
            throw Rejection(
                "referral.other_service",
                field: "referralId",
                "the referral asks for another service; correct the service or leave referralId out"
            )
        }
        guard let acceptedAt = referral.acceptedAt, acceptedAt <= command.startedAt,
            referral.isOpen(at: command.startedAt)
        else {
            throw Rejection(
                "referral.not_accepted",
                field: "referralId",
                "the referral was not accepted by then, or had ended; have it accepted first (…/accept)"
            )
        }
    }

    /// Refuses a provider elsewhere with whom the person does not want data shared.
    ///
    /// No decision known is no refusal.
    private func requireSharing(
        with institutionID: EntityID,
        of provider: ProviderState,
        at instant: Timestamp
    )
        throws(Rejection)
    {
        guard institutionID != facts.registration?.institutionID else { return }
        switch facts.decision(.shareService, recipient: provider.organisationID, at: instant) {
        case nil, .granted: return
        case .withheld, .withdrawn:
            throw Rejection(
                "consent.share_missing",
                field: "providerInstitutionId",
                "the person does not consent to sharing with this provider; record a new consent first"
            )
        }
    }
}
