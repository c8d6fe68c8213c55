import Events

/// An activity as its events leave it.
struct Activity: Sendable {
    /// The attendance of an activity that was counted without a list.
    typealias Headcount = [HeadcountCell]

    let id: EntityID
    var kind: ActivityKind?
    var scope: ActivityScope?
    var place: PlaceCode?
    var audience: [TargetGroup] = []
    var agreement: EntityID?
    var endsOn: Int32 = .max
    var isHeld = false
    var isCancelled = false
    var headcount: Headcount?

    /// The activities, whenever they were.
    static func all(in entries: Entries) -> [EntityID: Activity] {
        var activities: [EntityID: Activity] = [:]
        for entry in entries.of(.activity) {
            guard let id = id(of: entry.event) else { continue }
            activities[id, default: Activity(id: id)].apply(entry)
        }
        return activities
    }

    /// Those that took place.
    static func held(in entries: Entries) -> [Activity] {
        all(in: entries).values.filter { $0.isHeld && !$0.isCancelled }
    }

    private static func id(of event: any EventData) -> EntityID? {
        switch event {
        case let event as ActivityHeld: event.activityId
        case let event as ActivityReported: event.activityId
        case let event as ActivityCorrected: event.activityId
        case let event as ActivityCancelled: event.activityId
        case let event as HeadcountReported: event.activityId
        default: nil
        }
    }

    private mutating func apply(_ entry: Entry) {
        switch entry.event {
        case let event as ActivityHeld:
            (kind, scope, place) = (event.kind, event.scope, event.place)
            (audience, agreement, endsOn) = (event.audience, event.agreementId, event.endsOn.number)
            isHeld = true
        case let event as ActivityReported:
            (kind, scope, place) = (event.kind, event.scope, event.place)
            (audience, agreement, endsOn) = (event.audience, event.agreementId, event.endsOn.number)
            isHeld = true
        case let event as ActivityCorrected:
            (kind, scope, place) = (event.kind, event.scope, event.place)
            (audience, agreement, endsOn) = (event.audience, event.agreementId, event.endsOn.number)
        case is ActivityCancelled: isCancelled = true
        case let event as HeadcountReported: headcount = event.cells
        default: break
        }
    }

    /// One item for each activity that took place, on its last day.
    static func items(in entries: Entries) -> [Item] {
        let agreements = Agreement.all(in: entries)
        return held(in: entries).map { activity in
            Item(
                key: activity.id.description,
                day: activity.endsOn,
                values: [
                    .kind: activity.kind.map { [$0.rawValue] } ?? [notApplicable],
                    .place: activity.place.map { [Surroundings.region(of: $0)] } ?? [notApplicable],
                    .audience: activity.audience.map(\.rawValue),
                    .agreement: activity.agreement.map {
                        [agreements[$0] == nil ? unresolved : $0.description]
                    } ?? [notApplicable],
                ]
            )
        }
    }
}
