/// A refusal of what was asked, in words for whoever asked it.
///
/// Nothing has changed. It never carries the refused value, only the field's name.
public struct Rejection: Error, Sendable, Hashable {
    /// A stable code, `plan.self_approval`.
    public var code: String
    /// The field that is at fault, as a JSON path: `cells[2].sex`.
    public var field: String?
    /// What is wrong and what to do about it.
    public var message: String
    /// The HTTP status that fits: 422 unless stated.
    public var status: Int

    /// Makes a refusal.
    public init(_ code: String, field: String? = nil, _ message: String, status: Int = 422) {
        self.code = code
        self.field = field
        self.message = message
        self.status = status
    }
}
