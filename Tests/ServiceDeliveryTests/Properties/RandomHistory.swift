import EventStore
import Events
import TestKit

@testable import ServiceDelivery

/// What happened around one person, made up by chance: the same for the same seed, whoever hears of it in what order.
///
/// Identifiers are numbers here, so that the same history can be told of several people.
struct RandomHistory {
    /// An identifier of one telling of the history.
    typealias Naming = @Sendable (Int) -> EntityID
    typealias Telling = (Naming, inout IntakeFeed) throws -> IntakeFeed.Message
    typealias Command = (LifeRun, Transaction) throws -> Void

    enum Name {
        static let caseID = 0
        static let subject = 1
        static let survivor = 2
        static let other = 3
        static let institution = 4
        static let outside = 5
        static let agreement = 6
        static let otherAgreement = 7
        static let commitment = 8
        static let admission = 9
        static let sender = 10
        static let receiver = 11
        static let consents = 20
        static let own = 40
    }

    /// Each keeps its own order; what comes from a topic may come twice.
    private(set) var streams: [[Telling]] = []
    private(set) var commands: [Command] = []
    private var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        streams = [caseEvents(), confidential(), people(), partners(), erasures()].filter { !$0.isEmpty }
        commands = ownCommands()
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &generator) < percent }

    /// An hour of 2018, in the half of the year that is asked for.
    mutating func time(_ days: ClosedRange<Int> = 20...340) -> Timestamp {
        Dates.at("2018-01-01T08:00:00Z").adding(
            .seconds(Int64(Int.random(in: days, using: &generator)) * 86_400)
        )
    }

    // MARK: Intake

    private mutating func caseEvents() -> [Telling] {
        let mode: StatisticsMode = chance(80) ? .full : .countOnly
        var told: [Telling] = [
            { name, feed in
                var event = Facts.registered(name(Name.caseID), subject: name(Name.subject), statsMode: mode)
                event.institutionId = name(Name.institution)
                event.agreementId = name(Name.agreement)
                return try feed.message(event)
            }
        ]
        if chance(30) {
            told.append { name, feed in
                let before = Facts.registered(name(Name.caseID), subject: name(Name.subject), statsMode: mode)
                var event = CaseCorrected.example
                event.caseId = before.caseId
                event.subjectId = before.subjectId
                event.institutionId = name(Name.institution)
                event.agreementId = name(Name.otherAgreement)
                event.programmeId = before.programmeId
                event.registeredAt = before.registeredAt
                return try feed.message(event)
            }
        }
        told.append { name, feed in try feed.message(Facts.planned(name(Name.caseID))) }
        guard chance(50) else { return told }
        let closedAt = time(150...300)
        let reason: ClosureReason = chance(50) ? .goalReached : .lost
        told.append { name, feed in
            var event = Facts.closed(name(Name.caseID), reason, at: closedAt)
            event.institutionId = name(Name.institution)
            return try feed.message(event)
        }
        guard chance(60) else { return told }
        told.append { name, feed in
            try feed.message(
                CaseReopened(
                    caseId: name(Name.caseID),
                    institutionId: name(Name.institution),
                    reopenedAt: closedAt.adding(.seconds(10 * 86_400))
                )
            )
        }
        return told
    }

    private mutating func confidential() -> [Telling] {
        var told = consents()
        guard chance(70) else { return told }
        told.append { name, feed in
            var event = Facts.admitted(name(Name.caseID))
            (event.admissionId, event.institutionId) = (name(Name.admission), name(Name.institution))
            return try feed.message(event, aggregate: name(Name.admission))
        }
        let releasedAt = time(100...330)
        let hasAbsconded = chance(30)
        told.append { name, feed in
            guard hasAbsconded else {
                var event = Facts.released(name(Name.caseID), from: name(Name.institution), at: releasedAt)
                event.admissionId = name(Name.admission)
                return try feed.message(event, aggregate: name(Name.admission))
            }
            var event = Facts.absconded(name(Name.caseID), at: releasedAt)
            (event.admissionId, event.institutionId) = (name(Name.admission), name(Name.institution))
            return try feed.message(event, aggregate: name(Name.admission))
        }
        if chance(25) {
            told.append { name, feed in
                var event = AdmissionVoided.example
                (event.caseId, event.admissionId) = (name(Name.caseID), name(Name.admission))
                return try feed.message(event, aggregate: name(Name.admission))
            }
        }
        return told
    }

    private mutating func consents() -> [Telling] {
        var told: [Telling] = []
        func tell(_ number: Int, _ purpose: ConsentPurpose, _ decision: ConsentDecision, _ at: Timestamp, _ one: Bool) {
            told.append { name, feed in
                var event = Facts.consent(name(Name.caseID), purpose, decision, at: at)
                event.consentId = name(Name.consents + number)
                event.recipientOrgId = one ? name(Name.receiver) : nil
                return try feed.message(event, aggregate: event.consentId)
            }
        }
        tell(0, .shareService, .granted, Dates.registered, chance(50))
        if chance(40) { tell(1, .shareService, .withdrawn, time(), chance(50)) }
        if chance(30) { tell(2, .returnHome, .withdrawn, time(), false) }
        if chance(20) { tell(3, .shareService, .granted, time(), false) }
        for number in 1...2 where told.count > number && chance(25) {
            told.append { name, feed in
                var event = ConsentVoided.example
                (event.caseId, event.consentId) = (name(Name.caseID), name(Name.consents + number))
                return try feed.message(event, aggregate: event.consentId)
            }
        }
        return told
    }

    private mutating func people() -> [Telling] {
        guard chance(40) else { return [] }
        var told: [Telling] = [{ name, feed in try Self.merge(name, &feed) }]
        guard chance(60) else { return told }
        told.append { name, feed in
            let event = SubjectUnmerged(
                survivingSubjectId: name(Name.survivor),
                mergedSubjectId: name(Name.subject),
                caseIds: [name(Name.caseID)],
                unmergedAt: Dates.now
            )
            return try feed.message(event, key: name(Name.subject), source: "/jisr/intake/cairo")
        }
        if chance(30) { told.append { name, feed in try Self.merge(name, &feed) } }
        return told
    }

    private static func merge(_ name: Naming, _ feed: inout IntakeFeed) throws -> IntakeFeed.Message {
        let event = SubjectMerged(
            survivingSubjectId: name(Name.survivor),
            mergedSubjectId: name(Name.subject),
            caseIds: [name(Name.caseID)],
            mergedAt: Dates.now
        )
        return try feed.message(event, key: name(Name.subject), source: "/jisr/intake/cairo")
    }

    private mutating func erasures() -> [Telling] {
        guard chance(10) else { return [] }
        let at = time(200...340)
        return [
            { name, feed in
                let event = SubjectErased(
                    subjectId: name(Name.subject),
                    caseIds: [name(Name.caseID)],
                    erasedAt: at
                )
                return try feed.message(event, key: name(Name.subject), aggregate: name(Name.other), at: at)
            }
        ]
    }

    // MARK: Partnerships

    private mutating func partners() -> [Telling] {
        let source = "/jisr/partnerships/national"
        var told: [Telling] = [
            { name, feed in
                var event = InstitutionRegistered.example
                (event.institutionId, event.orgId) = (name(Name.outside), name(Name.receiver))
                return try feed.message(event, key: event.institutionId, source: source)
            }
        ]
        if chance(50) {
            told.append { name, feed in
                var event = CommitmentPledged.example
                (event.commitmentId, event.agreementId) = (name(Name.commitment), name(Name.agreement))
                return try feed.message(event, key: event.commitmentId, source: source)
            }
        }
        guard chance(50) else { return told }
        let from = time(1...5).date
        told.append { name, feed in
            var event = AgreementInForce.example
            (event.agreementId, event.from) = (name(Name.agreement), from)
            event.to = nil
            return try feed.message(event, key: event.agreementId, source: source)
        }
        return told
    }

    // MARK: Own

    private mutating func ownCommands() -> [Command] {
        var given: [Command] = []
        let course = time(20...200)
        given.append(LifeRun.enrol(0, .literacy, Name.institution, at: course, agreement: chance(30)))
        given.append(LifeRun.attend(0, course.adding(.seconds(5 * 86_400))))
        if chance(50) {
            let end = course.adding(.seconds(Int64(Int.random(in: 10...120, using: &generator)) * 86_400))
            given.append(LifeRun.complete(0, at: end))
            if chance(60) { given.append(LifeRun.certify(0, on: end.date.adding(days: 1))) }
        }
        if chance(60) { given.append(LifeRun.enrol(1, .medical, Name.outside, at: time(), agreement: false)) }
        if chance(40) {
            let requested = time()
            given.append(LifeRun.requestReturn(2, at: requested))
            given.append(LifeRun.counsel(2, at: requested.adding(.seconds(86_400))))
        }
        if chance(40) {
            let drafted = time()
            given += [LifeRun.draftPlan(3, at: drafted), LifeRun.approvePlan(3, at: drafted)]
            given.append(LifeRun.startPlan(3, at: drafted.adding(.seconds(86_400))))
        }
        if chance(50) {
            let sent = time(20...250)
            given += [LifeRun.draftReferral(4, at: sent), LifeRun.send(4, at: sent)]
            given.append(LifeRun.receive(4, at: sent.adding(.seconds(86_400))))
            if chance(70) {
                given.append(LifeRun.accept(4, at: sent.adding(.seconds(2 * 86_400))))
                let begun = sent.adding(.seconds(4 * 86_400))
                given.append(LifeRun.enrol(5, .legal, Name.outside, at: begun, agreement: false, referral: 4))
                if chance(50) { given.append(LifeRun.complete(5, at: begun.adding(.seconds(20 * 86_400)))) }
            }
        }
        return given
    }
}
