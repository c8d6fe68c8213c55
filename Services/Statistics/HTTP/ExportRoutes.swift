import EventStore
import Events
import ServiceKit
import Synchronization

extension PublicationRoutes {
    var export: Route {
        .stream(
            "/v1/exports/{format}",
            mediaTypes: ExportFormat.mediaTypes,
            summary: "Published figures as a file: HXL, SDMX-CSV 2.0, SDMX-JSON 2.0, DHIS2 or CTDC's columns.",
            permission: Self.permission,
            dataClass: .public,
            parameters: [
                .code("format", ExportFormat.self, isRequired: true, "The form of the file.")
            ] + Self.filterParameters,
            errors: [RouteError("export.unknown", status: 404), RouteError("release.unknown", status: 404)]
        ) { context in
            guard let format = ExportFormat(rawValue: context.text("format")) else {
                let known = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw Rejection("export.unknown", "figures are exported as \(known)", status: 404)
            }
            let filter = try Self.filter(context)
            let file = try await context.read { db in
                let reader = PublicationReader(db)
                try reader.requireRelease(filter.release)
                return try format.file(try reader.figures(filter), at: .now)
            }
            return StreamedResult(mediaType: format.mediaType, fileName: format.fileName, next: once(file))
        }
    }
}

/// Gives `bytes`, and then the end.
private func once(_ bytes: [UInt8]) -> @Sendable () async throws -> [UInt8]? {
    let rest = Rest(bytes)
    return { rest.take() }
}

/// What is still to be given.
private final class Rest: Sendable {
    private let bytes: Mutex<[UInt8]?>

    init(_ bytes: [UInt8]) { self.bytes = Mutex(bytes) }

    func take() -> [UInt8]? {
        bytes.withLock { bytes in
            defer { bytes = nil }
            return bytes
        }
    }
}
