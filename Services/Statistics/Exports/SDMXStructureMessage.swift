/// A structure message of SDMX-JSON 2.0.0, as far as figures need one.
struct SDMXStructureMessage: Encodable {
    /// A code, a concept, or what holds them: a name in English, and in every language there is.
    struct Item: Encodable {
        var id: String
        var name: String
        var names: [String: String]?
        var description: String?
        var descriptions: [String: String]?
    }

    struct CodeList: Encodable {
        var id: String
        var agencyID = SDMXCodes.agency
        var version = SDMXCodes.version
        var name: String
        /// Nothing is left out of the list.
        var isPartial = false
        var codes: [Item]
    }

    struct ConceptScheme: Encodable {
        var id: String
        var agencyID = SDMXCodes.agency
        var version = SDMXCodes.version
        var name: String
        var isPartial = false
        var concepts: [Item]
    }

    struct Dataflow: Encodable {
        var id: String
        var agencyID = SDMXCodes.agency
        var version = SDMXCodes.version
        var name: String
        var structure: String
    }

    struct DataStructure: Encodable {
        var id: String
        var agencyID = SDMXCodes.agency
        var version = SDMXCodes.version
        var name: String
        var dataStructureComponents: Components
    }

    struct Components: Encodable {
        struct Dimensions: Encodable {
            var id = "DimensionDescriptor"
            var dimensions: [Component]
            var timeDimension: Component
        }

        struct Measures: Encodable {
            var id = "MeasureDescriptor"
            var measures: [Component]
        }

        struct Attributes: Encodable {
            var id = "AttributeDescriptor"
            var attributes: [Component]
        }

        var dimensionList: Dimensions
        var measureList: Measures
        var attributeList: Attributes
    }

    struct Component: Encodable {
        var id: String
        var conceptIdentity: String
        var localRepresentation: Representation
        var position: Int?
        /// `mandatory` or `optional`; of attributes and measures only.
        var usage: String?
        var attributeRelationship: SDMXMessage.Relationship?
    }

    /// How a value is written: one of a list of codes, or a type.
    struct Representation: Encodable {
        struct Format: Encodable {
            var dataType: String
        }

        var enumeration: String?
        var format: Format?
    }

    var dataflows: [Dataflow]
    var dataStructures: [DataStructure]
    var conceptSchemes: [ConceptScheme]
    var codelists: [CodeList]
}
