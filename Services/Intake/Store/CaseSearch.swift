import EventStore
import Events
import GRDB

/// What is looked for among the cases; all of it must hold.
struct SearchCases: Codable, Sendable, Hashable {
    /// Names or beginnings of names, in any spelling, script and order.
    var name: String?
    /// A document's number.
    var document: String?
    var phone: String?
    var caseNumber: String?
    var status: CaseStatus?
    var institutionId: EntityID?
    var caseWorkerId: EntityID?
    /// A country's region, such as `EG-C`.
    var region: PlaceCode?
    var concern: ProtectionConcern?
    /// A deadline of this kind is due in the case.
    var deadline: DeadlineKind?
    /// With `deadline`: before this instant.
    var dueBefore: Timestamp?
}

extension SearchCases {
    /// How many persons a name may stand for before it is too common to be listed.
    private static let personLimit = 2000

    /// Up to `limit` cases after the place `last`, in the order in which they were entered.
    func rows(after last: Int64?, limit: Int, in transaction: Transaction) throws -> [CaseRow] {
        var filter = CaseFilter(status: status, institutionID: institutionId, caseNumber: caseNumber)
        var sought: [[MatchToken]] = []
        let key = try PersonIndex.searchKey(transaction)
        func seek(_ text: String?, _ field: String, _ query: (String) -> SearchQuery) throws {
            guard let text else { return }
            let tokens = query(text).anyOfEach
            guard !tokens.isEmpty else {
                throw Rejection.invalidField(field, "give at least two letters or digits to look for")
            }
            sought += tokens
        }
        try seek(name, "name") { .names($0, key: key) }
        try seek(document, "document") { .document($0, key: key) }
        try seek(phone, "phone") { .phone($0, key: key) }
        if !sought.isEmpty { filter.subjectIDs = try Self.subjects(sought, in: transaction.db) }
        filter.facets = [
            caseWorkerId.map { ("worker", $0.description) }, region.map { ("region", $0.code) },
            concern.map { ("concern", $0.rawValue) },
        ].compactMap { $0 }
        filter.deadline = deadline
        filter.dueBefore = dueBefore
        return try CaseSummary.list(filter, after: last, limit: limit, in: transaction.db)
    }

    /// Who has, for each entry, at least one of its tokens.
    private static func subjects(_ sought: [[MatchToken]], in db: Database) throws -> [EntityID] {
        let found = try db.persons(having: sought, limit: personLimit + 1)
        guard found.count <= personLimit else {
            throw Rejection.invalidField("name", "too many persons are called so; add another name")
        }
        return found
    }
}

extension Database {
    /// Up to `limit` persons who have, for each entry, at least one of its tokens.
    fileprivate func persons(having sought: [[MatchToken]], limit: Int) throws -> [EntityID] {
        let all = sought.map { anyOf in "(" + anyOf.map(\.word).joined(separator: " OR ") + ")" }
        let statement = try cachedStatement(
            sql: """
                SELECT s.subject_id FROM intake_person_search i JOIN intake_searchable s ON s.id=i.rowid
                WHERE i.intake_person_search MATCH ? LIMIT ?
                """
        )
        return try EntityID.fetchAll(statement, arguments: [all.joined(separator: " AND "), limit])
    }
}

extension Transaction {
    /// Refuses a person of whom somebody known here has a document, as far as the index has come: what it misses is
    /// found as a suspected duplicate.
    func requireNew(_ subject: SubjectDetails) throws {
        guard let documents = subject.documents, !documents.isEmpty else { return }
        let key = try PersonIndex.searchKey(self)
        for (index, document) in documents.enumerated() {
            let sought = SearchQuery.document(document.number, key: key).anyOfEach
            guard !sought.isEmpty, let known = try db.persons(having: sought, limit: 1).first else { continue }
            throw Rejection(
                "subject.duplicate",
                field: "subject.documents[\(index)].number",
                "the person \(known) has this document; name that person in subjectId, or say in duplicateReason "
                    + "why this is another one",
                status: 409
            )
        }
    }
}
