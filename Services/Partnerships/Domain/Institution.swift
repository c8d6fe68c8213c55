import Decisions
import EventStore
import Events

/// What is known of an institution.
///
/// Of a shelter the place is no more than the province.
struct InstitutionDetails: Codable, Sendable, Hashable {
    var orgId: EntityID
    var name: String
    var kind: InstitutionKind
    var security: Security
    var sexServed: SexServed
    var ageMin: Int?
    var ageMax: Int?
    var capacity: Int?
    var place: PlaceCode
}

/// Registers an institution, or states how its entry now stands.
struct DescribeInstitution: Codable, Sendable, Hashable {
    /// A new identifier, for entries that were made elsewhere; minted when left out.
    var institutionId: EntityID?
    var orgId: EntityID
    var name: String
    var kind: InstitutionKind
    var security: Security
    var sexServed: SexServed
    var ageMin: Int?
    var ageMax: Int?
    var capacity: Int?
    var place: PlaceCode
    var occurredAt: Timestamp?
}

/// A policy as an institution last had it.
struct AdoptedPolicy: Codable, Sendable, Hashable {
    var policy: PolicyKind
    var status: PolicyStatus
    var adoptedOn: PartialDate
    var agreementId: EntityID?
}

/// An institution as the log tells it.
struct InstitutionState: Folded {
    private(set) var details: InstitutionDetails?
    /// In the order in which they were first recorded; of the kind "other" there may be several.
    private(set) var policies: [AdoptedPolicy] = []

    init() {}

    static let fold = Dispatch<Self>()
        .on(InstitutionRegistered.self) { state, event, _ in state.details = InstitutionDetails(event) }
        .on(InstitutionUpdated.self) { state, event, _ in state.details = InstitutionDetails(event) }
        .on(InstitutionPolicyAdopted.self) { state, event, _ in state.adopt(event) }

    private mutating func adopt(_ event: InstitutionPolicyAdopted) {
        let policy = AdoptedPolicy(
            policy: event.policy,
            status: event.status,
            adoptedOn: event.adoptedOn,
            agreementId: event.agreementId
        )
        if event.policy != .other, let index = policies.firstIndex(where: { $0.policy == event.policy }) {
            policies[index] = policy
        } else {
            policies.append(policy)
        }
    }
}

extension InstitutionDetails {
    init(_ event: InstitutionRegistered) {
        self.init(
            orgId: event.orgId,
            name: event.name,
            kind: event.kind,
            security: event.security,
            sexServed: event.sexServed,
            ageMin: event.ageMin,
            ageMax: event.ageMax,
            capacity: event.capacity,
            place: event.place
        )
    }

    init(_ event: InstitutionUpdated) {
        self.init(
            orgId: event.orgId,
            name: event.name,
            kind: event.kind,
            security: event.security,
            sexServed: event.sexServed,
            ageMin: event.ageMin,
            ageMax: event.ageMax,
            capacity: event.capacity,
            place: event.place
        )
    }

    /// Checks what a command says.
    init(_ command: DescribeInstitution, isOrganisation: (EntityID) -> Bool) throws(Rejection) {
        guard isOrganisation(command.orgId) else { throw .unresolved("organisation", field: "orgId") }
        let ageMin = try Checks.number(command.ageMin, in: 0...120, field: "ageMin")
        let ageMax = try Checks.number(command.ageMax, in: 0...120, field: "ageMax")
        if let ageMin, let ageMax, ageMin > ageMax {
            throw Rejection("field.invalid", field: "ageMax", "ageMax is at least ageMin")
        }
        let needed: Security? =
            switch command.kind {
            case .closedCare: .closed
            case .openCare: .open
            default: nil
            }
        if let needed, needed != command.security {
            throw Rejection(
                "institution.security_mismatch",
                field: "security",
                "an institution of the kind \(command.kind.rawValue) is \(needed.rawValue); correct one of the two"
            )
        }
        self.init(
            orgId: command.orgId,
            name: try Checks.text(command.name, field: "name", maximumLength: 200),
            kind: command.kind,
            security: command.security,
            sexServed: command.sexServed,
            ageMin: ageMin,
            ageMax: ageMax,
            capacity: try Checks.number(command.capacity, in: 0...100_000, field: "capacity"),
            // Where exactly a shelter is must never be on a topic.
            place: command.kind == .shelter ? command.place.withoutLocality : command.place
        )
    }

    func registered(_ institutionID: EntityID) -> InstitutionRegistered {
        InstitutionRegistered(
            institutionId: institutionID,
            orgId: orgId,
            name: name,
            kind: kind,
            security: security,
            sexServed: sexServed,
            ageMin: ageMin,
            ageMax: ageMax,
            capacity: capacity,
            place: place
        )
    }

    func updated(_ institutionID: EntityID) -> InstitutionUpdated {
        InstitutionUpdated(
            institutionId: institutionID,
            orgId: orgId,
            name: name,
            kind: kind,
            security: security,
            sexServed: sexServed,
            ageMin: ageMin,
            ageMax: ageMax,
            capacity: capacity,
            place: place
        )
    }
}
