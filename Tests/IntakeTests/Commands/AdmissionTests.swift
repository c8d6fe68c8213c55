import EventStore
import Events
import Testing

@testable import Intake

struct AdmissionTests {
    private let desk: Desk
    private let caseID: EntityID

    init() throws {
        desk = try Desk()
        caseID = try desk.registered()
    }

    private func admit(_ change: (inout AdmitPerson) -> Void = { _ in }) throws -> Rejection? {
        var command = Sample.admit(at: "2021-02-02T08:00:00Z")
        change(&command)
        return try desk.refusal { try $0.admit(command, caseID, nil, $1) }
    }

    @Test func `a boy is admitted by order and stays to his release`() throws {
        #expect(try admit() == nil)
        try desk.run {
            _ = try $0.explainRights(
                ExplainRights(language: "arz", occurredAt: Sample.at("2021-02-02T09:00:00Z")),
                caseID,
                nil,
                $1
            )
        }
        let classified = try desk.run {
            try $0.classify(
                ClassifyPerson(
                    classification: .level2,
                    note: "Rests on much",
                    occurredAt: Sample.at("2021-02-10T08:00:00Z")
                ),
                caseID,
                nil,
                $1
            )
        }
        #expect(classified.status == .classified)
        #expect(classified.version == 3)
        #expect(
            try desk.last(AdmissionClassified.self, of: caseID)?.reviewDue == Sample.day("2021-02-10").adding(days: 90)
        )
        try desk.run {
            _ = try $0.recordContact(RecordContact(kind: .visit, on: Sample.day("2021-03-01")), caseID, nil, $1)
        }
        let prepared = try desk.run {
            try $0.prepareRelease(
                PrepareRelease(
                    expectedRelease: Sample.day("2021-05-20"),
                    occurredAt: Sample.at("2021-04-01T08:00:00Z")
                ),
                caseID,
                nil,
                $1
            )
        }
        #expect(prepared.status == .preparingRelease)
        let released = try desk.run {
            try $0.release(ReleasePerson(occurredAt: Sample.at("2021-05-20T08:00:00Z")), caseID, 5, $1)
        }
        #expect(released.status == .released)
        #expect(
            try desk.events(caseID)[released.admissionId] == [
                "admission.admitted", "rights.explained", "admission.classified", "contact.recorded",
                "admission.release_prepared", "admission.released",
            ]
        )
        #expect(try desk.last(CaseProfile.self, of: caseID)?.justice?.expectedEnd == Sample.day("2021-12-20"))
    }

    @Test(arguments: [nil, "", "   "] as [String?])
    func `nobody is admitted without an order`(orderRef: String?) throws {
        let refusal = try #require(try admit { $0.orderRef = orderRef })
        #expect(refusal.code == "order.required")
        #expect(refusal.field == "orderRef")
    }

    @Test func `an order must not be later than the admission`() throws {
        #expect(try admit { $0.orderDate = Sample.day("2021-02-03") }?.code == "order.required")
    }

    @Test func `release is expected after admission`() throws {
        #expect(try admit { $0.expectedRelease = Sample.day("2021-02-01") }?.code == "period.invalid")
    }

    @Test func `a child is kept apart from adults unless the law allows otherwise`() throws {
        #expect(try admit { $0.separatedFromAdults = false }?.code == "placement.adult_child_mix")
        #expect(try admit { ($0.separatedFromAdults, $0.mixReason) = (false, .sameFamily) } == nil)
        #expect(try desk.last(AdmissionAdmitted.self, of: caseID)?.separatedFromAdults == false)
    }

    @Test func `an institution for boys does not take a girl`() throws {
        try desk.receive(
            Sample.institutionRegistered(),
            about: Sample.institution,
            key: Sample.institution,
            source: "/jisr/partnerships/national"
        )
        let girl = try desk.registered(Sample.girl())
        let refusal = try #require(
            try desk.refusal { try $0.admit(Sample.admit(at: "2021-02-02T08:00:00Z"), girl, nil, $1) }
        )
        #expect(refusal.code == "placement.sex_not_served")
        #expect(try admit() == nil)
    }

    @Test func `an unknown institution refuses nobody`() throws {
        let girl = try desk.registered(Sample.girl())
        #expect(try desk.refusal { try $0.admit(Sample.admit(at: "2021-02-02T08:00:00Z"), girl, nil, $1) } == nil)
    }

    @Test func `the terms of the time of admission count`() throws {
        try desk.receive(
            Sample.institutionRegistered(sexServed: .all),
            about: Sample.institution,
            key: Sample.institution,
            source: "/jisr/partnerships/national",
            at: Sample.at("2020-01-01T00:00:00Z")
        )
        let registered = Sample.institutionRegistered(sexServed: .male)
        try desk.receive(
            InstitutionUpdated(
                institutionId: registered.institutionId,
                orgId: registered.orgId,
                name: registered.name,
                kind: registered.kind,
                security: registered.security,
                sexServed: .male,
                place: registered.place
            ),
            about: Sample.institution,
            key: Sample.institution,
            source: "/jisr/partnerships/national",
            at: Sample.at("2021-03-01T00:00:00Z")
        )
        let girl = try desk.registered(Sample.girl())
        #expect(
            try desk.refusal { try $0.admit(Sample.admit(at: "2021-03-02T08:00:00Z"), girl, nil, $1) }?.code
                == "placement.sex_not_served"
        )
        #expect(try desk.refusal { try $0.admit(Sample.admit(at: "2021-02-02T08:00:00Z"), girl, nil, $1) } == nil)
    }

    @Test func `ages and security of the institution count`() throws {
        try desk.receive(
            Sample.institutionRegistered(security: .open, ages: 16...17),
            about: Sample.institution,
            key: Sample.institution,
            source: "/jisr/partnerships/national"
        )
        #expect(try admit()?.code == "placement.age_not_served")
        let older = try desk.registered(Sample.boy(age: 16))
        #expect(
            try desk.refusal { try $0.admit(Sample.admit(at: "2021-02-02T08:00:00Z"), older, nil, $1) }?.code
                == "placement.security_not_offered"
        )
        let adult = try desk.registered(
            Sample.person(sex: .male, bornOn: nil, age: 19, on: "2021-01-01"),
            categories: [.vulnerableMigrant]
        )
        #expect(
            try desk.refusal { try $0.admit(Sample.admit(at: "2021-02-02T08:00:00Z"), adult, nil, $1) }?.code
                == "placement.adult_child_mix"
        )
    }

    @Test func `a person is admitted once at a time, over all cases`() throws {
        #expect(try admit() == nil)
        #expect(try admit { $0.admittedAt = Sample.at("2021-02-05T08:00:00Z") }?.code == "state.invalid_transition")
        #expect(try admit { $0.admittedAt = Sample.at("2021-02-01T10:00:00Z") }?.code == "state.invalid_transition")
        let second = try desk.run { try $0.identify(Sample.identify(at: "2021-02-01T08:00:00Z"), $1) }.caseId
        var register = Sample.register(at: "2021-02-01T09:00:00Z")
        (register.subject, register.subjectId) = (nil, try desk.state(caseID).subjectID)
        try desk.run { _ = try $0.register(register, second, nil, $1) }
        let elsewhere = try desk.refusal { try $0.admit(Sample.admit(at: "2021-02-03T08:00:00Z"), second, nil, $1) }
        #expect(elsewhere?.code == "state.invalid_transition")
    }

    @Test func `a stay's commands need a stay`() throws {
        let at = Sample.at("2021-02-03T08:00:00Z")
        #expect(
            try desk.refusal { try $0.explainRights(ExplainRights(occurredAt: at), caseID, nil, $1) }?.code
                == "state.invalid_transition"
        )
        #expect(
            try desk.refusal { try $0.recordContact(RecordContact(kind: .call, occurredAt: at), caseID, nil, $1) }?.code
                == "state.invalid_transition"
        )
        #expect(try admit() == nil)
        let before = ExplainRights(occurredAt: Sample.at("2021-02-01T10:00:00Z"))
        #expect(try desk.refusal { try $0.explainRights(before, caseID, nil, $1) }?.status == 409)
        #expect(
            try desk.refusal {
                try $0.recordContact(RecordContact(kind: .call, on: Sample.day("2021-08-01")), caseID, nil, $1)
            }?.code == "date.in_future"
        )
        #expect(
            try desk.refusal { try $0.explainRights(ExplainRights(language: "x", occurredAt: at), caseID, nil, $1) }?
                .code
                == "field.invalid"
        )
        #expect(
            try desk.refusal { try $0.explainRights(ExplainRights(occurredAt: at), caseID, 9, $1) }?.code
                == "version.conflict"
        )
    }

    @Test func `a release is prepared when it is near, and known`() throws {
        #expect(try admit { $0.expectedRelease = nil } == nil)
        try desk.run {
            _ = try $0.classify(
                ClassifyPerson(classification: .level1, occurredAt: Sample.at("2021-02-03T08:00:00Z")),
                caseID,
                nil,
                $1
            )
        }
        func prepare(_ expected: String?) throws -> String? {
            try desk.refusal {
                try $0.prepareRelease(
                    PrepareRelease(
                        expectedRelease: expected.map { Sample.day($0) },
                        occurredAt: Sample.at("2021-02-04T08:00:00Z")
                    ),
                    caseID,
                    nil,
                    $1
                )
            }?.code
        }
        #expect(try prepare(nil) == "release.date_required")
        #expect(try prepare("2021-05-06") == "release.preparation_too_early")
        #expect(try prepare("2021-01-06") == "period.invalid")
        #expect(try prepare("2021-05-05") == nil)
        #expect(try prepare("2021-05-05") == "state.invalid_transition")
    }

    @Test func `a classification is reviewed within 90 days`() throws {
        #expect(try admit() == nil)
        let command = ClassifyPerson(
            classification: .level1,
            reviewDue: Sample.day("2021-05-05"),
            occurredAt: Sample.at("2021-02-03T08:00:00Z")
        )
        #expect(try desk.refusal { try $0.classify(command, caseID, nil, $1) }?.code == "plan.review_too_late")
    }

    @Test func `without preparation a person is released only at once, by order`() throws {
        #expect(try admit() == nil)
        let at = Sample.at("2021-02-05T08:00:00Z")
        #expect(
            try desk.refusal { try $0.release(ReleasePerson(occurredAt: at), caseID, nil, $1) }?.code
                == "state.invalid_transition"
        )
        let answer = try desk.run { try $0.release(ReleasePerson(immediate: true, occurredAt: at), caseID, nil, $1) }
        #expect(answer.status == .released)
    }

    @Test func `who left without leave can come back to an open case`() throws {
        #expect(try admit() == nil)
        let left = RecordAbsence(occurredAt: Sample.at("2021-02-05T08:00:00Z"))
        let back = RecordAbsence(occurredAt: Sample.at("2021-02-07T08:00:00Z"))
        #expect(try desk.refusal { try $0.comeBack(left, caseID, nil, $1) }?.code == "state.invalid_transition")
        #expect(try desk.run { try $0.abscond(left, caseID, nil, $1) }.status == .absconded)
        let contact = RecordContact(kind: .visit, on: Sample.day("2021-02-06"))
        #expect(try desk.refusal { try $0.recordContact(contact, caseID, nil, $1) }?.status == 409)
        #expect(try desk.run { try $0.comeBack(back, caseID, nil, $1) }.status == .admitted)
        #expect(try desk.state(caseID).admissions.first?.endedAt == nil)
    }

    @Test func `nobody comes back to a closed case`() throws {
        #expect(try admit() == nil)
        let left = RecordAbsence(occurredAt: Sample.at("2021-02-05T08:00:00Z"))
        try desk.run { _ = try $0.abscond(left, caseID, nil, $1) }
        let close = CloseCase(reason: .lost, occurredAt: Sample.at("2021-03-05T08:00:00Z"))
        try desk.run { _ = try $0.close(close, caseID, nil, $1) }
        for time in ["2021-03-06T08:00:00Z", "2021-02-20T08:00:00Z"] {
            let back = RecordAbsence(occurredAt: Sample.at(time))
            #expect(try desk.refusal { try $0.comeBack(back, caseID, nil, $1) }?.code == "state.invalid_transition")
        }
        #expect(try admit { $0.admittedAt = Sample.at("2021-02-20T08:00:00Z") }?.code == "state.invalid_transition")
    }

    @Test func `a contact of an earlier stay can still be entered after the case is closed`() throws {
        #expect(try admit() == nil)
        let release = ReleasePerson(immediate: true, occurredAt: Sample.at("2021-03-01T08:00:00Z"))
        try desk.run { _ = try $0.release(release, caseID, nil, $1) }
        let close = CloseCase(reason: .goalReached, occurredAt: Sample.at("2021-03-05T08:00:00Z"))
        try desk.run { _ = try $0.close(close, caseID, nil, $1) }
        let contact = RecordContact(kind: .visit, on: Sample.day("2021-02-20"))
        #expect(try desk.refusal { try $0.recordContact(contact, caseID, nil, $1) } == nil)
        let entry = try #require(try desk.view(caseID).history.last)
        #expect(entry.type == ContactRecorded.type)
        #expect(entry.occurredAt == Sample.at("2021-02-20T12:00:00Z"))
        let late = RecordContact(kind: .visit, on: Sample.day("2021-03-02"))
        #expect(try desk.refusal { try $0.recordContact(late, caseID, nil, $1) }?.field == "on")
    }

    @Test func `the admission settles whether the person counts as a child`() throws {
        let young = try desk.registered(Sample.boy(bornOn: "2003-02-15"))
        #expect(try desk.last(CaseRegistered.self, of: young)?.isChild == true)
        try desk.run { _ = try $0.admit(Sample.admit(at: "2021-02-20T08:00:00Z"), young, nil, $1) }
        #expect(try desk.last(AdmissionAdmitted.self, of: young)?.isChild == false)
        let corrected = try #require(try desk.last(CaseCorrected.self, of: young))
        #expect(corrected.isChild == false)
        #expect(corrected.changed == ["group", "isChild"])
        #expect(corrected.ageBand == .from15To17)
    }
}
