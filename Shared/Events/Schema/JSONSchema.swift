/// The shape of a JSON value, as JSON Schema 2020-12 can say it.
public indirect enum JSONSchema: Hashable, Sendable {
    /// A member of an object.
    public struct Property: Hashable, Sendable {
        /// The name.
        public var name: String
        /// The shape of the value.
        public var schema: JSONSchema
        /// Whether the member must be there.
        public var isRequired: Bool

        /// Makes a property.
        public init(_ name: String, _ schema: JSONSchema, isRequired: Bool) {
            self.name = name
            self.schema = schema
            self.isRequired = isRequired
        }
    }

    /// Any value.
    case any
    /// `true` or `false`.
    case boolean
    /// A whole number, with the least value allowed.
    case integer(minimum: Int?)
    /// A number.
    case number
    /// A string, with a format of JSON Schema or a pattern (ECMA-262).
    case string(format: String?, pattern: String?)
    /// One of these strings.
    case codes([String])
    /// An array of values of one shape.
    case array(JSONSchema)
    /// An object with any names and values of one shape.
    case map(JSONSchema)
    /// An object: the Swift type's name and its members, in the order of the declaration.
    case object(title: String, properties: [Property])

    /// The shape that a `Decodable` type reads, found by letting it read from a recorder.
    ///
    /// - Throws: ``JSONSchemaError`` when the type cannot be recorded: it then has to declare its shape by conforming to
    ///   ``JSONSchemaProviding``.
    public static func of(_ type: any Decodable.Type) throws -> JSONSchema {
        try SchemaRecorder.record(type)
    }

    /// The JSON Schema 2020-12 document of an event type.
    public static func document(of event: any EventData.Type) throws -> JSONValue {
        .object(
            [
                .init("$schema", "https://json-schema.org/draft/2020-12/schema"),
                .init("$id", .string(event.schemaID)),
                .init("title", .string(event.name)),
                .init("description", .string(event.summary)),
            ] + (try of(event).members(withTitle: false))
        )
    }

    /// The schema as JSON, for instance within an OpenAPI 3.1 document.
    public var value: JSONValue {
        .object(members(withTitle: true))
    }

    /// The keywords, in a fixed order.
    private func members(withTitle: Bool) -> [JSONValue.Member] {
        switch self {
        case .any:
            return []
        case .boolean:
            return [.init("type", "boolean")]
        case .integer(let minimum):
            return [.init("type", "integer")] + (minimum.map { [.init("minimum", .integer($0))] } ?? [])
        case .number:
            return [.init("type", "number")]
        case .string(let format, let pattern):
            return [.init("type", "string")] + (format.map { [.init("format", .string($0))] } ?? [])
                + (pattern.map { [.init("pattern", .string($0))] } ?? [])
        case .codes(let codes):
            return [.init("type", "string"), .init("enum", .array(codes.map { .string($0) }))]
        case .array(let element):
            return [.init("type", "array"), .init("items", element.value)]
        case .map(let element):
            return [.init("type", "object"), .init("additionalProperties", element.value)]
        case .object(let title, let properties):
            let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
            return (withTitle ? [.init("title", .string(title))] : [])
                + [
                    .init("type", "object"),
                    .init("properties", .object(properties.map { .init($0.name, $0.schema.value) })),
                ]
                + (required.isEmpty ? [] : [.init("required", .array(required))])
        }
    }
}

/// A type that declares its shape instead of having it recorded: one written as a single checked string, for instance.
public protocol JSONSchemaProviding: Decodable {
    /// The shape.
    static var jsonSchema: JSONSchema { get }
    /// Any value, which the recorder hands to the types that contain it.
    static var schemaSample: Self { get }
}

/// Why a type's shape cannot be recorded.
public struct JSONSchemaError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The type's name.
    public let type: String
    /// What went wrong.
    public let reason: String

    /// The written form.
    public var description: String { "no JSON Schema of \(type): \(reason)" }
}

extension EntityID: JSONSchemaProviding {
    /// A UUID.
    public static var jsonSchema: JSONSchema { .string(format: "uuid", pattern: nil) }
    /// The identifier of zeros.
    public static var schemaSample: EntityID { EntityID(high: 0, low: 0) }
}

extension Timestamp: JSONSchemaProviding {
    /// An RFC 3339 instant.
    public static var jsonSchema: JSONSchema { .string(format: "date-time", pattern: nil) }
    /// 1970-01-01T00:00:00Z.
    public static var schemaSample: Timestamp { Timestamp(millisecondsSince1970: 0) }
}

extension CalendarDate: JSONSchemaProviding {
    /// An ISO 8601 date.
    public static var jsonSchema: JSONSchema { .string(format: "date", pattern: nil) }
    /// 1970-01-01.
    public static var schemaSample: CalendarDate { CalendarDate(daysSince1970: 0) }
}

extension PlaceCode: JSONSchemaProviding {
    /// A country, subdivision or locality.
    public static var jsonSchema: JSONSchema {
        .string(format: nil, pattern: "^[A-Z]{2}(-[A-Z0-9]{1,3}(:[A-Z0-9]{2,8})?)?$")
    }
    /// No country.
    public static var schemaSample: PlaceCode { PlaceCode(.noCountry) }
}

extension CountryCode: JSONSchemaProviding {
    /// Two capital letters.
    public static var jsonSchema: JSONSchema { .string(format: nil, pattern: "^[A-Z]{2}$") }
    /// No country.
    public static var schemaSample: CountryCode { .noCountry }
}

extension JSONValue: JSONSchemaProviding {
    /// Any value.
    public static var jsonSchema: JSONSchema { .any }
    /// `null`.
    public static var schemaSample: JSONValue { .null }
}
