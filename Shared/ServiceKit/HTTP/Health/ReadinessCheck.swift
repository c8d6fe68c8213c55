import Events

/// One thing that must hold for a service to be of use, asked at `/readyz`.
public struct ReadinessCheck: Sendable {
    /// What was found.
    public enum Outcome: Sendable, Hashable {
        /// It holds.
        case ready
        /// It does not, and why: a sentence without data.
        case failing(String)
    }

    /// Its name: `outbox`.
    public let name: String
    /// Whether the service is not ready without it; else it is only shown.
    public let isRequired: Bool
    let check: @Sendable () async -> Outcome

    /// Declares a check.
    public init(_ name: String, isRequired: Bool = true, check: @escaping @Sendable () async -> Outcome) {
        self.name = name
        self.isRequired = isRequired
        self.check = check
    }
}

/// The answer at `/readyz`.
struct Readiness: Sendable {
    let checks: [ReadinessCheck]

    /// Asks every check.
    func report() async -> (status: Int, body: [UInt8]) {
        var isReady = true
        var results: [JSONValue.Member] = []
        for check in checks {
            switch await check.check() {
            case .ready: results.append(.init(check.name, ["status": "ok"]))
            case .failing(let reason):
                if check.isRequired { isReady = false }
                results.append(.init(check.name, ["status": "failing", "reason": .string(reason)]))
            }
        }
        let body: JSONValue = ["status": isReady ? "ready" : "not ready", "checks": .object(results)]
        return (isReady ? 200 : 503, RequestCoding.document(body))
    }
}
