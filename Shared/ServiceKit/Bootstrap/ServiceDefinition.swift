public import EventStore
public import Logging
public import ServiceLifecycle

/// What makes one service out of the kit: its name, its settings, its read tables and its parts.
public struct ServiceDefinition: Sendable {
    /// The name, which its executable, topics and source carry: `intake`.
    public let name: String
    /// The version of the program.
    public let version: String
    /// What it does, in a sentence.
    public let summary: String
    /// The port it listens on unless told otherwise.
    public let defaultPort: Int
    /// The settings of its own.
    public let settings: [any DeclaredSetting]
    /// The read tables, made from the log.
    public let projections: [Projection]
    /// The tables that follow the log from behind.
    public let followers: [Follower]
    /// Whether the store is mapped into memory: not where it is read from one end to the other.
    public let mapsStore: Bool
    /// Makes the parts.
    public let build: @Sendable (ServiceContext) async throws -> ServiceComponents

    /// Defines a service.
    public init(
        name: String,
        version: String,
        summary: String,
        defaultPort: Int,
        settings: [any DeclaredSetting] = [],
        projections: [Projection] = [],
        followers: [Follower] = [],
        mapsStore: Bool = true,
        build: @escaping @Sendable (ServiceContext) async throws -> ServiceComponents
    ) {
        self.name = name
        self.version = version
        self.summary = summary
        self.defaultPort = defaultPort
        self.settings = settings
        self.projections = projections
        self.followers = followers
        self.mapsStore = mapsStore
        self.build = build
    }
}

/// What a service's parts are made with.
public struct ServiceContext: Sendable {
    /// The checked configuration.
    public let configuration: ServiceConfiguration
    /// The program's version.
    public let version: String
    /// The service's logger.
    public let logger: Logger
    /// Where its metrics go.
    public let metrics: MetricsRegistry
    /// Its own store, open.
    public let store: EventStore
    /// The one way to write to the store.
    public let writer: Writer
}

/// A service's parts, by when they stop.
///
/// At shutdown the server stops first, then ``consumers``, ``services``, ``producers`` and last the writer and the
/// store: each kind may still use those that stop after it.
public struct ServiceComponents: Sendable {
    /// The routes.
    public var routes: [Route]
    /// What reads from topics.
    public var consumers: [any Service]
    /// Timers and other work.
    public var services: [any Service]
    /// What publishes.
    public var producers: [any Service]
    /// What must hold for the service to be of use.
    public var readiness: [ReadinessCheck]
    /// Tells who sends a request; nobody is asked when it is `nil`.
    public var authenticate: Authenticate?
    /// Called after a commit that left something to publish.
    public var onOutbox: @Sendable () -> Void

    /// Gathers the parts.
    public init(
        routes: [Route] = [],
        consumers: [any Service] = [],
        services: [any Service] = [],
        producers: [any Service] = [],
        readiness: [ReadinessCheck] = [],
        authenticate: Authenticate? = nil,
        onOutbox: @escaping @Sendable () -> Void = {}
    ) {
        self.routes = routes
        self.consumers = consumers
        self.services = services
        self.producers = producers
        self.readiness = readiness
        self.authenticate = authenticate
        self.onOutbox = onOutbox
    }
}
