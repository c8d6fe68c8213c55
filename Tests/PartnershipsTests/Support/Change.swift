import TestKit
import Testing

/// A request's members that make it wrong, and the code it is refused with.
struct Change: Sendable, CustomTestStringConvertible {
    let body: [String: JSON]
    let code: String

    init(_ body: [String: JSON], _ code: String) {
        self.body = body
        self.code = code
    }

    var testDescription: String { "\(body.keys.sorted().joined(separator: ", ")): \(code)" }
}
