import EventStore
import Events

/// What the service does with what others publish.
struct IntakeMessages: Sendable {
    let config: IntakeConfig

    init(_ config: IntakeConfig) {
        self.config = config
    }

    var table: MessageTable {
        persons(transfers(returns(reintegration(referrals(enrolments(agreements(partners(MessageTable()))))))))
    }

    /// Institutions say whom they serve and organisations who they are.
    ///
    /// Both are national and concern every instance.
    private func partners(_ table: MessageTable) -> MessageTable {
        table
            .on(InstitutionRegistered.self) { try keep($2, $0) }
            .on(InstitutionUpdated.self) { try keep($2, $0) }
            .on(OrganisationRegistered.self) { try keep($2, $0) }
            .on(OrganisationUpdated.self) { try keep($2, $0) }
    }

    private func enrolments(_ table: MessageTable) -> MessageTable {
        table
            .on(ServiceStarted.self) { try serviceStarted($0, $1, $2) }
            .on(ServiceCorrected.self) { transaction, event, message in
                guard try keep(event, message, transaction) else { return }
                var file = try CaseFile(event.caseId, in: transaction)
                try settle(&file)
            }
            .on(ServiceVoided.self) { transaction, event, message in
                guard try keep(event, message, transaction) else { return }
                var file = try CaseFile(event.caseId, in: transaction)
                try settle(&file)
            }
            .on(ServiceCompleted.self) { _ = try keep($1, $2, $0) }
            .on(ServiceDropped.self) { _ = try keep($1, $2, $0) }
            .on(ServiceInterrupted.self) { _ = try keep($1, $2, $0) }
    }

    private func referrals(_ table: MessageTable) -> MessageTable {
        table
            .on(ReferralSent.self) { _ = try keep($1, $2, $0) }
            .on(ReferralReceived.self) { _ = try keep($1, $2, $0) }
            .on(ReferralAccepted.self) { _ = try keep($1, $2, $0) }
            .on(ReferralRejected.self) { _ = try keep($1, $2, $0) }
            .on(ReferralCompleted.self) { _ = try keep($1, $2, $0) }
            .on(ReferralExpired.self) { _ = try keep($1, $2, $0) }
            .on(ReferralCancelled.self) { _ = try keep($1, $2, $0) }
    }

    private func reintegration(_ table: MessageTable) -> MessageTable {
        table
            .on(ReintegrationApproved.self) { _ = try keep($1, $2, $0) }
            .on(ReintegrationStarted.self) { _ = try keep($1, $2, $0) }
            .on(ReintegrationCompleted.self) { _ = try keep($1, $2, $0) }
            .on(ReintegrationAbandoned.self) { _ = try keep($1, $2, $0) }
    }

    private func returns(_ table: MessageTable) -> MessageTable {
        table
            .on(ReturnRequested.self) { _ = try keep($1, $2, $0) }
            .on(ReturnDeparted.self) { _ = try keep($1, $2, $0) }
            .on(ReturnArrived.self) { _ = try keep($1, $2, $0) }
            .on(ReturnWithdrawn.self) { _ = try keep($1, $2, $0) }
            .on(ReturnCancelled.self) { _ = try keep($1, $2, $0) }
    }
}
