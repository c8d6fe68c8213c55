import EventStore
import Events

/// How request and response bodies are read and written.
enum RequestCoding {
    /// Reads a request's body: strict JSON, an object, every member known.
    ///
    /// - Throws: ``Rejection`` that names the field and never its value.
    static func decode<T: Decodable>(_ type: T.Type, from body: [UInt8]) throws -> T {
        let value: BodyValue
        do throws(BodyParser.Malformed) {
            value = try BodyParser.parse(body)
        } catch {
            throw Rejection(
                "json.malformed",
                "the body is not JSON: \(error.reason), at byte \(error.offset)",
                status: 400
            )
        }
        guard case .object = value else {
            throw Rejection("json.malformed", "the body must be a JSON object", status: 400)
        }
        return try ValueDecoder(value, at: .root).decode(type)
    }

    /// Writes a response's body.
    static func encode(_ value: some Encodable) throws -> [UInt8] {
        try FastJSONEncoder().encode(value)
    }

    /// Writes a document that the kit itself made up.
    static func document(_ value: JSONValue) -> [UInt8] {
        do {
            return try FastJSONEncoder().encode(value)
        } catch {
            preconditionFailure("a JSON value of finite numbers can always be written")
        }
    }

    /// What `example` is written as.
    static func example(_ example: (some Encodable)?) -> JSONValue? {
        guard let example, !(example is NoBody) else { return nil }
        do {
            return try FastJSONDecoder().decode(JSONValue.self, from: try encode(example))
        } catch {
            preconditionFailure("the example of type \(type(of: example)) cannot be encoded")
        }
    }
}
