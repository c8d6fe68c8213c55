import EventStore
import Events
import Testing

@testable import Intake

/// Every cell of the tables of states and commands: where a command is taken and what it makes of the state, and where
/// it is refused.
struct TransitionTableTests {
    private typealias Act = @Sendable (Desk, EntityID) throws -> Void

    /// The states of a case that one instance reaches by itself.
    private static let caseStates: [CaseStatus] = [
        .identified, .registered, .assessed, .planned, .inProgress, .closed, .declined, .voided,
    ]
    private static let active: Set<CaseStatus> = [.registered, .assessed, .planned, .inProgress]
    private static let time = "2021-05-01T08:00:00Z"

    private struct CaseCommand: Sendable {
        let name: String
        /// The state after it, for each state in which it is taken.
        let taken: [CaseStatus: CaseStatus]
        let act: Act

        init(_ name: String, _ taken: [CaseStatus: CaseStatus], _ act: @escaping Act) {
            (self.name, self.taken, self.act) = (name, taken, act)
        }

        /// A command that leaves the state as it is.
        init(_ name: String, in states: Set<CaseStatus>, _ act: @escaping Act) {
            self.init(name, Dictionary(uniqueKeysWithValues: states.map { ($0, $0) }), act)
        }
    }

    private static let caseCommands: [CaseCommand] = [
        CaseCommand("register", [.identified: .registered]) { desk, id in
            try desk.run { _ = try $0.register(Sample.register(at: time), id, nil, $1) }
        },
        CaseCommand("decline", [.identified: .declined]) { desk, id in
            try desk.run {
                _ = try $0.decline(DeclineCase(reason: .noNeed, occurredAt: Sample.at(time)), id, nil, $1)
            }
        },
        CaseCommand(
            "assess",
            [.registered: .assessed, .assessed: .assessed, .planned: .planned, .inProgress: .inProgress]
        ) { desk, id in
            try desk.run { _ = try $0.assess(Sample.assess(at: time), id, nil, $1) }
        },
        CaseCommand("plan", [.assessed: .planned, .planned: .planned]) { desk, id in
            try desk.run { _ = try $0.approve(Sample.plan(reviewDue: "2021-07-01", at: time), id, nil, $1) }
        },
        CaseCommand("review: continue", [.inProgress: .inProgress]) { desk, id in
            try desk.run { _ = try $0.review(review(.continuePlan), id, nil, $1) }
        },
        CaseCommand("review: revise", [.inProgress: .planned]) { desk, id in
            try desk.run { _ = try $0.review(review(.revise), id, nil, $1) }
        },
        CaseCommand("review: close", [.inProgress: .inProgress]) { desk, id in
            try desk.run { _ = try $0.review(review(.close), id, nil, $1) }
        },
        CaseCommand(
            "close",
            [.registered: .closed, .assessed: .closed, .planned: .closed, .inProgress: .closed]
        ) { desk, id in
            try desk.run { _ = try $0.close(CloseCase(reason: .error, occurredAt: Sample.at(time)), id, nil, $1) }
        },
        CaseCommand("reopen", [.closed: .registered]) { desk, id in
            try desk.run {
                _ = try $0.reopen(ReopenCase(reason: "Again", occurredAt: Sample.at(time)), id, nil, $1)
            }
        },
        CaseCommand(
            "void",
            Dictionary(uniqueKeysWithValues: caseStates.filter { $0 != .voided }.map { ($0, CaseStatus.voided) })
        ) { desk, id in
            try desk.run { _ = try $0.void(VoidCase(reason: .dataEntry, occurredAt: Sample.at(time)), id, nil, $1) }
        },
        CaseCommand("correct", in: active.union([.closed])) { desk, id in
            let command = CorrectCase(reason: .dataEntry, concerns: [ProfileConcern(concern: .street)])
            try desk.run { _ = try $0.correct(command, id, nil, $1) }
        },
        CaseCommand("consent", in: active.union([.identified, .closed])) { desk, id in
            let consent = RecordConsent(
                purpose: .media,
                decision: .withheld,
                basis: .guardian,
                at: Sample.at(time)
            )
            try desk.run { _ = try $0.record(consent, id, nil, $1) }
        },
        CaseCommand("admit", in: active) { desk, id in
            try desk.run { _ = try $0.admit(Sample.admit(at: time), id, nil, $1) }
        },
        CaseCommand("presume", in: active.union([.identified])) { desk, id in
            try desk.run { _ = try $0.recordTrafficking(Sample.presume(at: time), id, nil, $1) }
        },
        CaseCommand("record elements", in: active) { desk, id in
            let command = RecordTrafficking(acts: [.transfer], occurredAt: Sample.at(time))
            try desk.run { _ = try $0.recordTrafficking(command, id, nil, $1) }
        },
        CaseCommand("complain", in: active.union([.identified, .declined, .closed])) { desk, id in
            let command = LodgeComplaint(channel: .hotline, topic: .rights, at: Sample.at(time))
            try desk.run { _ = try $0.lodge(command, id, nil, $1) }
        },
    ]

