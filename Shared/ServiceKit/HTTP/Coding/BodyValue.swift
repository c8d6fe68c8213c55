/// A request's body, read but not yet understood.
///
/// The events' decoder passes over members that it does not know, as a reader of events should; a command must not
/// lose what its sender meant to record, so its body is kept whole until every member has found its field.
enum BodyValue: Hashable {
    case null
    case bool(Bool)
    /// As written, so that no digit is lost.
    case number(String)
    case string(String)
    case array([BodyValue])
    /// The members in their order, each name once.
    case object([Member])

    struct Member: Hashable {
        let name: String
        let value: BodyValue

        init(_ name: String, _ value: BodyValue) {
            self.name = name
            self.value = value
        }
    }
}
