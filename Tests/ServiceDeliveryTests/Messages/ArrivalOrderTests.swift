import EventStore
import Events
import TestKit
import Testing

@testable import ServiceDelivery

/// Intake's two topics and this service's own commands in every order that can happen: each topic keeps its own order,
/// records come twice, commands are given when they can be.
struct ArrivalOrderTests {
    private struct Summary: Hashable {
        let service: ServiceKind
        let status: EnrolmentStatus
        let subjectID: EntityID
        let end: Enrolment.End?
        let isProvisional: Bool
        let delivered: Int
        let agreementID: EntityID?

        init(_ enrolment: Enrolment) {
            service = enrolment.service
            status = enrolment.status
            subjectID = enrolment.subjectID
            // Whether a person or a rule ended it first is history, not state.
            end = enrolment.end
            isProvisional = enrolment.isProvisional
            delivered = enrolment.deliveredSessions
            agreementID = enrolment.agreementID
        }
    }

    private enum Step: CaseIterable {
        case enrolLiteracy
        case attend
        case enrolMedical
        case completeLiteracy
        case certify
        case enrolAfterwards
    }

    private final class Run {
        let bench: Workbench
        let caseID: EntityID
        var literacy: EntityID?
        var medical: EntityID?

        init(_ bench: Workbench, _ caseID: EntityID) {
            self.bench = bench
            self.caseID = caseID
        }

        private func onTrust(_ command: inout Enrol) {
            command.isConsentAttested = true
            command.subjectID = Facts.subject
        }

        func take(_ step: Step) throws {
            switch step {
            case .enrolLiteracy: literacy = try bench.enrol(caseID, change: onTrust)
            case .attend:
                guard let literacy else { return }
                try bench.attend(literacy, of: caseID, on: ["2018-02-02", "2018-02-09"])
            case .enrolMedical: medical = try bench.enrol(caseID, .medical, change: onTrust)
            case .completeLiteracy:
                guard let literacy else { return }
                try bench.end(literacy, of: caseID)
            case .certify:
                guard let literacy else { return }
                try bench.certify(literacy, of: caseID)
            case .enrolAfterwards:
                // With a provider outside, which a release does not end.
                try bench.enrol(caseID, .legal, at: Dates.at("2018-10-01T09:00:00Z")) {
                    onTrust(&$0)
                    $0.providerInstitutionID = Workbench.otherInstitution
                }
            }
        }

        func summary() throws -> Set<Summary> {
            Set(try bench.state(caseID).enrolments.values.map { Summary($0) })
        }
    }

    private func caseEvents(_ caseID: EntityID, _ feed: inout IntakeFeed) throws -> [IntakeFeed.Message] {
        [
            try feed.message(Facts.registered(caseID)),
            try feed.message(Facts.planned(caseID)),
            try feed.message(Facts.closed(caseID, .aftercareDone, at: Dates.at("2019-01-31T09:00:00Z"))),
        ]
    }

    private func confidential(_ caseID: EntityID, _ feed: inout IntakeFeed) throws -> [IntakeFeed.Message] {
        let admission = EntityID.v7()
        return [
            try feed.message(
                Facts.consent(caseID, .register, .granted, at: Dates.registered),
                aggregate: EntityID.v7()
            ),
            try feed.message(Facts.admitted(caseID), aggregate: admission),
            try feed.message(
                Facts.absconded(caseID, at: Dates.at("2018-12-01T09:00:00Z")),
                aggregate: admission
            ),
            try feed.message(Facts.released(caseID), aggregate: admission),
        ]
    }

    @Test func `any order of arrival ends in the same state`() throws {
        let bench = try Workbench()
        try bench.offer(.literacy, capacity: 10_000)
        try bench.offer(.medical, capacity: 10_000)
        try bench.offer(.legal, at: Workbench.otherInstitution, capacity: 10_000)
        var generator = SeededGenerator(seed: 2018)
        var expected: Set<Summary>?
        for round in 0..<150 {
            let caseID = Examples.id(10_000 + round)
            let run = Run(bench, caseID)
            var queues: [[() throws -> Void]] = [
                try caseEvents(caseID, &bench.feed).map { message in
                    { try bench.hear(message) }
                },
                try confidential(caseID, &bench.feed).map { message in
                    { try bench.hear(message) }
                },
                Step.allCases.map { step in
                    { try run.take(step) }
                },
            ]
            while let index = queues.indices.filter({ !queues[$0].isEmpty }).randomElement(using: &generator) {
                let action = queues[index].removeFirst()
                try action()
                // What comes from a topic may come again at any time.
                if index < 2, Bool.random(using: &generator) { queues[index].append(action) }
            }
            let summary = try run.summary()
            if expected == nil { expected = summary }
            #expect(summary == expected, "round \(round)")
        }
        let found = try #require(expected)
        #expect(found.map(\.status.rawValue).sorted() == ["completed", "interrupted", "interrupted"])
        #expect(found.allSatisfy { !$0.isProvisional && $0.subjectID == Facts.subject && $0.agreementID != nil })
        #expect(try bench.temporary.store.rebuild(swap: false).isClean)
    }
}