    private static func review(_ decision: ReviewDecision) -> ReviewCase {
        ReviewCase(decision: decision, occurredAt: Sample.at(time))
    }

    /// A case that stands at `status` from March on.
    private static func stand(at status: CaseStatus, _ desk: Desk) throws -> EntityID {
        let march = Sample.at("2021-03-01T08:00:00Z")
        switch status {
        case .identified, .declined:
            let id = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
            guard status == .declined else { return id }
            try desk.run { _ = try $0.decline(DeclineCase(reason: .noNeed, occurredAt: march), id, nil, $1) }
            return id
        case .assessed:
            let id = try desk.registered()
            try desk.run { _ = try $0.assess(Sample.assess(at: "2021-02-03T08:00:00Z"), id, nil, $1) }
            return id
        case .planned: return try desk.planned()
        case .inProgress:
            let id = try desk.planned()
            let enrolment = EntityID.v7()
            try desk.serviceStarted(enrolment, of: id, at: "2021-02-10T08:00:00Z")
            try desk.serviceCompleted(enrolment, of: id, at: "2021-03-10T08:00:00Z")
            return id
        case .closed:
            let id = try desk.registered()
            try desk.run { _ = try $0.close(CloseCase(reason: .lost, occurredAt: march), id, nil, $1) }
            return id
        case .voided:
            let id = try desk.registered()
            try desk.run { _ = try $0.void(VoidCase(reason: .dataEntry, occurredAt: march), id, nil, $1) }
            return id
        default: return try desk.registered()
        }
    }

    @Test(arguments: caseStates)
    func `every command on a case has its states and no others`(status: CaseStatus) throws {
        for command in Self.caseCommands {
            let desk = try Desk()
            let id = try Self.stand(at: status, desk)
            #expect(try desk.state(id).life.status == status)
            let before = try desk.log(id)
            do {
                try command.act(desk, id)
                let after = try desk.state(id).life.status
                #expect(after == command.taken[status], "\(command.name) from \(status)")
            } catch let rejection as Rejection {
                #expect(command.taken[status] == nil, "\(command.name) from \(status): \(rejection)")
                #expect(rejection.code == "state.invalid_transition", "\(command.name) from \(status): \(rejection)")
                #expect(rejection.status == 409)
                #expect(try desk.log(id) == before)
            }
        }
    }

    // MARK: Admissions

    private struct StayCommand: Sendable {
        let name: String
        let taken: [AdmissionStatus: AdmissionStatus]
        let act: Act

        init(_ name: String, _ taken: [AdmissionStatus: AdmissionStatus], _ act: @escaping Act) {
            (self.name, self.taken, self.act) = (name, taken, act)
        }
    }

    private static let stayCommands: [StayCommand] = [
        StayCommand(
            "rights",
            [.admitted: .admitted, .classified: .classified, .preparingRelease: .preparingRelease]
        ) { desk, id in
            try desk.run { _ = try $0.explainRights(ExplainRights(occurredAt: Sample.at(time)), id, nil, $1) }
        },
        StayCommand(
            "classify",
            [.admitted: .classified, .classified: .classified, .preparingRelease: .preparingRelease]
        ) { desk, id in
            let command = ClassifyPerson(classification: .protected, occurredAt: Sample.at(time))
            try desk.run { _ = try $0.classify(command, id, nil, $1) }
        },
        StayCommand(
            "contact",
            [.admitted: .admitted, .classified: .classified, .preparingRelease: .preparingRelease]
        ) { desk, id in
            try desk.run {
                _ = try $0.recordContact(RecordContact(kind: .call, on: Sample.day("2021-05-01")), id, nil, $1)
            }
        },
        StayCommand("prepare release", [.classified: .preparingRelease]) { desk, id in
            let command = PrepareRelease(expectedRelease: Sample.day("2021-06-30"), occurredAt: Sample.at(time))
            try desk.run { _ = try $0.prepareRelease(command, id, nil, $1) }
        },
        StayCommand("release", [.preparingRelease: .released]) { desk, id in
            try desk.run { _ = try $0.release(ReleasePerson(occurredAt: Sample.at(time)), id, nil, $1) }
        },
        StayCommand(
            "release at once",
            [.admitted: .released, .classified: .released, .preparingRelease: .released]
        ) { desk, id in
            let command = ReleasePerson(immediate: true, occurredAt: Sample.at(time))
            try desk.run { _ = try $0.release(command, id, nil, $1) }
        },
        StayCommand(
            "abscond",
            [.admitted: .absconded, .classified: .absconded, .preparingRelease: .absconded]
        ) { desk, id in
            try desk.run { _ = try $0.abscond(RecordAbsence(occurredAt: Sample.at(time)), id, nil, $1) }
        },
        StayCommand("return", [.absconded: .admitted]) { desk, id in
            try desk.run { _ = try $0.comeBack(RecordAbsence(occurredAt: Sample.at(time)), id, nil, $1) }
        },
        StayCommand(
            "die",
            [.admitted: .deceased, .classified: .deceased, .preparingRelease: .deceased]
        ) { desk, id in
            let command = CloseCase(reason: .deceased, occurredAt: Sample.at(time))
            try desk.run { _ = try $0.close(command, id, nil, $1) }
            guard try desk.last(AdmissionDied.self, of: id)?.diedAt == Sample.at(time) else {
                throw Rejection.invalidTransition("nobody died in the institution")
            }
        },
    ]

