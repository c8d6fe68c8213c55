import Events
import GRDB

/// Answers questions for what is more than a count: stocks, shares, lengths of time, mean scores.
struct MeasuredReader {
    let reader: StatisticReader
    let question: StatisticQuestion
    let entries: Entries

    /// The values of the cells.
    func counts(_ measured: Measured) throws -> [[String]: Count] {
        if measured == .answerDays {
            return lengths(AnswerDays.lengths(in: entries, window, Surroundings(entries)))
        }
        let surroundings = Surroundings(entries)
        let corrections = try reader.corrections()
        var custody = Custody(corrections, surroundings)
        try FactTables.forEachFact(Custody.kinds, reader.db) { custody.add($0) }
        switch measured {
        case .stock, .share: return try shares(measured, custody, surroundings)
        case .daysBeforeSentence: return lengths(custody.daysBeforeSentence(window))
        case .daysOfSentence: return lengths(custody.daysOfSentence(window))
        case .score(let dimension):
            let scores = custody.lastScores(to: window.to).map { $0[dimension] }
            guard let mean = Measurement(scores: scores, threshold: reader.threshold) else { return [:] }
            return [[]: Count(value: scores.count, measured: mean)]
        case .answerDays: return [:]
        }
    }

    /// What happened in the window that is asked for, else in the twelve months up to the day.
    private var window: Window {
        question.window.from == .min
            ? Window(from: question.window.to - 364, to: question.window.to) : question.window
    }

    private func shares(
        _ measured: Measured,
        _ custody: Custody,
        _ surroundings: Surroundings
    ) throws -> [[String]: Count] {
        var asked = Recount.Question(measures: [], cuts: question.cuts, window: .to(question.window.to))
        asked.measures = measured.roles.map {
            PersonMeasure(reach: .custody($0), isChildrenOnly: question.population == .defined)
        }
        let made = measured.roles.flatMap { custody.facts($0, window) }
        let persons = try reader.recount(asked, surroundings, with: made).persons
        let counts = persons.values(of: 0)
        guard case .share(_, _, let per) = measured else { return counts.mapValues { Count(value: $0) } }
        return persons.values(of: 1).reduce(into: [:]) { shares, cell in
            let count = counts[cell.key] ?? 0
            shares[cell.key] = Count(
                value: count,
                measured: Measurement(share: count, of: cell.value, per: per)
            )
        }
    }

    /// The lengths by cell, where there are enough persons.
    private func lengths(_ lengths: [Custody.Length]) -> [[String]: Count] {
        let cutsPlace = question.cuts.contains(.dimension(.place)) || question.cuts.contains(.dimension(.service))
        let cells = Dictionary(grouping: lengths) { cutsPlace ? [$0.region] : [] }
        return cells.compactMapValues { lengths in
            let persons = Set(lengths.map(\.person)).count
            let days = Measurement(days: lengths.map(\.days), persons: persons, threshold: reader.threshold)
            return days.map { Count(value: lengths.count, measured: $0) }
        }
    }
}

/// How long referrals waited for an answer.
enum AnswerDays {
    /// The days between sending and the first answer of referrals that were answered in the window, by service.
    ///
    /// Of at least how many persons they are is counted by who the persons turned out to be.
    static func lengths(in entries: Entries, _ window: Window, _ surroundings: Surroundings) -> [Custody.Length] {
        var sent: [EntityID: (at: Timestamp, event: ReferralSent)] = [:]
        var answered: [EntityID: (at: Timestamp, day: Int32)] = [:]
        func answer(_ id: EntityID, _ at: Timestamp, _ day: Int32) {
            if at < answered[id]?.at ?? Timestamp(millisecondsSince1970: .max) { answered[id] = (at, day) }
        }
        for entry in entries.of(.referral) {
            switch entry.event {
            case let event as ReferralSent: sent[event.referralId] = (event.sentAt, event)
            case let event as ReferralAccepted: answer(event.referralId, event.acceptedAt, entry.day)
            case let event as ReferralRejected: answer(event.referralId, event.rejectedAt, entry.day)
            default: break
            }
        }
        return sent.compactMap { id, sending in
            guard let answer = answered[id], window.contains(answer.day) else { return nil }
            let waited = answer.at.millisecondsSince1970 - sending.at.millisecondsSince1970
            return Custody.Length(
                person: surroundings.survivor(of: sending.event.subjectId ?? sending.event.caseId),
                region: sending.event.service.rawValue,
                days: Int(max(0, waited) / 86_400_000)
            )
        }
    }
}
