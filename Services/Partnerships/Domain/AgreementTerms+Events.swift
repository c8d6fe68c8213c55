import Events

// The three events that state an agreement's terms in full, and the terms themselves.

extension AgreementTerms {
    init(_ event: AgreementDrafted) {
        self.init(
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
            continuesAgreementId: event.continuesAgreementId,
            partnershipSince: event.partnershipSince
        )
    }

    init(_ event: AgreementSigned) {
        self.init(
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
            continuesAgreementId: event.continuesAgreementId,
            partnershipSince: event.partnershipSince
        )
    }

    init(_ event: AgreementAmended) {
        self.init(
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
            continuesAgreementId: event.continuesAgreementId,
            partnershipSince: event.partnershipSince
        )
    }

    func drafted(_ agreementID: EntityID) -> AgreementDrafted {
        AgreementDrafted(
            agreementId: agreementID,
            kind: kind,
            title: title,
            partyOrgIds: partyOrgIds,
            countries: countries,
            institutionIds: institutionIds,
            regions: regions,
            targetGroups: targetGroups,
            objectives: objectives,
            targets: targets,
            reporting: reporting,
            reviewEveryMonths: reviewEveryMonths,
            legalBasis: legalBasis,
            inForceFrom: inForceFrom,
            inForceTo: inForceTo,
            continuesAgreementId: continuesAgreementId,
            partnershipSince: partnershipSince
        )
    }

    func signed(
        _ agreementID: EntityID,
        on day: CalendarDate,
        at place: PlaceCode?,
        by signatories: [Signatory]
    ) -> AgreementSigned {
        AgreementSigned(
            agreementId: agreementID,
            kind: kind,
            title: title,
            partyOrgIds: partyOrgIds,
            countries: countries,
            institutionIds: institutionIds,
            regions: regions,
            targetGroups: targetGroups,
            objectives: objectives,
            targets: targets,
            reporting: reporting,
            reviewEveryMonths: reviewEveryMonths,
            legalBasis: legalBasis,
            inForceFrom: inForceFrom,
            inForceTo: inForceTo,
            continuesAgreementId: continuesAgreementId,
            partnershipSince: partnershipSince,
            signedOn: day,
            signedAtPlace: place,
            signatories: signatories
        )
    }

    func amended(_ agreementID: EntityID, on day: CalendarDate, changed: [String]) -> AgreementAmended {
        AgreementAmended(
            agreementId: agreementID,
            kind: kind,
            title: title,
            partyOrgIds: partyOrgIds,
            countries: countries,
            institutionIds: institutionIds,
            regions: regions,
            targetGroups: targetGroups,
            objectives: objectives,
            targets: targets,
            reporting: reporting,
            reviewEveryMonths: reviewEveryMonths,
            legalBasis: legalBasis,
            inForceFrom: inForceFrom,
            inForceTo: inForceTo,
            continuesAgreementId: continuesAgreementId,
            partnershipSince: partnershipSince,
            amendedOn: day,
            changed: changed
        )
    }

    func inForce(_ agreementID: EntityID, from day: CalendarDate) -> AgreementInForce {
        AgreementInForce(
            agreementId: agreementID,
            kind: kind,
            partyOrgIds: partyOrgIds,
            institutionIds: institutionIds,
            regions: regions,
            from: day,
            to: inForceTo
        )
    }
}
