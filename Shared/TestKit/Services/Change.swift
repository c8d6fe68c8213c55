/// A request's members that make it wrong, and the code it is refused with.
public struct Change: Sendable, CustomStringConvertible {
    /// The members.
    public let body: [String: JSON]
    /// The code.
    public let code: String

    /// Makes a change.
    public init(_ body: [String: JSON], _ code: String) {
        self.body = body
        self.code = code
    }

    /// The members' names and the code.
    public var description: String { "\(body.keys.sorted().joined(separator: ", ")): \(code)" }
}
