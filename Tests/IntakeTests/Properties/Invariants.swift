import EventStore
import Events
import Testing

@testable import Intake

/// What holds of every case after whatever was asked.
struct Invariants {
    private let desk: Desk
    private let caseID: EntityID
    private let state: CaseState

    init(_ desk: Desk, _ caseID: EntityID) throws {
        self.desk = desk
        self.caseID = caseID
        state = try desk.state(caseID)
    }

    func check() throws {
        checkLife()
        checkAdmissions()
        checkPerson()
        checkFindings()
        try checkFacts()
        let versions = try desk.write { try $0.entries(aggregate: caseID) }.map(\.version)
        #expect(versions == Array(1...versions.count))
    }

    private func checkLife() {
        var status: CaseStatus?
        for entry in state.life.entries {
            let next = entry.step.taken(from: status)
            #expect(next != nil, "\(entry.step) from \(String(describing: status))")
            if entry.step == .close {
                #expect(!state.admissions.contains { $0.isOpen(at: entry.at) && $0.admittedAt <= entry.at })
            }
            status = next
        }
        #expect(state.assessments.count == state.life.entries.count { $0.step == .assess })
    }

    private func checkAdmissions() {
        var held = 0
        for admission in state.admissions {
            var status: AdmissionStatus?
            for entry in admission.life.entries {
                let next = entry.step.taken(from: status)
                #expect(next != nil, "\(entry.step) from \(String(describing: status))")
                status = next
            }
            if status?.isHeld == true { held += 1 }
            let admittedOn = Sample.calendar.date(of: admission.admittedAt)
            #expect(admission.contacts.allSatisfy { $0.on >= admittedOn })
        }
        #expect(held <= 1, "a person is held in two places")
    }

    /// Who is registered has consented or is there on a legal basis, and nobody is known of a case that is not.
    private func checkPerson() {
        switch state.life.status {
        case .identified, .declined:
            #expect(state.subjectID == nil)
            #expect(state.profile == nil)
            #expect(state.admissions.isEmpty)
        case .voided: break
        default:
            #expect(state.subjectID != nil)
            #expect(state.profile != nil)
        }
        guard let registeredAt = state.registeredAt else { return }
        let registered = state.consents.records.contains { consent in
            consent.purpose == .register && consent.decision == .granted && consent.at <= registeredAt
        }
        #expect(registered, "registered without consent")
    }

    private func checkFindings() {
        var status: TraffickingStatus?
        for entry in state.trafficking.life.entries {
            let next = entry.step.taken(from: status)
            #expect(next != nil, "\(entry.step) from \(String(describing: status))")
            status = next
        }
        for finding in state.trafficking.findings {
            switch finding.determination {
            case .presumed:
                let earliest = finding.at.adding(.seconds(30 * 86_400))
                #expect(finding.reflectionEndsAt.map { $0 >= earliest } ?? false)
            default: #expect(finding.decidedBy != nil)
            }
        }
        if state.profile != nil { #expect(state.profile?.trafficking == state.trafficking.published()) }
        for complaint in state.complaints {
            if let resolvedAt = complaint.resolvedAt { #expect(resolvedAt >= complaint.lodgedAt) }
        }
        let latest = state.assessments.enumerated()
            .max { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }?.element
        if state.profile != nil { #expect(state.profile?.assessment?.assessmentId == latest?.id) }
        #expect(state.profile?.assessment?.risk == state.profile?.risk)
    }

    /// What the topics were last told is what the log and the person's details give.
    private func checkFacts() throws {
        guard let subjectID = state.subjectID, state.life.status != .voided else { return }
        let subject = try #require(try desk.write { try $0.subject(subjectID) })
        let restated = state.restated(subject, Sample.calendar, reason: .dataEntry)
        #expect(restated.correction == nil, "\(restated.correction?.changed ?? []) was not told")
        #expect(restated.profile == nil)
        #expect(state.facts?.statisticsMode == state.consents.statisticsMode)
    }
}
