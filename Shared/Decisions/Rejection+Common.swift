public import EventStore
public import Events

extension Rejection {
    /// A command that the record's status does not allow.
    public static func transition(_ what: String, _ status: String, wanted: String) -> Rejection {
        Rejection(
            "state.invalid_transition",
            field: "status",
            "\(what) is \(status); this needs it to be \(wanted)",
            status: 409
        )
    }

    /// A path names a record that is not there.
    public static func unknown(_ thing: String) -> Rejection {
        Rejection(
            "\(thing).unknown",
            field: "\(thing)Id",
            "there is no such \(thing); check the identifier",
            status: 404
        )
    }

    /// A body names a record that is not there.
    public static func unresolved(_ thing: String, field: String) -> Rejection {
        Rejection(
            "\(thing).unknown",
            field: field,
            "there is no such \(thing); register it first, or correct the identifier"
        )
    }

    /// A new record's identifier is in use.
    public static func taken(_ field: String) -> Rejection {
        Rejection("id.taken", field: field, "this identifier is in use; choose another, or leave it out", status: 409)
    }
}

extension Transaction {
    /// A new record's identifier: the one given, unless it is in use, or a new one.
    public func newID(_ given: EntityID?, field: String) throws -> EntityID {
        guard let given else { return .v7(at: now) }
        guard try version(of: given) == 0 else { throw Rejection.taken(field) }
        return given
    }
}
