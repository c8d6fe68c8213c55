import EventStore
import Events
import Foundation

/// Which event goes to which handler.
enum ServiceDeliveryMessages {
    static func table(_ zone: TimeZone) -> MessageTable {
        partnershipMessages(subjectMessages(careMessages(caseMessages(MessageTable(), zone), zone), zone))
    }

    private static func caseMessages(_ table: MessageTable, _ zone: TimeZone) -> MessageTable {
        table
            .following(CaseRegistered.self, zone)
            .following(CaseCorrected.self, zone)
            .following(CaseProfile.self, zone)
            .following(CasePlanned.self, zone)
            .following(CaseDeclined.self, zone)
            .following(CaseClosed.self, zone)
            .following(CaseReopened.self, zone)
            .following(CaseVoided.self, zone)
            .following(TransferCompleted.self, zone)
    }

    private static func careMessages(_ table: MessageTable, _ zone: TimeZone) -> MessageTable {
        table
            .following(ConsentRecorded.self, zone)
            .following(ConsentVoided.self, zone)
            .following(AdmissionAdmitted.self, zone)
            .following(AdmissionReleased.self, zone)
            .following(AdmissionAbsconded.self, zone)
            .following(AdmissionDied.self, zone)
            .following(AdmissionVoided.self, zone)
            .following(VictimDetected.self, zone)
            .following(VictimDetermined.self, zone)
    }

    private static func subjectMessages(_ table: MessageTable, _ zone: TimeZone) -> MessageTable {
        table
            .remembering(SubjectMerged.self)
            .on(SubjectUnmerged.self) { try FollowingPeople(zone: zone).unmerged($0, $1, $2) }
            .on(SubjectErased.self) { try FollowingPeople(zone: zone).erased($0, $1, $2) }
    }

    private static func partnershipMessages(_ table: MessageTable) -> MessageTable {
        table
            .remembering(InstitutionRegistered.self)
            .remembering(InstitutionUpdated.self)
            .remembering(OrganisationRegistered.self)
            .remembering(OrganisationUpdated.self)
            .remembering(CommitmentPledged.self)
            .remembering(CommitmentWithdrawn.self)
            .remembering(AgreementInForce.self)
            .remembering(AgreementRenewed.self)
            .remembering(AgreementExpired.self)
            .remembering(AgreementTerminated.self)
    }
}
