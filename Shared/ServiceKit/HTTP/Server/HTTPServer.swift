import Hummingbird
public import Logging
import NIOCore
public import ServiceLifecycle

/// A service's HTTP server: its declared routes and those that every service has.
public struct HTTPServer: Service {
    /// What a server is made of.
    public struct Options: Sendable {
        /// The address to listen on.
        public var host: String
        /// The port to listen on; 0 takes any free one.
        public var port: Int
        /// The service's name, shown in the documents.
        public var title: String
        /// The service's version, shown in the documents.
        public var version: String
        /// What the service does, in a sentence.
        public var summary: String
        /// The largest body of a request.
        public var maximumBodyBytes: Int
        /// Tells who sends a request; nobody is asked when it is `nil`.
        public var authenticate: Authenticate?
        /// Called with the port once the server listens.
        public var onListening: @Sendable (Int) async -> Void

        /// Makes options.
        public init(
            host: String = "127.0.0.1",
            port: Int,
            title: String,
            version: String,
            summary: String,
            maximumBodyBytes: Int = 1_048_576,
            authenticate: Authenticate? = nil,
            onListening: @escaping @Sendable (Int) async -> Void = { _ in }
        ) {
            self.host = host
            self.port = port
            self.title = title
            self.version = version
            self.summary = summary
            self.maximumBodyBytes = maximumBodyBytes
            self.authenticate = authenticate
            self.onListening = onListening
        }
    }

    private let application: Application<ServiceResponder>

    /// Makes a server of `routes` over a store.
    public init(
        _ options: Options,
        routes: [Route],
        readiness: [ReadinessCheck],
        writer: Writer,
        metrics: MetricsRegistry,
        logger: Logger
    ) {
        let system = SystemRoutes(
            title: options.title,
            version: options.version,
            summary: options.summary,
            routes: routes,
            readiness: Readiness(checks: readiness),
            metrics: metrics,
            isAuthenticated: options.authenticate != nil
        )
        let httpMetrics = HTTPMetrics(metrics)
        let responder = ServiceResponder(
            table: RouteTable(routes + system.all, metrics: httpMetrics),
            environment: RouteEnvironment(
                store: writer.store,
                writer: writer,
                maximumBodyBytes: options.maximumBodyBytes
            ),
            metrics: httpMetrics,
            authenticate: options.authenticate,
            logger: logger
        )
        // Hummingbird and its service group put data into their messages; what matters of it is logged here.
        var quietLogger = logger
        quietLogger.logLevel = max(logger.logLevel, .warning)
        application = Application(
            responder: responder,
            configuration: ApplicationConfiguration(
                address: .hostname(options.host, port: options.port),
                backlog: 1024
            ),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? options.port
                logger.info("Listening", metadata: [LogKey.httpHost: "\(options.host)", LogKey.httpPort: "\(port)"])
                await options.onListening(port)
            },
            logger: quietLogger
        )
    }

    /// Listens until graceful shutdown, then lets the requests under way finish.
    public func run() async throws {
        do {
            try await application.run()
        } catch let error as IOError {
            throw ListeningFailed(errorCode: error.errnoCode)
        }
    }
}

/// The server cannot listen where it was told to.
public struct ListeningFailed: Error, Sendable, Hashable {
    /// The system's error number.
    public let errorCode: CInt
}
