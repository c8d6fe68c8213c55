import Events
import Testing

struct JSONSchemaTests {
    @Test func `records names, types and what may be absent, in the order of the declaration`() throws {
        let place = PlaceCode.jsonSchema
        #expect(
            try JSONSchema.of(Sample.self)
                == .object(
                    title: "Sample",
                    properties: [
                        .init("id", .string(format: "uuid", pattern: nil), isRequired: true),
                        .init("at", .string(format: "date-time", pattern: nil), isRequired: true),
                        .init("on", .string(format: "date", pattern: nil), isRequired: false),
                        .init("sex", .codes(["F", "M", "X", "U"]), isRequired: false),
                        .init("count", .integer(minimum: nil), isRequired: true),
                        .init("size", .integer(minimum: 0), isRequired: true),
                        .init("hours", .number, isRequired: false),
                        .init("urgent", .boolean, isRequired: true),
                        .init("places", .array(place), isRequired: true),
                        .init("labels", .map(.string(format: nil, pattern: nil)), isRequired: true),
                        .init(
                            "parts",
                            .array(
                                .object(
                                    title: "Part",
                                    properties: [
                                        .init("title", .string(format: nil, pattern: nil), isRequired: true)
                                    ]
                                )
                            ),
                            isRequired: false
                        ),
                        .init("matrix", .array(.array(.number)), isRequired: true),
                        .init("counts", .map(.array(.integer(minimum: nil))), isRequired: true),
                        .init("extra", .any, isRequired: false),
                    ]
                )
        )
    }

    @Test func `is written the same each time`() throws {
        let text = try JSONSchema.document(of: KitVerified.self).text()
        #expect(text == (try JSONSchema.document(of: KitVerified.self).text()))
        #expect(
            text == """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "$id": "urn:jisr:schema:kit.verified.v1",
                  "title": "kit.verified.v1",
                  "description": "A distribution was verified.",
                  "type": "object",
                  "properties": {
                    "distributionId": {
                      "type": "string",
                      "format": "uuid"
                    },
                    "verifiedAt": {
                      "type": "string",
                      "format": "date-time"
                    }
                  },
                  "required": [
                    "distributionId",
                    "verifiedAt"
                  ]
                }

                """
        )
    }

    @Test func `says so when a type contains itself or refuses samples`() {
        #expect(throws: JSONSchemaError.self) { try JSONSchema.of(Tree.self) }
        #expect(throws: JSONSchemaError.self) { try JSONSchema.of(Picky.self) }
    }
}

private struct Part: Codable { var title: String }

private struct Sample: Codable {
    var id: EntityID
    var at: Timestamp
    var on: CalendarDate?
    var sex: Sex?
    var count: Int
    var size: UInt16
    var hours: Double?
    var urgent: Bool
    var places: [PlaceCode]
    var labels: [String: String]
    var parts: [Part]?
    var matrix: [[Double]]
    var counts: [String: [Int]]
    var extra: JSONValue?
}

private struct Tree: Decodable { var children: [Tree] }

private struct Picky: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard try container.decode(String.self) == "yes" else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no")
        }
    }
}
