import EventStore
import HTTPTypes
import Hummingbird
import NIOCore

/// An error as the client sees it: RFC 9457 problem details, with `code`, `field` and `message` beside the standard
/// members.
struct Problem: Sendable, Hashable {
    let status: Int
    let code: String
    let field: String?
    let message: String
    var retryAfterSeconds: Int?
    var allowedMethods: String?

    init(_ code: String, status: Int, field: String? = nil, _ message: String) {
        self.code = code
        self.status = status
        self.field = field
        self.message = message
    }

    init(_ rejection: Rejection) {
        self.init(rejection.code, status: rejection.status, field: rejection.field, rejection.message)
    }

    var response: Response {
        var headers = Exchange.headers(mediaType: MediaTypes.problem)
        if let retryAfterSeconds { headers[.retryAfter] = String(retryAfterSeconds) }
        if let allowedMethods { headers[.allow] = allowedMethods }
        return Response(
            status: HTTPResponse.Status(code: status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: json))
        )
    }

    /// A status in words (RFC 9110 §15, RFC 6585): the problem's own type is its code.
    private static func title(_ status: Int) -> String {
        switch status {
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 409: "Conflict"
        case 410: "Gone"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Content"
        case 428: "Precondition Required"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        default: "Error"
        }
    }

    var json: [UInt8] { body(result: []) }

    /// The body, with how the record stands where the refusal was recorded.
    func body(result: [UInt8]) -> [UInt8] {
        var text = JSONText()
        text.raw("{\"type\":")
        text.string("urn:jisr:problem:\(code)")
        text.raw(",\"title\":")
        text.string(Self.title(status))
        text.raw(",\"status\":\(status),\"detail\":")
        text.string(message)
        text.raw(",\"code\":")
        text.string(code)
        if let field {
            text.raw(",\"field\":")
            text.string(field)
        }
        text.raw(",\"message\":")
        text.string(message)
        guard !result.isEmpty else {
            text.raw("}")
            return text.bytes
        }
        text.raw(",\"result\":")
        return text.bytes + result + [UInt8(ascii: "}")]
    }
}

extension Problem {
    /// What any error is to the client; `nil` for one that only the operator can do something about.
    init?(_ error: any Error) {
        switch error {
        case let rejection as Rejection: self.init(rejection)
        case let problem as ProblemError: self = problem.problem
        case let busy as WriterBusy:
            self.init(Self.busy)
            let (seconds, attoseconds) = busy.retryAfter.components
            retryAfterSeconds = max(1, Int(seconds) + (attoseconds > 0 ? 1 : 0))
        case is NIOTooManyBytesError: self.init(Self.bodyTooLarge)
        default: return nil
        }
    }

    private init(_ problem: Problem) {
        self = problem
    }

    static let bodyTooLarge = Problem("body.too_large", status: 413, "the body is larger than this service reads")
    static let unsupportedContentType = Problem(
        "content_type.unsupported",
        status: 415,
        "send the body as application/json in UTF-8"
    )
    static let routeUnknown = Problem("route.unknown", status: 404, "there is no such resource; see /docs")
    static let `internal` = Problem(
        "internal",
        status: 500,
        "the service failed; the same request may be sent again, with the same Idempotency-Key if it is a command"
    )

    static let busy = Problem(
        "service.busy",
        status: 503,
        "too much waits to be stored; send the same request again later"
    )

    static func methodNotAllowed(_ allowed: [String]) -> Problem {
        var problem = Problem("method.not_allowed", status: 405, "this resource does not take this method; see Allow")
        problem.allowedMethods = allowed.joined(separator: ", ")
        return problem
    }
}

/// A problem on its way to the client.
struct ProblemError: Error {
    let problem: Problem

    init(_ problem: Problem) {
        self.problem = problem
    }
}
