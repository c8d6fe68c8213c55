import EventStore
import Events

extension Rejection {
    /// 409: the record is not in a state from which this can be done.
    static func invalidTransition(_ message: String, field: String? = nil) -> Rejection {
        Rejection("state.invalid_transition", field: field, message, status: 409)
    }

    /// 404: no such case in this store.
    static let caseUnknown = Rejection(
        "case.unknown",
        field: "caseId",
        "there is no such case in this instance; check the identifier",
        status: 404
    )

    /// A value that its field cannot have.
    static func invalidField(_ field: String, _ message: String) -> Rejection {
        Rejection("field.invalid", field: field, message)
    }

    /// A text that must say something.
    static func required(_ text: String?, _ field: String) throws(Rejection) -> String {
        guard let text, !text.isBlank else {
            throw Rejection("field.required", field: field, "\(field) must not be empty")
        }
        return text
    }
}

extension String {
    /// Whether it says nothing.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

extension Optional where Wrapped == String {
    /// Whether it says nothing.
    var isBlank: Bool { self?.isBlank ?? true }
}

/// ISO 639-3: three small letters.
enum LanguageCode {
    static func check(_ code: String?, _ field: String) throws(Rejection) {
        guard let code else { return }
        guard code.utf8.count == 3, code.utf8.allSatisfy({ (97...122).contains($0) }) else {
            throw .invalidField(field, "give an ISO 639-3 code such as arz")
        }
    }
}
