/// A data message of SDMX-JSON 2.0.0, as far as figures need one.
struct SDMXMessage: Encodable {
    struct Meta: Encodable {
        var schema: String
        var id: String
        var test = false
        var prepared: String
        var contentLanguages: [String]
        var sender: Party
    }

    struct Party: Encodable {
        var id: String
    }

    struct Content: Encodable {
        var structures: [Structure]
        var dataSets: [DataSet]
    }

    struct Structure: Encodable {
        var dataSets: [Int]
        var links: [SDMXLink]
        var dimensions: Level
        var measures: Level
        var attributes: Level
    }

    /// What is told of each observation.
    struct Level: Encodable {
        var observation: [Component]
    }

    struct Component: Encodable {
        var id: String
        var name: String
        var keyPosition: Int?
        var roles: [String]?
        var relationship: Relationship?
        var values: [Value]?
    }

    /// That an attribute is told of each observation.
    struct Relationship: Encodable {
        var observation: [String: String] = [:]
    }

    struct Value: Encodable {
        var id: String?
        var name: String?
        var value: String?
    }

    struct DataSet: Encodable {
        var structure: Int
        var action: String
        var links: [SDMXLink]
        var observations: [String: [Int?]]
    }

    var meta: Meta
    var data: Content
}

/// What something is an instance of.
struct SDMXLink: Encodable {
    var rel: String
    var urn: String
}
