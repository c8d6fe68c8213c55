import EventStore
import HTTPTypes
import Hummingbird
import NIOCore

/// A request's body as it arrives; it is read once, and no faster than it is asked for.
public struct UploadBody: Sendable {
    private let body: RequestBody
    /// How long the sender says that it is, when the sender says so.
    private let announcedBytes: Int?

    init(_ request: Request) {
        body = request.body
        announcedBytes = request.headers[.contentLength].flatMap { Int($0) }
    }

    /// Gives all of it to `take`, piece by piece.
    ///
    /// - Throws: `Rejection` `body.incomplete` (400) when the sender went away in the middle, or what `take` throws.
    public func read(_ take: ([UInt8]) async throws -> Void) async throws {
        var received = 0
        var iterator = body.makeAsyncIterator()
        while let buffer = try await Self.next(&iterator) {
            received += buffer.readableBytes
            try await take(Array(buffer.readableBytesView))
        }
        // A connection that is lost must never look like the end of the body.
        if let announcedBytes, received < announcedBytes { throw UploadFault.incomplete }
    }

    @concurrent
    private static func next(_ iterator: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do {
            return try await iterator.next()
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw UploadFault.incomplete
        }
    }
}

enum UploadFault {
    static let incomplete = Rejection(
        "body.incomplete",
        "the body ended before its end; send the same request again with the same Idempotency-Key",
        status: 400
    )

    static func mediaType(_ known: [String]) -> Rejection {
        Rejection(
            "content_type.unsupported",
            field: "Content-Type",
            "send the body as \(known.joined(separator: " or ")), in UTF-8",
            status: 415
        )
    }
}