    /// A stay that stands at `status` from April on.
    private static func stay(at status: AdmissionStatus, _ desk: Desk) throws -> EntityID {
        let id = try desk.registered()
        let april = Sample.at("2021-04-01T08:00:00Z")
        try desk.run { _ = try $0.admit(Sample.admit(at: "2021-02-05T08:00:00Z"), id, nil, $1) }
        if [.classified, .preparingRelease, .released].contains(status) {
            let at = Sample.at("2021-02-06T08:00:00Z")
            try desk.run {
                _ = try $0.classify(ClassifyPerson(classification: .level1, occurredAt: at), id, nil, $1)
            }
        }
        if [.preparingRelease, .released].contains(status) {
            let at = Sample.at("2021-03-20T08:00:00Z")
            let command = PrepareRelease(expectedRelease: Sample.day("2021-06-01"), occurredAt: at)
            try desk.run { _ = try $0.prepareRelease(command, id, nil, $1) }
        }
        switch status {
        case .released: try desk.run { _ = try $0.release(ReleasePerson(occurredAt: april), id, nil, $1) }
        case .absconded: try desk.run { _ = try $0.abscond(RecordAbsence(occurredAt: april), id, nil, $1) }
        case .deceased:
            try desk.run { _ = try $0.close(CloseCase(reason: .deceased, occurredAt: april), id, nil, $1) }
        default: break
        }
        return id
    }

    @Test(
        arguments: [
            .admitted, .classified, .preparingRelease, .released, .absconded, .deceased,
        ] as [AdmissionStatus]
    )
    func `every command on an admission has its states and no others`(status: AdmissionStatus) throws {
        for command in Self.stayCommands {
            let desk = try Desk()
            let id = try Self.stay(at: status, desk)
            #expect(try desk.state(id).admissions.first?.life.status == status)
            do {
                try command.act(desk, id)
                let after = try desk.state(id).admissions.first?.life.status
                #expect(after == command.taken[status], "\(command.name) from \(status)")
            } catch let rejection as Rejection {
                #expect(command.taken[status] == nil, "\(command.name) from \(status): \(rejection)")
                #expect(rejection.code == "state.invalid_transition", "\(command.name) from \(status): \(rejection)")
            }
        }
    }

    @Test func `every command on an admission needs one`() throws {
        for command in Self.stayCommands where command.name != "die" {
            let desk = try Desk()
            let id = try desk.registered()
            let rejection = #expect(throws: Rejection.self, "\(command.name)") { try command.act(desk, id) }
            #expect(rejection?.code == "state.invalid_transition", "\(command.name)")
        }
    }

    // MARK: Trafficking

    @Test(arguments: [.presume, .confirm, .ruleOut] as [TraffickingStep])
    func `every finding about a victim has its states and no others`(step: TraffickingStep) throws {
        let taken: [TraffickingStep: [TraffickingStatus?: TraffickingStatus]] = [
            .presume: [nil: .presumed, .notConfirmed: .presumed],
            .confirm: [.presumed: .confirmed, .confirmed: .confirmed, .notConfirmed: .confirmed],
            .ruleOut: [.presumed: .notConfirmed, .confirmed: .notConfirmed, .notConfirmed: .notConfirmed],
        ]
        let finding: [TraffickingStep: Determination] = [
            .presume: .presumed, .confirm: .confirmed, .ruleOut: .notVictim,
        ]
        let before: [(TraffickingStatus?, [TraffickingStep])] = [
            (nil, []), (.presumed, [.presume]), (.confirmed, [.presume, .confirm]),
            (.notConfirmed, [.presume, .ruleOut]),
        ]
        for (status, steps) in before {
            let desk = try Desk()
            let id = try desk.registered()
            func take(_ step: TraffickingStep, at time: String) throws -> Rejection? {
                var command = step == .presume ? Sample.presume(at: time) : RecordTrafficking()
                command.determination = finding[step]
                command.decidedBy = step == .presume ? nil : .courtOrProsecution
                command.occurredAt = Sample.at(time)
                return try desk.refusal { try $0.recordTrafficking(command, id, nil, $1) }
            }
            for (number, earlier) in steps.enumerated() {
                #expect(try take(earlier, at: "2021-03-0\(number + 1)T08:00:00Z") == nil)
            }
            #expect(try desk.state(id).trafficking.life.status == status)
            let rejection = try take(step, at: Self.time)
            if let next = taken[step]?[status] {
                #expect(rejection == nil)
                #expect(try desk.state(id).trafficking.life.status == next)
            } else {
                #expect(rejection?.code == "state.invalid_transition")
                #expect(try desk.state(id).trafficking.life.status == status)
            }
        }
    }
}
