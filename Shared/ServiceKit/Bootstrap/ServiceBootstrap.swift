import CoreMetrics
import EventStore
import Foundation
public import Logging
import ServiceLifecycle

/// Runs a service: configuration, logging, metrics, store, parts, and an orderly end.
public struct ServiceBootstrap: Sendable {
    private let definition: ServiceDefinition

    /// Prepares to run a service.
    public init(_ definition: ServiceDefinition) {
        self.definition = definition
    }

    /// Runs the service as this process, until it is told to stop, and exits.
    public static func main(_ definition: ServiceDefinition) async -> Never {
        let bootstrap = ServiceBootstrap(definition)
        let code = await bootstrap.run(
            arguments: CommandLine.arguments,
            environment: ProcessInfo.processInfo.environment,
            stopping: StopSignals.trap(),
            makeLogger: ServiceLogging.bootstrap,
            isWholeProcess: true
        )
        exit(code)
    }

    /// Runs the service until `stopping` yields.
    ///
    /// - Parameters:
    ///   - arguments: The command line, the program's name first.
    ///   - environment: The environment's variables.
    ///   - stopping: Asks for an orderly end by yielding.
    ///   - makeLogger: Makes the logger once the configuration is known.
    ///   - isWholeProcess: Whether libraries' metrics become this service's.
    ///   - onListening: Called with the port once the server listens.
    /// - Returns: The exit code, 0 after an orderly end.
    public func run(
        arguments: [String],
        environment: [String: String],
        stopping: AsyncStream<Void>,
        makeLogger: (ServiceConfiguration) -> Logger,
        isWholeProcess: Bool = false,
        onListening: @escaping @Sendable (Int) async -> Void = { _ in }
    ) async -> Int32 {
        let loader = ConfigurationLoader(
            service: definition.name,
            version: definition.version,
            summary: definition.summary,
            defaultPort: definition.defaultPort,
            settings: definition.settings
        )
        let configuration: ServiceConfiguration
        do {
            switch try await loader.load(arguments: arguments, environment: environment) {
            case .run(let loaded): configuration = loaded
            case .show(let text):
                FileHandle.standardOutput.write(Data((text + "\n").utf8))
                return 0
            }
        } catch {
            return StartFailure(error, configuration: nil).report(as: "jisr-\(definition.name)")
        }
        let logger = makeLogger(configuration)
        do {
            try await run(configuration, logger, stopping, isWholeProcess, onListening)
            logger.info("Stopped")
            return 0
        } catch {
            let failure = StartFailure(error, configuration: configuration)
            logger.critical("Stopped by an error", metadata: [LogKey.errorType: "\(type(of: error))"])
            return failure.report(as: "jisr-\(definition.name)")
        }
    }

    private func run(
        _ configuration: ServiceConfiguration,
        _ logger: Logger,
        _ stopping: AsyncStream<Void>,
        _ isWholeProcess: Bool,
        _ onListening: @escaping @Sendable (Int) async -> Void
    ) async throws {
        logger.info("Starting", metadata: [LogKey.version: "\(definition.version)"])
        let metrics = MetricsRegistry()
        ProcessMetrics.register(in: metrics)
        metrics.gauge(
            "jisr_build_info",
            help: "1, with what runs as labels.",
            labels: [
                ("service", definition.name), ("instance", configuration.instance), ("version", definition.version),
            ]
        ).set(1)
        if isWholeProcess { MetricsSystem.bootstrap(LibraryMetrics(metrics)) }

        let store = try EventStore(
            EventStore.Options(
                directory: configuration.dataDirectory,
                service: definition.name,
                instance: configuration.instance,
                masterKey: try MasterKey(file: configuration.masterKeyFile),
                projections: definition.projections,
                followers: definition.followers,
                isMapped: definition.mapsStore
            )
        )
        let onOutbox = LateCall()
        let writer = Writer(
            store,
            limits: Writer.Limits(queue: configuration.writerQueueCapacity, group: configuration.writerGroupLimit),
            onOutbox: { onOutbox.call() }
        )
        let storeService = StoreService(writer: writer)
        metrics.gauge("jisr_writer_waiting", help: "Commands and batches that wait to be stored.") {
            Double(writer.waitingCount)
        }
        let context = ServiceContext(
            configuration: configuration,
            version: definition.version,
            logger: logger,
            metrics: metrics,
            store: store,
            writer: writer
        )
        let components: ServiceComponents
        do {
            components = try await definition.build(context)
        } catch {
            try await storeService.close()
            throw error
        }
        onOutbox.set(components.onOutbox)
        let server = HTTPServer(
            HTTPServer.Options(
                host: configuration.httpHost,
                port: configuration.httpPort,
                title: "jisr-\(definition.name)",
                version: definition.version,
                summary: definition.summary,
                maximumBodyBytes: configuration.httpMaxBodyBytes,
                authenticate: components.authenticate,
                onListening: onListening
            ),
            routes: components.routes,
            readiness: components.readiness,
            writer: writer,
            metrics: metrics,
            logger: logger
        )
        // A group stops its services one after the other, the last first.
        let services: [any Service] =
            [storeService] + components.producers + components.services + components.consumers + [server]
        var options = ServiceGroupConfiguration(services: services, logger: logger)
        options.maximumGracefulShutdownDuration = configuration.shutdownTimeout
        try await Self.run(ServiceGroup(configuration: options), until: stopping)
    }

    private static func run(_ group: ServiceGroup, until stopping: AsyncStream<Void>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask {
                for await _ in stopping { await group.triggerGracefulShutdown() }
            }
            // Whoever is left when the group has ended only waits for a signal.
            defer { tasks.cancelAll() }
            try await group.run()
        }
    }
}
