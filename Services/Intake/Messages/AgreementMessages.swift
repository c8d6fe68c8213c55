import EventStore
import Events

extension IntakeMessages {
    /// Agreements and programmes say when they are in force; all are national.
    func agreements(_ table: MessageTable) -> MessageTable {
        table
            .on(AgreementDrafted.self) { try keep($2, $0) }
            .on(AgreementSigned.self) { try keep($2, $0) }
            .on(AgreementInForce.self) { try keep($2, $0) }
            .on(AgreementReviewed.self) { try keep($2, $0) }
            .on(AgreementRenewed.self) { try keep($2, $0) }
            .on(AgreementAmended.self) { try keep($2, $0) }
            .on(AgreementExpired.self) { try keep($2, $0) }
            .on(AgreementTerminated.self) { try keep($2, $0) }
            .on(ProgrammeRegistered.self) { try keep($2, $0) }
    }
}
