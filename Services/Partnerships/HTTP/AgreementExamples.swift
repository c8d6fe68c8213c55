import EventStore
import Events

extension AgreementView {
    init(_ id: EntityID, _ transaction: Transaction) throws {
        let state = try transaction.agreement(id)
        self.init(
            agreementId: id,
            version: try transaction.version(of: id),
            status: state.status,
            terms: try state.existing().terms,
            signedOn: state.signedOn,
            signedAtPlace: state.signedAtPlace,
            signatories: state.signatories,
            inForceSince: state.inForceSince,
            reviewedOn: state.reviewedOn,
            nextReviewOn: state.isInForce ? state.nextReview : nil,
            endedOn: state.endedOn,
            continuedByAgreementIds: try transaction.agreementIDs(continuing: id)
        )
    }

    static var example: AgreementView {
        let event = AgreementSigned.example
        return AgreementView(
            agreementId: event.agreementId,
            version: 3,
            status: .inForce,
            terms: AgreementTerms(event),
            signedOn: event.signedOn,
            signedAtPlace: event.signedAtPlace,
            signatories: event.signatories,
            inForceSince: event.inForceFrom,
            continuedByAgreementIds: []
        )
    }
}

extension AgreementAnswer {
    static func example(_ status: AgreementStatus) -> AgreementAnswer {
        AgreementAnswer(agreementId: AgreementDrafted.example.agreementId, status: status, version: 1)
    }
}

extension DraftAgreement {
    static var example: DraftAgreement {
        let event = AgreementDrafted.example
        return DraftAgreement(
            kind: event.kind,
            title: event.title,
            partyOrgIds: event.partyOrgIds,
            countries: event.countries,
            institutionIds: event.institutionIds,
            regions: event.regions,
            targetGroups: event.targetGroups,
            objectives: event.objectives,
            targets: event.targets,
            reporting: event.reporting,
            reviewEveryMonths: event.reviewEveryMonths,
            legalBasis: event.legalBasis,
            inForceFrom: event.inForceFrom,
            inForceTo: event.inForceTo,
            partnershipSince: event.partnershipSince
        )
    }
}

extension SignAgreement {
    static var example: SignAgreement {
        let event = AgreementSigned.example
        return SignAgreement(signedOn: event.signedOn, place: event.signedAtPlace, signatories: event.signatories)
    }
}
