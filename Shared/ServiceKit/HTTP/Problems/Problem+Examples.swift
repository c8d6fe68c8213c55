import EventStore
import Events

extension Problem {
    /// The problems whose words are the kit's own, for the documents.
    ///
    /// Those of a domain say what it is about, which a declaration does not know.
    static let documented: [Problem] =
        [bodyTooLarge, unsupportedContentType, routeUnknown, busy]
        + [
            CommandFault.keyReused, CommandFault.keyRequired, CommandFault.versionMalformed,
            CommandFault.versionRequired, ValueDecoder.required(.member(.root, "occurredAt")), PathValues.invalid("id"),
        ].map { Problem($0) }

    /// The body, as a value.
    var document: JSONValue {
        do {
            return try FastJSONDecoder().decode(JSONValue.self, from: json)
        } catch {
            preconditionFailure("a problem's own text is JSON")
        }
    }
}
