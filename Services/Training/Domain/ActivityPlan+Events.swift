import Events

// The events that state what an activity is, in full.

extension ActivityPlan {
    init(_ event: ActivityPlanned) {
        self.init(
            kind: event.kind,
            title: event.title,
            scope: event.scope,
            startsOn: event.startsOn,
            endsOn: event.endsOn,
            place: event.place,
            mode: event.mode,
            organiserOrgIds: event.organiserOrgIds,
            funderOrgIds: event.funderOrgIds,
            fundingProgrammeIds: event.fundingProgrammeIds,
            agreementId: event.agreementId,
            commitmentIds: event.commitmentIds,
            topics: event.topics,
            audience: event.audience,
            firstOfKind: event.firstOfKind,
            agenda: event.agenda,
            trainerIds: event.trainerIds
        )
    }

    /// This plan as a correction states it; the agenda stays when the correction does not touch it.
    func corrected(by event: ActivityCorrected) -> ActivityPlan {
        ActivityPlan(
            kind: event.kind,
            title: event.title,
            scope: event.scope,
            startsOn: event.startsOn,
            endsOn: event.endsOn,
            place: event.place,
            mode: event.mode,
            organiserOrgIds: event.organiserOrgIds,
            funderOrgIds: event.funderOrgIds,
            fundingProgrammeIds: event.fundingProgrammeIds,
            agreementId: event.agreementId,
            commitmentIds: event.commitmentIds,
            topics: event.topics,
            audience: event.audience,
            firstOfKind: event.firstOfKind,
            agenda: event.agenda ?? agenda,
            trainerIds: event.trainerIds
        )
    }

    func planned(_ activityID: EntityID) -> ActivityPlanned {
        ActivityPlanned(
            activityId: activityID,
            kind: kind,
            title: title,
            scope: scope,
            startsOn: startsOn,
            endsOn: endsOn,
            place: place,
            mode: mode,
            organiserOrgIds: organiserOrgIds,
            funderOrgIds: funderOrgIds,
            fundingProgrammeIds: fundingProgrammeIds,
            agreementId: agreementId,
            commitmentIds: commitmentIds,
            topics: topics,
            audience: audience,
            firstOfKind: firstOfKind,
            agenda: agenda,
            trainerIds: trainerIds
        )
    }

    func held(_ activityID: EntityID, at instant: Timestamp) -> ActivityHeld {
        ActivityHeld(
            activityId: activityID,
            kind: kind,
            title: title,
            scope: scope,
            startsOn: startsOn,
            endsOn: endsOn,
            place: place,
            mode: mode,
            organiserOrgIds: organiserOrgIds,
            funderOrgIds: funderOrgIds,
            fundingProgrammeIds: fundingProgrammeIds,
            agreementId: agreementId,
            commitmentIds: commitmentIds,
            topics: topics,
            audience: audience,
            firstOfKind: firstOfKind,
            trainerIds: trainerIds,
            heldAt: instant
        )
    }

    func reported(
        _ activityID: EntityID,
        _ attendance: KnownAttendance,
        outcomes: [EntityID],
        at instant: Timestamp
    ) -> ActivityReported {
        ActivityReported(
            activityId: activityID,
            kind: kind,
            title: title,
            scope: scope,
            startsOn: startsOn,
            endsOn: endsOn,
            place: place,
            mode: mode,
            organiserOrgIds: organiserOrgIds,
            funderOrgIds: funderOrgIds,
            fundingProgrammeIds: fundingProgrammeIds,
            agreementId: agreementId,
            commitmentIds: commitmentIds,
            topics: topics,
            audience: audience,
            firstOfKind: firstOfKind,
            attendance: attendance.source,
            participantCount: attendance.participantCount,
            outcomeAgreementIds: outcomes,
            reportedAt: instant
        )
    }

    func corrected(_ activityID: EntityID, changed: [String], for reason: CorrectionReason) -> ActivityCorrected {
        ActivityCorrected(
            activityId: activityID,
            kind: kind,
            title: title,
            scope: scope,
            startsOn: startsOn,
            endsOn: endsOn,
            place: place,
            mode: mode,
            organiserOrgIds: organiserOrgIds,
            funderOrgIds: funderOrgIds,
            fundingProgrammeIds: fundingProgrammeIds,
            agreementId: agreementId,
            commitmentIds: commitmentIds,
            topics: topics,
            audience: audience,
            firstOfKind: firstOfKind,
            agenda: changed.contains("agenda") ? agenda : nil,
            trainerIds: trainerIds,
            changed: changed,
            reason: reason
        )
    }
}
