import Crypto
public import EventStore
public import HTTPTypes
import Hummingbird

/// A body with nothing in it: for commands that take or give none.
public struct NoBody: Codable, Sendable, Hashable {
    /// Makes it.
    public init() {}
}

extension Route {
    /// Declares a command: it changes the store, once for each `Idempotency-Key`.
    ///
    /// The handler runs inside the writer's transaction, after the receipt was looked for and before it is saved, so
    /// that a repeated command finds either both its effect and its answer or neither.
    ///
    /// - Parameters:
    ///   - method: Usually `.post`.
    ///   - path: With its parameters in braces.
    ///   - summary: What it does, in a sentence.
    ///   - permission: What a caller must be permitted.
    ///   - dataClass: How sensitive what it takes is.
    ///   - statuses: The statuses of success, the usual one first; 204 for ``NoBody`` and 200 otherwise unless given.
    ///   - requiresVersion: Whether `If-Match` must be given.
    ///   - errors: The errors of its own.
    ///   - example: An example of what it takes.
    ///   - response: An example of what it gives.
    ///   - handler: Decides and appends; throws a `Rejection` to refuse.
    /// - Returns: The route.
    public static func command<Input: Codable & Sendable, Output: Codable & Sendable>(
        _ method: HTTPRequest.Method,
        _ path: PathTemplate,
        summary: String,
        permission: String,
        dataClass: DataClass,
        statuses: [Int]? = nil,
        requiresVersion: Bool = false,
        errors: [RouteError] = [],
        example: Input,
        response: Output? = nil,
        handler: @escaping @Sendable (Transaction, CommandContext, Input) throws -> CommandResult<Output>
    ) -> Route {
        let isEmpty = Output.self == NoBody.self
        let statuses = statuses ?? [isEmpty ? 204 : 200]
        precondition(!statuses.isEmpty, "the route \(path) declares no status of success")
        let usual = statuses[0]
        let declaration = RouteDeclaration(
            method: method,
            path: path,
            summary: summary,
            kind: .command,
            permission: permission,
            dataClass: dataClass,
            errors: errors,
            statuses: statuses,
            requiresVersion: requiresVersion,
            parameters: [],
            requestType: Input.self,
            responseType: isEmpty ? nil : Output.self,
            mediaType: MediaTypes.json,
            requestExample: RequestCoding.example(example),
            responseExample: isEmpty ? nil : RequestCoding.example(response)
        )
        return Route(declaration) { exchange in
            let key = try exchange.idempotencyKey()
            let context = try CommandContext(exchange, key: key)
            // A command has no parameters: one that is given would be passed over in silence.
            _ = try exchange.queryValues()
            let body = try await exchange.jsonBody(mayBeEmpty: Input.self == NoBody.self)
            let input = try RequestCoding.decode(Input.self, from: body)
            let digest = exchange.digest(of: body)
            let answer = try await exchange.environment.writer.submit { transaction in
                if let receipt = try transaction.receipt(for: key) {
                    guard receipt.requestHash == digest else { throw CommandFault.keyReused }
                    return Answer(receipt: receipt, isReplayed: true)
                }
                transaction.correlationID = context.correlationID
                transaction.actor = context.actor.name
                let result = try handler(transaction, context, input)
                let given: [UInt8] = isEmpty ? [] : try RequestCoding.encode(result.body)
                let receipt = Receipt(
                    key: key,
                    requestHash: digest,
                    status: result.refusal?.status ?? result.status ?? usual,
                    etag: result.version.map { "\"\($0)\"" },
                    location: result.location,
                    body: result.refusal.map { Problem($0).body(result: given) } ?? given
                )
                try transaction.save(receipt)
                return Answer(receipt: receipt, isReplayed: false)
            }
            return Exchange.response(answer.receipt, isReplayed: answer.isReplayed)
        }
    }

    private struct Answer: Sendable {
        let receipt: Receipt
        let isReplayed: Bool
    }
}

/// What is wrong with how a command was sent, rather than with what it asks.
enum CommandFault {
    static let keyReused = Rejection(
        "idempotency.key_reused",
        field: "Idempotency-Key",
        "this key was used with another request; use a new key for a new command"
    )
    static let keyRequired = Rejection(
        "idempotency.key_required",
        field: "Idempotency-Key",
        "send an Idempotency-Key of 1 to 255 visible ASCII characters, a new UUID for each new command",
        status: 400
    )
    static let versionMalformed = Rejection(
        "version.malformed",
        field: "If-Match",
        "send the ETag that the record was read with, such as \"7\"",
        status: 400
    )
    static let versionRequired = Rejection(
        "version.required",
        field: "If-Match",
        "send the ETag that the record was read with, such as \"7\"",
        status: 428
    )
}
