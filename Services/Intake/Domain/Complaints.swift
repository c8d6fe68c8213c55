import EventStore
import Events

/// Where a complaint stands.
enum ComplaintStatus: String, CodeList {
    case open
    case resolved
}

/// Somebody complains in a case: the person, or another for the person (Havana Rules 24 and 75 to 78).
struct LodgeComplaint: Codable, Sendable, Hashable {
    var channel: ComplaintChannel
    var topic: ComplaintTopic
    /// When; `occurredAt`, else now, unless given.
    var at: Timestamp?
    /// What was said; sealed.
    var text: String?
    /// Who complained, in words, unless anonymously; sealed.
    var complainant: String?
    /// Nobody is to know who complained: then no complainant is taken.
    var anonymous: Bool?
    var occurredAt: Timestamp?

    /// When it was lodged.
    var moment: Timestamp? { at ?? occurredAt }
}

/// A complaint is resolved.
struct ResolveComplaint: Codable, Sendable, Hashable {
    var outcome: ComplaintOutcome
    /// Sealed.
    var resolvedBy: EntityID?
    /// What was found and done; sealed.
    var note: String?
    var occurredAt: Timestamp?
}

/// What is kept of a complaint beside its codes: sealed under the case's own key.
struct ComplaintNotes: Codable, Sendable, Hashable {
    var text: String?
    var complainant: String?
    var anonymous: Bool?
}

/// What is kept of a complaint's end beside its codes: sealed under the case's own key.
struct ResolutionNotes: Codable, Sendable, Hashable {
    var resolvedBy: EntityID?
    var note: String?
}

/// A complaint of a case.
struct ComplaintState: Sendable, Hashable {
    let id: EntityID
    let channel: ComplaintChannel
    let topic: ComplaintTopic
    let lodgedAt: Timestamp
    var version = 1
    var outcome: ComplaintOutcome?
    var resolvedAt: Timestamp?

    var status: ComplaintStatus { outcome == nil ? .open : .resolved }

    init(_ event: ComplaintLodged) {
        id = event.complaintId
        channel = event.channel
        topic = event.topic
        lodgedAt = event.lodgedAt
    }
}

extension CaseState {
    static func complaintFold(_ dispatch: Dispatch<CaseState>) -> Dispatch<CaseState> {
        dispatch
            .on(ComplaintLodged.self) { state, event, _ in state.complaints.append(ComplaintState(event)) }
            .on(ComplaintResolved.self) { state, event, _ in
                guard let index = state.complaints.firstIndex(where: { $0.id == event.complaintId }) else { return }
                state.complaints[index].version += 1
                state.complaints[index].outcome = event.outcome
                state.complaints[index].resolvedAt = event.resolvedAt
            }
    }

    /// Decides to take a complaint: from identification on, and also after the case has ended.
    func lodge(_ command: LodgeComplaint, id: EntityID, _ occasion: Occasion) throws(Rejection) -> ComplaintLodged {
        guard life.status != .voided else { throw .invalidTransition("the case is voided") }
        guard life.status(at: occasion.at) != nil else {
            throw .invalidTransition("the case was not identified then; enter a time after that")
        }
        if command.anonymous == true, command.complainant != nil {
            throw .invalidField("complainant", "an anonymous complaint names nobody; leave complainant out")
        }
        return ComplaintLodged(
            complaintId: id,
            caseId: caseID,
            institutionId: institutionID,
            channel: command.channel,
            topic: command.topic,
            lodgedAt: occasion.at
        )
    }

    /// Decides to resolve a complaint.
    func resolve(
        _ command: ResolveComplaint,
        _ complaintID: EntityID,
        _ occasion: Occasion
    ) throws(Rejection) -> ComplaintResolved {
        guard life.status != .voided else { throw .invalidTransition("the case is voided") }
        guard let complaint = complaints.first(where: { $0.id == complaintID }) else { throw .complaintUnknown }
        guard complaint.status == .open else { throw .invalidTransition("the complaint has been resolved already") }
        guard occasion.at >= complaint.lodgedAt else {
            throw Rejection("period.invalid", field: "occurredAt", "a complaint is resolved after it was lodged")
        }
        return ComplaintResolved(
            complaintId: complaintID,
            caseId: caseID,
            institutionId: institutionID,
            outcome: command.outcome,
            resolvedAt: occasion.at
        )
    }
}

extension Rejection {
    /// 404: no such complaint in this store.
    static let complaintUnknown = Rejection(
        "complaint.unknown",
        field: "complaintId",
        "there is no such complaint in this instance; check the identifier",
        status: 404
    )
}
