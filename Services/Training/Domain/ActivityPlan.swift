import Decisions
import EventStore
import Events

/// What an activity is, whatever its status.
struct ActivityPlan: Codable, Sendable, Hashable {
    var kind: ActivityKind
    var title: String
    var scope: ActivityScope
    var startsOn: CalendarDate
    var endsOn: CalendarDate
    var place: PlaceCode?
    var mode: ActivityMode
    var organiserOrgIds: [EntityID]
    var funderOrgIds: [EntityID]
    var fundingProgrammeIds: [EntityID]
    var agreementId: EntityID?
    var commitmentIds: [EntityID]
    var topics: [TrainingTopic]
    var audience: [TargetGroup]
    var firstOfKind: Bool
    var agenda: [AgendaItem]
    var trainerIds: [EntityID]
}

extension ActivityPlan {
    /// This plan in order, or what is wrong with it.
    func checked() throws(Rejection) -> ActivityPlan {
        var plan = self
        plan.title = try Checks.text(title, field: "title", maximumLength: 300)
        guard startsOn <= endsOn, startsOn.daysSince1970 + 366 > endsOn.daysSince1970 else {
            throw Rejection(
                "period.invalid",
                field: "endsOn",
                "the last day is not before the first, nor more than a year after it"
            )
        }
        plan.organiserOrgIds = Checks.distinct(organiserOrgIds)
        guard !plan.organiserOrgIds.isEmpty else {
            throw Rejection(
                "organiser.required",
                field: "organiserOrgIds",
                "name at least one organisation that organises it"
            )
        }
        plan.funderOrgIds = Checks.distinct(funderOrgIds)
        plan.fundingProgrammeIds = Checks.distinct(fundingProgrammeIds)
        plan.commitmentIds = Checks.distinct(commitmentIds)
        plan.topics = try Checks.some(topics, field: "topics")
        plan.audience = Checks.distinct(audience)
        plan.trainerIds = Checks.distinct(trainerIds)
        plan.agenda = []
        for (index, item) in agenda.enumerated() {
            plan.agenda.append(
                AgendaItem(
                    title: try Checks.text(item.title, field: "agenda[\(index)].title", maximumLength: 200),
                    kind: item.kind
                )
            )
        }
        return plan
    }

    /// The days it lasts, the first and the last included.
    var dayCount: Int { endsOn.daysSince1970 - startsOn.daysSince1970 + 1 }

    /// Whether attendance on so many days earns a certificate: at least four fifths of them.
    func isEnough(days: Int?) -> Bool {
        // In whole numbers, so that four days of five are four fifths.
        (days ?? 0) * 5 >= dayCount * 4
    }

    /// The names of the fields in which this plan differs from `other`.
    func differences(from other: ActivityPlan) -> [String] {
        var names: [String] = []
        func compare<Value: Equatable>(_ field: KeyPath<ActivityPlan, Value>, _ name: String) {
            if self[keyPath: field] != other[keyPath: field] { names.append(name) }
        }
        compare(\.kind, "kind")
        compare(\.title, "title")
        compare(\.scope, "scope")
        compare(\.startsOn, "startsOn")
        compare(\.endsOn, "endsOn")
        compare(\.place, "place")
        compare(\.mode, "mode")
        compare(\.organiserOrgIds, "organiserOrgIds")
        compare(\.funderOrgIds, "funderOrgIds")
        compare(\.fundingProgrammeIds, "fundingProgrammeIds")
        compare(\.agreementId, "agreementId")
        compare(\.commitmentIds, "commitmentIds")
        compare(\.topics, "topics")
        compare(\.audience, "audience")
        compare(\.firstOfKind, "firstOfKind")
        compare(\.agenda, "agenda")
        compare(\.trainerIds, "trainerIds")
        return names
    }
}
