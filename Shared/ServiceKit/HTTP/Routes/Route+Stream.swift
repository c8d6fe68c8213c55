import Hummingbird
import NIOCore

/// What a stream answers with: a media type, and what gives the body piece by piece.
public struct StreamedResult: Sendable {
    /// One of the route's media types.
    public var mediaType: String
    /// The name under which a browser saves it.
    public var fileName: String?
    /// Gives the next piece of the body, `nil` at its end; called once there is room for more, by one at a time.
    public var next: @Sendable () async throws -> [UInt8]?

    /// Makes an answer.
    public init(mediaType: String, fileName: String? = nil, next: @escaping @Sendable () async throws -> [UInt8]?) {
        self.mediaType = mediaType
        self.fileName = fileName
        self.next = next
    }
}

extension Route {
    /// Declares a query whose answer is too large to be held: it is written as it is read.
    ///
    /// An answer that fails in the middle is cut off without its end, so that nobody takes a part for the whole.
    ///
    /// - Parameters:
    ///   - path: With its parameters in braces.
    ///   - mediaTypes: What the answer may be, the usual one first.
    ///   - summary: What it gives, in a sentence.
    ///   - permission: What a caller must be permitted.
    ///   - dataClass: How sensitive what it gives is.
    ///   - parameters: The query's parameters; any other is refused.
    ///   - errors: The errors of its own.
    ///   - handler: Chooses what to write; what it throws is answered as a problem.
    /// - Returns: The route.
    public static func stream(
        _ path: PathTemplate,
        mediaTypes: [String],
        summary: String,
        permission: String,
        dataClass: DataClass,
        parameters: [QueryParameter] = [],
        errors: [RouteError] = [],
        handler: @escaping @Sendable (QueryContext) async throws -> StreamedResult
    ) -> Route {
        precondition(!mediaTypes.isEmpty, "the route \(path) declares no media type")
        let declaration = RouteDeclaration(
            method: .get,
            path: path,
            summary: summary,
            kind: .query,
            permission: permission,
            dataClass: dataClass,
            errors: errors,
            statuses: [200],
            requiresVersion: false,
            parameters: parameters,
            requestType: nil,
            responseType: nil,
            mediaType: mediaTypes[0],
            requestExample: nil,
            responseExample: nil,
            otherMediaTypes: Array(mediaTypes.dropFirst())
        )
        return Route(declaration) { exchange in
            let result = try await handler(try QueryContext(exchange))
            var headers = Exchange.headers(mediaType: result.mediaType)
            if let fileName = result.fileName {
                headers[.contentDisposition] = "attachment; filename=\"\(fileName)\""
            }
            return Response(
                status: .ok,
                headers: headers,
                body: ResponseBody { writer in
                    while let bytes = try await result.next() { try await writer.write(ByteBuffer(bytes: bytes)) }
                    try await writer.finish(nil)
                }
            )
        }
    }
}
