import EventStore
import Events

/// The people on a distribution's list, each known under any pseudonym.
struct RecipientList {
    private(set) var subjectIDs: [EntityID]
    private(set) var hasGrown = false
    /// Who the people now stand for.
    private var people: Set<EntityID>

    init(_ listed: [EntityID], _ transaction: Transaction) throws {
        subjectIDs = listed
        people = Set(try listed.map { try transaction.survivor(of: $0) ?? $0 })
    }

    /// Puts a person on the list, by pseudonym or by case; gives the pseudonym.
    mutating func add(_ given: EntityID?, caseID: EntityID?, _ transaction: Transaction) throws -> EntityID {
        let subjectID = try Self.subject(given, caseID: caseID, transaction)
        guard people.insert(try transaction.survivor(of: subjectID) ?? subjectID).inserted else {
            throw Rejection(
                "recipients.duplicate",
                field: given == nil ? "caseId" : "subjectId",
                "this person is on the list already, perhaps under another pseudonym; leave the row out"
            )
        }
        guard subjectIDs.count < DistributionContents.maximumRecipients else {
            throw Rejection("recipients.too_many", "one distribution has at most 10,000 recipients; make several of it")
        }
        subjectIDs.append(subjectID)
        hasGrown = true
        return subjectID
    }

    private static func subject(
        _ given: EntityID?,
        caseID: EntityID?,
        _ transaction: Transaction
    ) throws -> EntityID {
        guard let caseID else {
            guard let given else {
                throw Rejection("field.required", field: "subjectId", "name the person, or the person's case")
            }
            return given
        }
        var state = try transaction.state(CaseState.self, key: .id(caseID))
        state.facts.erasedAt = try transaction.erasedAt(case: caseID)
        guard let registration = state.facts.registration else { throw CaseFacts.unknownCase(field: "caseId") }
        guard state.facts.erasedAt == nil else {
            throw Rejection("subject.erased", field: "caseId", "the person's data were erased; leave the row out")
        }
        guard given == nil || given == registration.subjectID else {
            throw Rejection(
                "subject.mismatch",
                field: "subjectId",
                "the case is another person's; correct caseId or leave subjectId out"
            )
        }
        return registration.subjectID
    }
}
