/// The data of one event type: the single declaration from which its encoding, its JSON Schema, its place in the
/// AsyncAPI document and its golden file are made.
///
/// Properties are spelled as on the wire (`caseId`), so that the declaration is the contract. Optional properties may
/// be absent. Types: `String`, `Int`, `Double`, `Bool`, ``EntityID``, ``Timestamp``, ``CalendarDate``, ``PlaceCode``,
/// ``CountryCode``, a ``CodeList``, arrays, `[String: String]`, and nested `Codable` structs of these.
public protocol EventData: Codable, Sendable, Equatable {
    /// The type without its `jisr.` prefix, version included: `case.registered.v1`.
    static var name: String { get }
    /// Where it is published; `nil` for an event that never leaves its store.
    static var topic: Topic? { get }
    /// One sentence for the generated reference.
    static var summary: String { get }
    /// A synthetic example: the golden file and the documentation show it.
    static var example: Self { get }
    /// Every topic this one goes to: ``topic``, and for some events a second one for the readers of another class.
    var topics: [Topic] { get }
    /// Reads it member by member: faster than by `init(from:)`, and the same.
    ///
    /// - Throws: ``JSONMembers/Unusual`` where only that does.
    static func direct(_ members: JSONMembers) throws(JSONMembers.Unusual) -> Self
}

extension EventData {
    /// By `init(from:)` only.
    public static func direct(_ members: JSONMembers) throws(JSONMembers.Unusual) -> Self {
        throw JSONMembers.Unusual()
    }

    /// The CloudEvents `type`: `jisr.` and the name.
    public static var type: String { "jisr." + name }

    /// The `dataschema`: the identifier of the type's JSON Schema.
    public static var schemaID: String { "urn:jisr:schema:" + name }

    /// ``topic`` alone.
    public var topics: [Topic] { Self.topic.map { [$0] } ?? [] }
}

/// An event that concerns a case: its record's key is the case.
public protocol CaseEvent: EventData {
    /// The case.
    var caseId: EntityID { get }
}

/// An event about a service which, for shelters and criminal proceedings, also goes to the confidential topic.
public protocol SensitiveServiceEvent: EventData {
    /// The service.
    var service: ServiceKind { get }
}

extension SensitiveServiceEvent {
    /// ``EventData/topic``, and the confidential one for shelters and criminal proceedings (`domain.md` §5.2).
    public var topics: [Topic] {
        let own = Self.topic.map { [$0] } ?? []
        return service == .shelter || service == .criminalJustice ? own + [.serviceConfidential] : own
    }
}
