import EventStore
import Events

/// Which event becomes which fact.
///
/// Everything national is taken from every instance.
///
/// Events that no indicator needs have no entry and are passed over; they stay on their topics.
struct StatisticsMessages {
    /// By what calendar instants become days.
    let days: BusinessDays

    /// The table.
    var table: MessageTable { told(to: .store).ownRelease().table }

    /// The handlers of what is told of persons and things.
    func told(to sink: FactSink) -> MessageTableBuilder {
        things(custody(people(MessageTableBuilder(days: days, sink: sink))))
    }

    private func people(_ table: MessageTableBuilder) -> MessageTableBuilder {
        let days = days
        return
            table
            .fact(ServiceDelivered.self) { PersonFact($0, $1) }
            .fact(ServiceStarted.self) { PersonFact($0, $1, days) }
            .fact(ServiceCorrected.self) { PersonFact($0, $1) }
            .fact(ServiceVoided.self) { PersonFact($0, $1, days) }
            .fact(CertificateIssued.self) { PersonFact($0, $1) }
            .fact(CertificateRevoked.self) { PersonFact($0, $1) }
            .fact(ReintegrationStarted.self) { PersonFact($0, $1, days) }
            .fact(ReturnDeparted.self) { PersonFact($0, $1, days) }
            .fact(ReturnArrived.self) { PersonFact($0, $1, days) }
            .fact(VictimDetected.self) { PersonFact($0, $1, days) }
            .fact(VictimDetermined.self) { PersonFact($0, $1, days) }
            .fact(JusticeMilestoneReached.self) { PersonFact($0, $1) }
            .fact(CaseRegistered.self) { PersonFact($0, $1, days) }
            .fact(CaseCorrected.self) { PersonFact($0, $1, days) }
            .fact(CaseVoided.self) { PersonFact($0, $1, days) }
            .erasure(SubjectErased.self) { [$0.subjectId] + $0.caseIds }
            .merge(SubjectMerged.self, \.mergedSubjectId, \.survivingSubjectId, \.caseIds) { days.day($0.mergedAt) }
            .merge(SubjectUnmerged.self, \.mergedSubjectId, \.survivingSubjectId, \.caseIds) { days.day($0.unmergedAt) }
    }

    private func custody(_ table: MessageTableBuilder) -> MessageTableBuilder {
        let days = days
        return
            table
            .fact(AdmissionAdmitted.self) { PersonFact($0, $1, days) }
            .fact(AdmissionReleased.self) { PersonFact($0, $1, days) }
            .fact(AdmissionAbsconded.self) { PersonFact($0, $1, days) }
            .fact(AdmissionReturned.self) { PersonFact($0, $1, days) }
            .fact(AdmissionDied.self) { PersonFact($0, $1, days) }
            .fact(AdmissionVoided.self) { PersonFact($0, $1, days) }
            .fact(ContactRecorded.self) { PersonFact($0, $1) }
            .fact(ContactVoided.self) { PersonFact($0, $1) }
            .facts(CaseProfile.self) { PersonFact.profiled($0, $1, days) }
    }

    private func things(_ table: MessageTableBuilder) -> MessageTableBuilder {
        let days = days
        return
            table
            .entry(OrganisationRegistered.self, .organisation)
            .entry(OrganisationUpdated.self, .organisation)
            .entry(InstitutionRegistered.self, .institution)
            .entry(InstitutionUpdated.self, .institution)
            .entry(InstitutionPolicyAdopted.self, .policy) { $0.adoptedOn.value?.number }
            .entry(AgreementDrafted.self, .agreement)
            .entry(AgreementSigned.self, .agreement) { $0.signedOn.number }
            .entry(AgreementInForce.self, .agreement) { $0.from.number }
            .entry(AgreementRenewed.self, .agreement) { $0.renewedOn.number }
            .entry(AgreementAmended.self, .agreement) { $0.amendedOn.number }
            .entry(AgreementExpired.self, .agreement) { $0.expiredOn.number }
            .entry(AgreementTerminated.self, .agreement) { $0.terminatedOn.number }
            .entry(CommitmentPledged.self, .commitment)
            .entry(CommitmentProgressed.self, .commitment) { $0.on.number }
            .entry(CommitmentDelivered.self, .commitment) { $0.on.number }
            .entry(CommitmentFulfilled.self, .commitment) { $0.on.number }
            .entry(CommitmentWithdrawn.self, .commitment) { $0.on.number }
            .entry(FigureReported.self, .figure)
            .entry(ActivityHeld.self, .activity) { $0.endsOn.number }
            .entry(ActivityReported.self, .activity) { $0.endsOn.number }
            .entry(ActivityCorrected.self, .activity) { $0.endsOn.number }
            .entry(ActivityCancelled.self, .activity) { days.day($0.cancelledAt) }
            .entry(ParticipantAttended.self, .participant)
            .entry(ParticipantCertified.self, .participant) { $0.certifiedOn.number }
            .entry(ParticipantCorrected.self, .participant)
            .entry(HeadcountReported.self, .activity)
            .entry(CampaignReported.self, .campaign) { $0.to.number }
            .referral(ReferralSent.self, \.caseId, \.subjectId) { days.day($0.sentAt) }
            .referral(ReferralAccepted.self, \.caseId, \.subjectId) { days.day($0.acceptedAt) }
            .referral(ReferralRejected.self, \.caseId, \.subjectId) { days.day($0.rejectedAt) }
            .referral(ReferralCompleted.self, \.caseId, \.subjectId) { days.day($0.completedAt) }
            .referral(ReferralExpired.self, \.caseId, \.subjectId) { days.day($0.expiredAt) }
            .referral(ReferralCancelled.self, \.caseId, \.subjectId) { days.day($0.cancelledAt) }
            .distribution(KitDistributed.self, { $0.distributionId }, { $0.date }, { Self.taken(&$0.subjectIds) })
            .distribution(KitCorrected.self, { $0.distributionId }, { $0.date }, { Self.taken(&$0.subjectIds) })
            .entry(KitVoided.self, .kit) { days.day($0.voidedAt) }
    }

    /// Takes the recipients out of a distribution.
    private static func taken(_ recipients: inout [EntityID]) -> [EntityID] {
        defer { recipients = [] }
        return recipients
    }
}
