/// Refuses event types that would put what identifies a person on a shared topic (`domain.md` §5), by the names of
/// their fields.
///
/// It cannot see what a field holds, so free text has to be kept out by not declaring any; it makes sure that nobody
/// declares one of the known names without noticing.
public enum PrivacyCheck: Sendable {
    /// Names that no shared topic may carry, in lower case.
    static let forbiddenNames: Set<String> = [
        "name", "names", "alias", "nickname", "surname", "signature", "phone", "telephone", "mobile", "address",
        "street",
        "email", "contact", "contacts", "birthdate", "birthday", "dateofbirth", "dob", "bornon", "exactage",
        "narrative", "story", "note", "notes", "comment", "comments", "remark", "remarks", "text", "description",
        "itinerary", "flight", "orderref", "ordernumber", "photoref", "photo", "fileref", "quote", "author",
        "nationalid",
        "relation", "latitude", "longitude", "coordinates", "matchtokens",
    ]

    /// What a forbidden name may begin with.
    static let forbiddenPrefixes = ["document", "passport", "guardian", "clinical", "identitycard"]

    /// What a forbidden name may end in.
    static let forbiddenSuffixes = ["name", "names", "note", "notes", "phone", "email", "address", "birthdate"]

    /// Sensitive codes, which only confidential topics may carry.
    static let sensitiveNames: Set<String> = [
        "categories", "nationalities", "nationality", "disabilities", "concerns", "harm", "gbvtype", "risk", "factors",
        "legalstatus", "justice", "migration", "trafficking", "acts", "means", "purposes", "determination",
        "reflectionendsat", "sustainability", "classification",
    ]

    /// The exceptions, on the public partnership topic only: names of organisations, institutions and programmes, the
    /// words of agreements, and those who signed them in a public office.
    static let allowed: Set<String> = [
        "organisation.registered.v1 names",
        "organisation.updated.v1 names",
        "institution.registered.v1 name",
        "institution.updated.v1 name",
        "programme.registered.v1 name",
        "programme.registered.v1 windows[].name",
        "programme.updated.v1 name",
        "programme.updated.v1 windows[].name",
        "agreement.signed.v1 signatories[].name",
        "commitment.pledged.v1 text",
    ]

    /// One line for each field that `event` must not have; empty when it may be published where it says.
    ///
    /// An event without a topic stays in its store and may have any field.
    public static func violations(in event: any EventData.Type) -> [String] {
        guard let topic = event.topic else { return [] }
        let schema: JSONSchema
        do {
            schema = try JSONSchema.of(event)
        } catch {
            return ["\(event.name): \(error)"]
        }
        var found = [String]()
        walk(schema, path: "") { name, path in
            if isForbidden(name), !(topic == .partnershipEvents && allowed.contains("\(event.name) \(path)")) {
                found.append("\(event.name): \(path) identifies a person and is on \(topic.name)")
            }
            if topic.privacy != .confidential, sensitiveNames.contains(name.lowercased()) {
                found.append("\(event.name): \(path) is sensitive and \(topic.name) is not confidential")
            }
        }
        return found
    }

    static func isForbidden(_ name: String) -> Bool {
        let name = name.lowercased()
        return forbiddenNames.contains(name) || forbiddenPrefixes.contains { name.hasPrefix($0) }
            || forbiddenSuffixes.contains { name.hasSuffix($0) }
    }

    private static func walk(_ schema: JSONSchema, path: String, visit: (_ name: String, _ path: String) -> Void) {
        switch schema {
        case .object(_, let properties):
            for property in properties {
                let inner = path.isEmpty ? property.name : path + "." + property.name
                visit(property.name, inner)
                walk(property.schema, path: inner, visit: visit)
            }
        case .array(let element):
            walk(element, path: path + "[]", visit: visit)
        case .map(let element):
            walk(element, path: path + "{}", visit: visit)
        case .any, .boolean, .integer, .number, .string, .codes:
            break
        }
    }
}
