import EventStore
import Events
import Foundation
import GRDB

/// Who may be whom: the part of the index that compares persons by their match tokens.
extension PersonIndex {
    /// Somebody to compare with.
    private struct Candidate {
        let subjectID: EntityID
        let isOwn: Bool
        let caseIDs: String
        let tokens: MatchTokens
    }

    /// Enters a person's match tokens and looks for others whom they may stand for.
    func enter(_ event: SubjectMatchTokens, isOwn: Bool, _ transaction: Transaction) throws {
        guard event.scheme == MatchTokens.currentScheme, try !transaction.isErased(event.subjectId),
            let tokens = MatchTokens(event.tokens)
        else { return }
        let db = transaction.db
        try uncount(event.subjectId, in: db)
        try db.run(
            """
            INSERT INTO intake_person(subject_id, is_own, case_ids, tokens) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT DO UPDATE SET is_own=max(is_own, ?2), case_ids=?3, tokens=?4
            """,
            .id(event.subjectId),
            .integer(isOwn ? 1 : 0),
            .text(event.caseIds.map(\.description).joined(separator: " ")),
            .bytes(tokens.stored)
        )
        try count(tokens, in: db)
        guard let person = try Self.number(of: event.subjectId, in: db) else { return }
        try db.run("DELETE FROM intake_person_key WHERE person=?", .integer(Int(person)))
        var candidates: Set<Int64> = []
        for key in tokens.blockingKeys {
            let sharing = try Self.holders(of: key, otherThan: person, in: db)
            if sharing.count <= MatchTokens.maximumHolders { candidates.formUnion(sharing) }
            try db.run(
                "INSERT INTO intake_person_key(key, person) VALUES (?, ?)",
                .integer(Int(key)),
                .integer(Int(person))
            )
        }
        let frequencies = try Self.frequencies(of: tokens, in: db)
        for number in candidates.sorted() {
            guard let other = try Self.candidate(number, in: db), isOwn || other.isOwn else {
                // Of two persons of other instances, those tell each other.
                continue
            }
            let comparison = MatchComparison(tokens, other.tokens, frequencies: frequencies)
            guard comparison.isCandidate else { continue }
            try suspect(event, tokens, other, comparison, isOwn: isOwn, transaction)
        }
    }

    /// Enters two persons who may be one, and tells it where nobody has yet.
    private func suspect(
        _ event: SubjectMatchTokens,
        _ tokens: MatchTokens,
        _ other: Candidate,
        _ comparison: MatchComparison,
        isOwn: Bool,
        _ transaction: Transaction
    ) throws {
        let (low, high) = (min(event.subjectId, other.subjectID), max(event.subjectId, other.subjectID))
        let known = try transaction.knownOfPair(low, high)
        try transaction.db.run(
            """
            INSERT INTO intake_duplicate(low_id, high_id, score, reasons, status, suspected_at)
            VALUES (?1, ?2, \(comparison.score), ?3, ?4, ?5)
            ON CONFLICT DO UPDATE SET score=excluded.score, reasons=?3
            """,
            .id(low),
            .id(high),
            .text(comparison.reasons.map(\.rawValue).joined(separator: " ")),
            .text(known.status.rawValue),
            .time(event.madeAt)
        )
        // Once decided, or told before, it need not be suspected in public.
        guard !known.isTold, known.status == .suspected else { return }
        let own = isOwn ? event.subjectId : other.subjectID
        let otherCases = other.caseIDs.split(separator: " ").compactMap { EntityID(String($0)) }
        try transaction.append(
            SubjectDuplicateSuspected(
                subjectId: own,
                otherSubjectId: own == low ? high : low,
                caseIds: event.caseIds + otherCases,
                matchingTokens: Set(tokens.all).intersection(other.tokens.all).count,
                suspectedAt: transaction.now
            ),
            to: own,
            topics: nationalKey == nil ? [] : nil
        )
    }

    /// What a human, or another instance, decided about two persons.
    func settle(
        _ one: EntityID,
        _ other: EntityID,
        _ status: DuplicateStatus,
        _ transaction: Transaction
    ) throws {
        try transaction.db.run(
            "UPDATE intake_duplicate SET status=? WHERE low_id=? AND high_id=?",
            .text(status.rawValue),
            .id(min(one, other)),
            .id(max(one, other))
        )
    }

