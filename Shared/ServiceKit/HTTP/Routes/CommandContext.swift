public import EventStore
public import Events

/// Who sends a request.
public struct Caller: Sendable, Hashable {
    /// A stable name that is kept with what the caller does; not a person's name.
    public let name: String

    /// Makes a caller.
    public init(name: String) {
        self.name = name
    }

    /// Whoever reaches a service that does not ask.
    public static let local = Caller(name: "local")
}

/// What a command's handler knows of its request beside the body.
public struct CommandContext: Sendable {
    /// Who sends it.
    public let actor: Caller
    /// The version that the sender saw, from `If-Match`.
    public let expectedVersion: Int?
    /// What the events that follow are correlated by: the idempotency key where it is a UUID, else a new identifier.
    public let correlationID: EntityID
    /// The `Idempotency-Key`.
    public let idempotencyKey: String
    private let path: PathValues

    init(_ exchange: Exchange, key: String) throws {
        actor = exchange.caller
        idempotencyKey = key
        correlationID = EntityID(key) ?? .v7()
        path = exchange.path
        expectedVersion = try exchange.expectedVersion()
        if expectedVersion == nil, exchange.declaration.requiresVersion { throw CommandFault.versionRequired }
    }

    /// The identifier in the path.
    ///
    /// - Throws: ``Rejection`` `id.invalid` (404) when it is not a UUID.
    public func id(_ parameter: String) throws -> EntityID {
        try path.id(parameter)
    }

    /// The text in the path.
    public func text(_ parameter: String) -> String {
        path[parameter]
    }
}

/// What a command's handler answers with.
public struct CommandResult<Body: Sendable>: Sendable {
    /// The body.
    public var body: Body
    /// The record's version, given as `ETag`.
    public var version: Int?
    /// Where the record is, given as `Location`.
    public var location: String?
    /// The status, when it is not the route's usual one.
    public var status: Int?
    /// Set when what was asked is refused and yet something is recorded: the answer is this problem, with the body as
    /// its member `result`.
    public var refusal: Rejection?

    /// Makes an answer.
    public init(_ body: Body, version: Int? = nil, location: String? = nil, status: Int? = nil) {
        self.body = body
        self.version = version
        self.location = location
        self.status = status
    }

    /// Makes an answer that refuses what was asked and yet keeps what was appended.
    public static func refused(_ refusal: Rejection, recorded body: Body, version: Int? = nil) -> CommandResult {
        var result = CommandResult(body, version: version)
        result.refusal = refusal
        return result
    }
}

extension CommandResult where Body == NoBody {
    /// An answer without a body.
    public static func done(version: Int? = nil) -> CommandResult {
        CommandResult(NoBody(), version: version)
    }
}

extension PathValues {
    func id(_ parameter: String) throws -> EntityID {
        guard let id = EntityID(self[parameter]) else { throw Self.invalid(parameter) }
        return id
    }

    static func invalid(_ parameter: String) -> Rejection {
        Rejection(
            "id.invalid",
            field: parameter,
            "there is no such record: the identifier is not a UUID",
            status: 404
        )
    }
}
