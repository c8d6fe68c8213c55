import EventStore
import Events

/// What a command changes of a distribution; what is left out stays.
struct DistributionChange: Sendable {
    var place: PlaceCode?
    var date: CalendarDate?
    var programmeID: EntityID?
    var distributorOrgID: EntityID?
    var agreementID: EntityID?
    var items: [KitItem]?
    var subjectIDs: [EntityID]?
    var cells: [KitCell]?

    func applied(to contents: DistributionContents) -> DistributionContents {
        var after = contents
        if let place { after.place = place }
        if let date { after.date = date }
        if let programmeID { after.programmeID = programmeID }
        if let distributorOrgID { after.distributorOrgID = distributorOrgID }
        if let agreementID { after.agreementID = agreementID }
        if let items { after.items = items }
        // Recipients are of one sort, so those of the other sort give way unless both are named.
        if subjectIDs != nil || cells != nil {
            after.subjectIDs = subjectIDs ?? []
            after.cells = cells ?? []
        }
        return after
    }
}

extension DistributionState {
    static func plan(_ id: EntityID, _ contents: DistributionContents, _ time: BusinessTime) throws(Rejection) -> Draft
    {
        try contents.check(mayLackRecipients: true)
        guard contents.date <= time.today.adding(days: BusinessTime.planningHorizonDays) else {
            throw BusinessTime.inFuture("date")
        }
        return Draft(
            DistributionPlanned(
                distributionId: id,
                place: contents.place,
                date: contents.date,
                programmeId: contents.programmeID,
                distributorOrgId: contents.distributorOrgID,
                agreementId: contents.agreementID,
                items: contents.items,
                subjectIds: contents.subjectIDs,
                cells: contents.cells
            ),
            of: id,
            at: BusinessTime.instant(of: contents.date)
        )
    }

    /// The kits were given out, as planned or as `change` says.
    func distribute(_ id: EntityID, _ change: DistributionChange, _ time: BusinessTime) throws(Rejection) -> Draft {
        let contents = change.applied(to: try known())
        guard status == .planned else {
            throw .invalidTransition("distribution", status.rawValue, "only a planned one is given out")
        }
        try contents.check(mayLackRecipients: false)
        try time.refuseFuture(contents.date, field: "date")
        return Draft(
            KitDistributed(
                distributionId: id,
                place: contents.place,
                date: contents.date,
                programmeId: contents.programmeID,
                distributorOrgId: contents.distributorOrgID,
                agreementId: contents.agreementID,
                items: contents.items,
                subjectIds: contents.subjectIDs,
                cells: contents.cells,
                mayDoubleCount: contents.mayDoubleCount
            ),
            of: id,
            at: BusinessTime.instant(of: contents.date)
        )
    }

    func verify(_ id: EntityID, at instant: Timestamp, _ time: BusinessTime) throws(Rejection) -> Draft {
        _ = try known()
        guard status == .distributed else {
            throw .invalidTransition("distribution", status.rawValue, "only one that was given out is verified")
        }
        try time.refuseFuture(instant, field: "verifiedAt")
        return Draft(KitVerified(distributionId: id, verifiedAt: instant), of: id, at: instant)
    }

    func void(_ id: EntityID, _ reason: CorrectionReason, _ time: BusinessTime) throws(Rejection) -> Draft {
        _ = try known()
        guard status != .voided else {
            throw .invalidTransition("distribution", status.rawValue, "it counts nowhere already")
        }
        return Draft(
            KitVoided(distributionId: id, reason: reason, voidedAt: time.now),
            of: id,
            at: time.now,
            staysHere: !wasDistributed
        )
    }

    func correct(
        _ id: EntityID,
        _ change: DistributionChange,
        _ reason: CorrectionReason,
        _ time: BusinessTime
    )
        throws(Rejection) -> Draft
    {
        let before = try known()
        guard status != .voided else {
            throw .invalidTransition("distribution", status.rawValue, "record what is right as a new distribution")
        }
        let after = change.applied(to: before)
        let changed = after.differences(from: before)
        guard !changed.isEmpty else { throw .emptyCorrection }
        try after.check(mayLackRecipients: !wasDistributed)
        if wasDistributed { try time.refuseFuture(after.date, field: "date") }
        return Draft(
            KitCorrected(
                distributionId: id,
                place: after.place,
                date: after.date,
                programmeId: after.programmeID,
                distributorOrgId: after.distributorOrgID,
                agreementId: after.agreementID,
                items: after.items,
                subjectIds: after.subjectIDs,
                cells: after.cells,
                mayDoubleCount: after.mayDoubleCount,
                changed: changed,
                reason: reason
            ),
            of: id,
            at: time.now,
            staysHere: !wasDistributed
        )
    }
}
