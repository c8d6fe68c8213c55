import Decisions
import EventStore
import Events

/// Records on how many days somebody attended; 0 is absence.
struct RecordAttendance: Codable, Sendable, Hashable {
    var days: Int
    var occurredAt: Timestamp?
}

/// Records what somebody scored before and after; a score stated again replaces the earlier one.
struct RecordScores: Codable, Sendable, Hashable {
    var preScore: Int?
    var postScore: Int?
    var occurredAt: Timestamp?
}

/// Certifies somebody.
struct CertifyParticipant: Codable, Sendable, Hashable {
    /// The certificate's number; the next one when left out.
    var certificateNo: String?
    var certifiedOn: CalendarDate?
    var occurredAt: Timestamp?
}

/// What comes of recording attendance: presence, or an absence, which is stated as a correction.
enum AttendanceDecision: Sendable, Equatable {
    case attended(ParticipantAttended)
    case absent(ParticipantCorrected)
}

extension ActivityState {
    /// Refuses before the activity has begun.
    func requireBegun() throws(Rejection) {
        _ = try existing()
        switch status {
        case .planned, .open: throw Self.notStarted
        case .cancelled: throw .transition("the activity", status.rawValue, wanted: "held")
        case .inProgress, .held, .reported: return
        }
    }
}

extension ParticipantState {
    /// Decides ``RecordAttendance``.
    func attend(_ command: RecordAttendance, in activity: ActivityState) throws(Rejection) -> AttendanceDecision {
        let (id, details) = try existing()
        try activity.requireBegun()
        guard attendance == .unknown else {
            throw .transition("the attendance", "recorded", wanted: "not recorded yet; correct the participation")
        }
        let days = try activity.checked(days: command.days)
        guard days > 0 else {
            return .absent(corrected(id, details, days: nil, changed: ["days"], voided: false, for: .newInformation))
        }
        return .attended(
            ParticipantAttended(
                participantId: id,
                activityId: details.activityId,
                role: details.role,
                sex: details.sex,
                country: details.country,
                orgId: details.orgId,
                orgKind: details.orgKind,
                trainerId: details.trainerId,
                days: days
            )
        )
    }

    /// Decides ``RecordScores``.
    func score(_ command: RecordScores, in activity: ActivityState) throws(Rejection) -> ParticipantScored {
        let (id, details) = try existing()
        try activity.requireBegun()
        guard command.preScore != nil || command.postScore != nil else {
            throw Rejection("field.required", field: "postScore", "give the score before, the score after, or both")
        }
        for (field, score) in [("preScore", command.preScore), ("postScore", command.postScore)] {
            if let score, !(0...100).contains(score) {
                throw Rejection("score.range", field: field, "a score is from 0 to 100")
            }
        }
        return ParticipantScored(
            participantId: id,
            activityId: details.activityId,
            role: details.role,
            sex: details.sex,
            country: details.country,
            orgId: details.orgId,
            orgKind: details.orgKind,
            trainerId: details.trainerId,
            preScore: command.preScore,
            postScore: command.postScore
        )
    }

    /// Decides ``CertifyParticipant``: at least four fifths of the days, and 60 of 100 after where there was a test.
    ///
    /// - `number`: the certificate's number.
    /// - `mintTrainer`: gives a trainer's identifier: whoever is certified by a training of trainers becomes one.
    func certify(
        on day: CalendarDate,
        number: String,
        in activity: ActivityState,
        mintTrainer: () -> EntityID
    ) throws(Rejection) -> ParticipantCertified {
        let (id, details) = try existing()
        let (_, plan) = try activity.existing()
        try activity.requireBegun()
        guard activity.status != .inProgress else {
            throw .transition("the activity", activity.status.rawValue, wanted: "held")
        }
        guard certificate == nil else { throw .transition("the participant", "certified", wanted: "not certified yet") }
        guard plan.isEnough(days: attendance.days) else {
            throw Rejection(
                "certificate.not_earned",
                field: "days",
                "a certificate needs attendance on at least 80 % of the days"
            )
        }
        let wasTested = preScore != nil || postScore != nil
        guard !wasTested || (postScore ?? 0) >= 60 else {
            throw Rejection(
                "certificate.not_earned",
                field: "postScore",
                "a certificate needs a score after of at least 60"
            )
        }
        let becomesTrainer = plan.kind == .trainingOfTrainers && details.role == .participant
        return ParticipantCertified(
            participantId: id,
            activityId: details.activityId,
            role: details.role,
            sex: details.sex,
            country: details.country,
            orgId: details.orgId,
            orgKind: details.orgKind,
            trainerId: details.trainerId ?? (becomesTrainer ? mintTrainer() : nil),
            audience: plan.audience,
            certificateNo: number,
            certifiedOn: day
        )
    }

    /// The event that states how a participation now stands.
    func corrected(
        _ id: EntityID,
        _ details: ParticipantDetails,
        days: Int?,
        changed: [String],
        voided: Bool,
        for reason: CorrectionReason
    ) -> ParticipantCorrected {
        ParticipantCorrected(
            participantId: id,
            activityId: details.activityId,
            role: details.role,
            sex: details.sex,
            country: details.country,
            orgId: details.orgId,
            orgKind: details.orgKind,
            trainerId: details.trainerId,
            days: days,
            voided: voided,
            changed: changed,
            reason: reason
        )
    }
}

extension ActivityState {
    /// A number of days that the activity has.
    func checked(days: Int) throws(Rejection) -> Int {
        let dayCount = try existing().plan.dayCount
        guard (0...dayCount).contains(days) else {
            throw Rejection(
                "period.invalid",
                field: "days",
                "the activity has \(dayCount) days; attendance is 0 to that"
            )
        }
        return days
    }
}
