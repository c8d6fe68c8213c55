import EventStore
import Events

/// What happened to an agreement.
enum AgreementStepKind: String, CodeList {
    case drafted
    case signed
    case inForce = "in_force"
    case reviewDue = "review_due"
    case reviewed
    case amended
    case renewed
    case expired
    case terminated
}

/// A step in the life of an agreement; steps are added and never changed.
struct AgreementStep: Codable, Sendable, Hashable {
    /// The agreement's version with it.
    var version: Int
    var kind: AgreementStepKind
    /// The day on which it took effect; absent for a draft.
    var on: CalendarDate?
    /// When it was entered.
    var recordedAt: Timestamp
    /// The fields that it changed.
    var changed: [String]
    /// The last day in force with it; absent when it has no end.
    var inForceTo: CalendarDate?
    /// The terms as they stood from then on, where they were stated anew.
    var terms: AgreementTerms?
}

/// An agreement's life as the log tells it.
struct AgreementHistory: Folded {
    private(set) var steps: [AgreementStep] = []
    private var inForceTo: CalendarDate?

    init() {}

    static let fold = Dispatch<Self>()
        .on(AgreementDrafted.self) { $0.add(.drafted, $2, on: nil, terms: AgreementTerms($1)) }
        .on(AgreementSigned.self) { $0.add(.signed, $2, on: $1.signedOn, terms: AgreementTerms($1)) }
        .on(AgreementInForce.self) { $0.add(.inForce, $2, on: $1.from) }
        .on(AgreementReviewDue.self) { $0.add(.reviewDue, $2, on: $1.due) }
        .on(AgreementReviewed.self) { $0.add(.reviewed, $2, on: $1.reviewedOn) }
        .on(AgreementAmended.self) { history, event, entry in
            history.add(.amended, entry, on: event.amendedOn, changed: event.changed, terms: AgreementTerms(event))
        }
        .on(AgreementRenewed.self) { history, event, entry in
            history.inForceTo = event.to
            history.add(.renewed, entry, on: event.renewedOn, changed: ["inForceTo"])
        }
        .on(AgreementExpired.self) { $0.add(.expired, $2, on: $1.expiredOn) }
        .on(AgreementTerminated.self) { $0.add(.terminated, $2, on: $1.terminatedOn) }

    private mutating func add(
        _ kind: AgreementStepKind,
        _ entry: LogEntry,
        on day: CalendarDate?,
        changed: [String] = [],
        terms: AgreementTerms? = nil
    ) {
        if let terms { inForceTo = terms.inForceTo }
        steps.append(
            AgreementStep(
                version: entry.version,
                kind: kind,
                on: day,
                recordedAt: entry.recordedAt,
                changed: changed,
                inForceTo: inForceTo,
                terms: terms
            )
        )
    }
}
