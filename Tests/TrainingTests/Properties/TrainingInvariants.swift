import EventStore
import Events
import TestKit

@testable import Training

/// What must hold of every log, whatever was asked; each problem found is a line.
struct TrainingInvariants {
    private(set) var problems: [String] = []
    private let transaction: Transaction

    init(_ transaction: Transaction) {
        self.transaction = transaction
    }

    private mutating func hold(_ condition: Bool, _ problem: @autoclosure () -> String) {
        if !condition { problems.append(problem()) }
    }

    /// An activity goes from planned to reported by way of all states between, and back only by postponement.
    mutating func check(activity id: EntityID) throws {
        let next: [String: Set<String>] = [
            "planned": ["opened", "cancelled", "postponed"], "opened": ["started", "cancelled", "postponed"],
            "started": ["held", "cancelled", "postponed"], "held": ["reported"], "reported": [], "cancelled": [],
            "postponed": ["opened", "cancelled", "postponed"],
        ]
        var status: String?
        for entry in try transaction.entries(aggregate: id) {
            let step = String(entry.type.dropFirst("jisr.activity.".count).dropLast(".v1".count))
            guard entry.type.hasPrefix("jisr.activity."), step != "corrected" else { continue }
            if let status {
                hold(next[status]?.contains(step) == true, "activity \(id): \(step) after \(status)")
            } else {
                hold(step == "planned", "activity \(id) begins with \(step)")
            }
            status = step
        }
        let state = try transaction.activity(id)
        let participants = try transaction.participants(of: id).filter { !$0.isVoided }
        let counted = Set(state.headcount?.cells.map(\.role) ?? [])
        let listed = Set(participants.compactMap { $0.details?.role })
        hold(counted.isDisjoint(with: listed), "activity \(id) has a list and a headcount of \(counted)")
        let known = state.attendance(participants)
        hold(known.source != .notReported || known.participantCount == nil, "activity \(id): not reported is a number")
        let dayCount = state.plan?.dayCount ?? 0
        for participant in participants {
            hold((participant.attendance.days ?? 0) <= dayCount, "somebody attended longer than \(id) was")
        }
    }

    /// Nothing happens to a participation before it is registered or after it is void, and a certificate is earned.
    mutating func check(participant id: EntityID) throws {
        var names: [String] = []
        var isVoided = false
        for entry in try transaction.entries(aggregate: id) {
            hold(!isVoided, "participant \(id): \(entry.type) after it was voided")
            if entry.type == ParticipantCorrected.type {
                isVoided = try entry.data(as: ParticipantCorrected.self).voided
            }
            names.append(entry.type)
        }
        hold(names.first == ParticipantRegistered.type, "participant \(id) begins with \(names.first ?? "nothing")")
        for once in [ParticipantRegistered.type, ParticipantConfirmed.type, ParticipantCertified.type] {
            hold(names.count { $0 == once } <= 1, "participant \(id): \(once) more than once")
        }
        let state = try transaction.participant(id)
        guard state.certificate != nil, let activity = state.details?.activityId, !state.isVoided else { return }
        let plan = try transaction.activity(activity).existing().plan
        hold(plan.isEnough(days: state.attendance.days), "participant \(id) is certified for too few days")
        hold(names.contains(ParticipantAttended.type) || names.contains(ParticipantCorrected.type), "\(id) never came")
    }

    mutating func checkCertificates(of participants: [EntityID]) throws {
        let numbers = try participants.compactMap { try transaction.participant($0).certificate?.certificateNo }
        hold(Set(numbers).count == numbers.count, "a certificate's number was given twice")
        for number in numbers {
            hold(try transaction.participantID(ofCertificate: number) != nil, "\(number) cannot be verified")
        }
    }
}