    /// Leaves nothing of a person whose data were erased.
    func forget(_ subjectID: EntityID, in db: Database) throws {
        try uncount(subjectID, in: db)
        try db.run(
            "DELETE FROM intake_person_key WHERE person=(SELECT id FROM intake_person WHERE subject_id=?)",
            .id(subjectID)
        )
        for statement in [
            """
            DELETE FROM intake_person_search WHERE rowid=(SELECT id FROM intake_searchable WHERE subject_id=?1)
            """,
            "DELETE FROM intake_searchable WHERE subject_id=?1", "DELETE FROM intake_person WHERE subject_id=?1",
            "DELETE FROM intake_duplicate WHERE low_id=?1 OR high_id=?1",
        ] {
            try db.run(statement, .id(subjectID))
        }
    }

    // MARK: How widespread names are

    /// Counts the parts of a person's name.
    private func count(_ tokens: MatchTokens, in db: Database) throws {
        for part in Set(tokens.names.map(\.part)) {
            try db.run(
                "INSERT INTO intake_name(part, persons) VALUES (?, 1) ON CONFLICT DO UPDATE SET persons=persons+1",
                .integer(part.number)
            )
        }
    }

    /// Takes back the count of the parts of a person's name.
    private func uncount(_ subjectID: EntityID, in db: Database) throws {
        var row = try db.prepared("SELECT tokens FROM intake_person WHERE subject_id=?")
        row.bind(subjectID)
        let before = try row.first { $0.withBytes(0) { MatchTokens(stored: $0) } } ?? nil
        for part in Set(before?.names.map(\.part) ?? []) {
            try db.run("UPDATE intake_name SET persons=persons-1 WHERE part=?", .integer(part.number))
        }
    }

    /// How widespread the person's names are: only what the person has can agree with another's.
    private static func frequencies(of tokens: MatchTokens, in db: Database) throws -> NameFrequencies {
        var counts: [MatchToken: Int] = [:]
        for part in Set(tokens.names.map(\.part)) {
            var row = try db.prepared("SELECT persons FROM intake_name WHERE part=?")
            row.bind(part.number)
            counts[part] = try row.first { Int($0.integer(0)) }
        }
        // Persons are numbered without gaps worth a thought; to count them would read them all.
        let newest = try db.prepared("SELECT max(id) FROM intake_person")
        return NameFrequencies(counts: counts, persons: try newest.first { Int($0.integer(0)) } ?? 0)
    }

    // MARK: Rows

    private static func number(of subjectID: EntityID, in db: Database) throws -> Int64? {
        var row = try db.prepared("SELECT id FROM intake_person WHERE subject_id=?")
        row.bind(subjectID)
        return try row.first { $0.integer(0) }
    }

    /// Who else has the key; one more than are worth looking at when it is of a widespread name.
    private static func holders(of key: Int64, otherThan person: Int64, in db: Database) throws -> [Int64] {
        var rows = try db.prepared("SELECT person FROM intake_person_key WHERE key=? AND person<>? LIMIT ?")
        rows.bind(key)
        rows.bind(person)
        rows.bind(MatchTokens.maximumHolders + 1)
        return try rows.all { $0.integer(0) }
    }

    private static func candidate(_ number: Int64, in db: Database) throws -> Candidate? {
        var row = try db.prepared("SELECT subject_id, is_own, case_ids, tokens FROM intake_person WHERE id=?")
        row.bind(number)
        return try row.first { row in
            guard let subjectID = row.id(0), let tokens = row.withBytes(3, { MatchTokens(stored: $0) }) else {
                throw StoreError.corrupt(path: "intake_person", reason: "row \(number) is not readable")
            }
            return Candidate(
                subjectID: subjectID,
                isOwn: row.integer(1) != 0,
                caseIDs: row.text(2) ?? "",
                tokens: tokens
            )
        }
    }
}

extension MatchToken {
    /// As SQLite keeps it: signed.
    fileprivate var number: Int { Int(Int64(bitPattern: bits)) }
}

extension MatchTokens {
    /// Reads what an event carries; `nil` when it is not that.
    fileprivate init?(_ text: String) {
        guard let data = Data(base64Encoded: text), let tokens = try? JSONDecoder().decode(MatchTokens.self, from: data)
        else { return nil }
        self = tokens
    }
}
