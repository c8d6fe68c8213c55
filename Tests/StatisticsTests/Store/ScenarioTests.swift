import EventStore
import Events
import TestKit
import Testing

@testable import Statistics

/// The scenarios of the design whose figures come from few kinds of events.
@Suite struct ScenarioTests {
    @Test func `E2 counts what was done by 2018 beside what was reported`() throws {
        let desk = try Desk()
        let plan: [(ServiceKind, Int)] = [(.vocational, 1696), (.medical, 1500), (.legal, 827), (.psychosocial, 540)]
        var records: [InboundRecord] = []
        for person in 1...1696 {
            for (service, last) in plan where person <= last {
                for session in 1...3 {
                    let event = Told.delivered(person, service, on: day(2018, session * 2, 1), session: session)
                    records.append(try desk.record(event, of: event.enrolmentId))
                }
            }
            if person <= 972 {
                let event = Told.reintegration(person)
                records.append(try desk.record(event, of: event.planId))
            }
            if person <= 321 {
                let id = Told.enrolment(person, .literacy)
                records.append(try desk.record(Told.started(person, .literacy), of: id))
                records.append(try desk.record(Told.delivered(person, .literacy), of: id))
                records.append(try desk.record(Told.certificate(person), of: id))
            }
        }
        try desk.receive(records)
        var figure = FigureReported.example
        figure.scope = FigureScope(agreementId: Told.agreement)
        try desk.tell(figure, of: figure.figureId)
        for number in 1...9 {
            for policy in [PolicyKind.classification, .rightsAndDuties, .reintegrationUnit] {
                var event = InstitutionPolicyAdopted.example
                event.institutionId = Told.institution(number).institutionId
                event.policy = policy
                try desk.tell(event, of: event.institutionId)
            }
        }
        let asOf = day(2018, 12, 31)
        let expected = [
            "LIT_CERT": 321, "BEN_PSS": 540, "BEN_VOC": 1696, "BEN_MED": 1500, "BEN_REI": 972, "BEN_LEG": 827,
            "BEN_ANY": 1696, "BEN_PAIRS": 5856, "POL_INST": 9,
        ]
        for (code, value) in expected { #expect(try desk.total(code, asOf: asOf) == value, "\(code)") }
        #expect(
            try desk.counts("POL_INST", by: "policy", asOf: asOf)
                == ["CLASSIFICATION": 9, "RIGHTS_DUTIES": 9, "REINTEGRATION_UNIT": 9]
        )
        let row = try #require(try desk.answer("LIT_CERT", asOf: asOf).rows.first)
        #expect(row.counted?.value == 321)
        #expect(row.stated.map(\.quantity.value) == [320])
        #expect(row.stated.first?.quantity.qualifier == .gt)
        #expect(try desk.answer("LIT_CERT", asOf: day(2017, 12, 31)).rows.first?.stated.isEmpty == true)
    }

    @Test func `E3 counts institutions with a delivery under the agreement`() throws {
        let desk = try Desk()
        var signed = AgreementSigned.example
        signed.agreementId = Told.agreement
        signed.institutionIds = [Told.institution(20).institutionId]
        signed.signedOn = day(2021, 2, 17)
        try desk.tell(signed, of: Told.agreement)
        try desk.tell(
            AgreementInForce(
                agreementId: Told.agreement,
                kind: .memorandum,
                partyOrgIds: [],
                institutionIds: signed.institutionIds,
                regions: [],
                from: day(2021, 2, 17)
            ),
            of: Told.agreement
        )
        for number in 1...20 {
            let institution = Told.institution(number)
            try desk.tell(institution, of: institution.institutionId)
            // The last one's enrolment names no agreement; the agreement names the institution.
            let event = Told.delivered(
                number,
                .medical,
                on: day(2021, 3, 1),
                institution: institution.institutionId,
                agreement: number == 20 ? nil : Told.agreement
            )
            try desk.tell(event, of: event.enrolmentId)
        }
        let early = Told.delivered(21, .medical, on: day(2020, 3, 1), institution: Told.institution(20).institutionId)
        try desk.tell(early, of: early.enrolmentId)
        #expect(try desk.counts("INST_REACHED", by: "agreement") == [Told.agreement.description: 20])
        #expect(try desk.total("INST_REACHED") == 20)
        #expect(try desk.total("INST_REACHED", asOf: day(2020, 12, 31)) == 0)
        #expect(try desk.counts("AGR", by: "status", asOf: day(2021, 12, 31)) == ["in_force": 1])
        #expect(try desk.total("AGR", asOf: day(2021, 2, 16)) == 0)
    }

    @Test func `E4 counts persons and kits apart`() throws {
        let desk = try Desk()
        let split = [("EG-ALX", 600), ("EG-C", 1200), ("EG-BA:HRG", 301), ("EG-FYM", 400)]
        for (number, (place, count)) in split.enumerated() {
            try desk.tell(distribution(number, place, count), of: Examples.id(8_000 + number))
        }
        #expect(try desk.total("KIT_PERSONS") == 2501)
        #expect(try desk.counts("KIT_ITEMS", by: "kind") == ["FOO": 2501, "HYG": 2501])
        #expect(
            try desk.counts("KIT_PERSONS", by: "geo") == ["EG-ALX": 600, "EG-C": 1200, "EG-BA": 301, "EG-FYM": 400]
        )
        #expect(try desk.answer("KIT_PERSONS").rows.first?.counted?.mayDoubleCount == true)

        try desk.tell(
            KitVoided(distributionId: Examples.id(8_000), reason: .neverHappened, voidedAt: Examples.time()),
            of: Examples.id(8_000)
        )
        #expect(try desk.total("KIT_PERSONS") == 1901)
    }

    @Test func `E4 counts known recipients once, as the distribution was last corrected`() throws {
        let desk = try Desk()
        var event = distribution(1, "EG-C", 0)
        event.cells = []
        event.mayDoubleCount = false
        event.subjectIds = (1...5).map(Told.person)
        try desk.tell(event, of: event.distributionId)
        var other = event
        other.distributionId = Examples.id(8_777)
        other.place = PlaceCode("EG-ALX") ?? event.place
        try desk.tell(other, of: other.distributionId)
        #expect(try desk.total("KIT_PERSONS") == 5)
        #expect(try desk.counts("KIT_PERSONS", by: "geo") == ["EG-C": 5, "EG-ALX": 5])
        for id in [event.distributionId, other.distributionId] {
            let correction = KitCorrected(
                distributionId: id,
                place: event.place,
                date: event.date,
                programmeId: event.programmeId,
                distributorOrgId: event.distributorOrgId,
                items: event.items,
                subjectIds: [Told.person(1)],
                cells: [],
                mayDoubleCount: false,
                changed: ["subjectIds"],
                reason: .dataEntry
            )
            try desk.tell(correction, of: id)
        }
        #expect(try desk.total("KIT_PERSONS") == 1)
        #expect(try desk.answer("KIT_PERSONS").rows.first?.counted?.mayDoubleCount == false)
    }

    @Test func `E5 counts those who departed`() throws {
        let desk = try Desk()
        for number in 1...215 {
            let event = Told.departed(number, sex: number <= 125 ? .female : .male, to: number == 1 ? "NG" : "SD")
            try desk.tell(event, of: event.returnId)
        }
        #expect(
            try desk.counts("RETURNS", by: "sex", from: day(2020, 1, 1), asOf: day(2020, 12, 31)) == [
                "F": 125, "M": 90,
            ]
        )
        #expect(try desk.counts("RETURNS", by: "country") == ["SD": 214, "NG": 1])
        #expect(try desk.total("RETURNS_ARRIVED") == 0)
    }

    @Test func `E6 says not reported where nothing was reported`() throws {
        let desk = try Desk()
        var held = ActivityReported.example
        held.activityId = Examples.id(71)
        try desk.tell(held, of: held.activityId)
        #expect(try desk.total("ACT_HELD") == 1)
        let answer = try desk.answer("TRN_PART")
        #expect(answer.rows.count == 1)
        #expect(answer.rows.first?.counted == nil)
        #expect(answer.unreportedCount == 1)
        #expect(try desk.total("TRN_COUNTRIES") == nil)
    }

    @Test func `E7 counts participants apart from experts`() throws {
        let desk = try Desk()
        let activity = Examples.id(72)
        var held = ActivityHeld.example
        held.activityId = activity
        try desk.tell(held, of: activity)
        let countries = ["EG", "IQ", "MA", "SD", "TN"]
        for number in 1...21 {
            try attend(desk, number, .participant, number <= 12 ? .male : .female, countries[number % 5], activity)
        }
        for (number, country) in ["BD", "BE", "NL", "NP"].enumerated() {
            try attend(desk, 100 + number, .expert, .male, country, activity)
        }
        try attend(desk, 200, .speaker, .female, "EG", activity)
        #expect(try desk.total("TRN_PART") == 21)
        #expect(try desk.counts("TRN_PART", by: "sex") == ["M": 12, "F": 9])
        #expect(try desk.total("TRN_COUNTRIES") == 5)
        #expect(try desk.total("TRN_EXP") == 4)
        #expect(try desk.total("TRN_EXP_COUNTRIES") == 4)
        #expect(try desk.answer("TRN_PART").unreportedCount == 0)
        #expect(try desk.total("TRN_PART", asOf: day(2021, 2, 2)) == nil)
    }

    @Test func `takes a headcount where there is no list`() throws {
        let desk = try Desk()
        let activity = Examples.id(73)
        var held = ActivityHeld.example
        held.activityId = activity
        try desk.tell(held, of: activity)
        let headcount = HeadcountReported(
            activityId: activity,
            cells: [
                HeadcountCell(role: .participant, sex: .female, count: 9),
                HeadcountCell(role: .participant, sex: .male, country: .egypt, count: 12),
            ],
            source: .organiser,
            reportedAt: Examples.time()
        )
        try desk.tell(headcount, of: activity)
        #expect(try desk.total("TRN_PART") == 21)
        #expect(try desk.counts("TRN_PART", by: "country") == ["NONE": 9, "EG": 12])
        try attend(desk, 1, .participant, .male, "EG", activity)
        #expect(try desk.total("TRN_PART") == 1)
    }

    @Test func `E10 counts commitments by party and status, and coverage by region`() throws {
        let desk = try Desk()
        let parties = [Examples.id(81), Examples.id(82)]
        for number in 1...14 {
            var event = CommitmentPledged.example
            event.commitmentId = Examples.id(800 + number)
            event.agreementId = Told.agreement
            event.committedByOrgIds = [parties[number <= 9 ? 0 : 1]]
            event.kind = number == 5 ? .womenCentres : .studies
            event.regions = number == 5 ? Region.communityReparation.compactMap(\.place) : []
            try desk.tell(event, of: event.commitmentId, on: day(2011, 1, 1))
        }
        for region in Region.communityReparation.compactMap(\.place).prefix(3) {
            var event = CommitmentDelivered.example
            event.commitmentId = Examples.id(805)
            event.agreementId = Told.agreement
            event.region = region
            event.on = day(2012, 1, 1)
            try desk.tell(event, of: event.commitmentId)
        }
        var progressed = CommitmentProgressed.example
        progressed.commitmentId = Examples.id(805)
        progressed.on = day(2012, 2, 1)
        try desk.tell(progressed, of: progressed.commitmentId)
        #expect(try desk.total("CMT") == 14)
        #expect(try desk.counts("CMT", by: "party") == ["\(parties[0])": 9, "\(parties[1])": 5])
        #expect(try desk.counts("CMT", by: "status") == ["pledged": 13, "partly_fulfilled": 1])
        #expect(try desk.counts("CMT", by: "status", asOf: day(2011, 12, 31)) == ["pledged": 14])
        #expect(try desk.counts("CMT", by: "region").count == 11)
        #expect(try desk.total("CMT_DELIVERED") == 1)
        #expect(try desk.counts("CMT_COVERAGE", by: "kind") == ["WCENTRE": 3])
    }

    @Test func `E8 counts victims with support, and referrals`() throws {
        let desk = try Desk()
        var detected = VictimDetected.example
        detected.caseId = Told.caseID(1)
        detected.subjectId = nil
        try desk.tell(detected, of: detected.caseId)
        let milestone = JusticeMilestoneReached(
            enrolmentId: Told.enrolment(1, .criminalJustice),
            caseId: Told.caseID(1),
            subjectId: Told.person(1),
            service: .criminalJustice,
            role: .victim,
            milestone: .testimony,
            reachedOn: day(2018, 3, 1)
        )
        try desk.tell(milestone, of: milestone.enrolmentId)
        let livelihood = Told.delivered(1, .livelihood, isChild: false)
        try desk.tell(livelihood, of: livelihood.enrolmentId)
        let other = Told.delivered(2, .livelihood, isChild: false)
        try desk.tell(other, of: other.enrolmentId)
        var determined = VictimDetermined.example
        determined.caseId = Told.caseID(1)
        determined.subjectId = Told.person(1)
        determined.determination = .confirmed
        try desk.tell(determined, of: determined.caseId)
        #expect(try desk.counts("TIP_DETECTED", by: "orgKind") == ["NNGO": 1])
        // Who was detected before registration is the person registered then, once.
        #expect(try desk.counts("TIP_DETECTED", by: "sex")["M"] == 1)
        var registered = CaseRegistered.example
        (registered.caseId, registered.subjectId, registered.sex) = (Told.caseID(1), Told.person(1), .female)
        try desk.tell(registered, of: registered.caseId)
        #expect(try desk.counts("TIP_DETECTED", by: "sex")["F"] == 1)
        (detected.subjectId, detected.sex) = (Told.person(1), .female)
        try desk.tell(detected, of: detected.caseId)
        #expect(try desk.total("TIP_DETECTED") == 1)
        #expect(try desk.total("TIP_DETERMINED") == 1)
        #expect(try desk.counts("TIP_CJS", by: "orgKind") == ["NNGO": 1])
        #expect(try desk.total("TIP_LIV") == 1)
        // Revised on appeal, and once more.
        determined.determination = .notVictim
        determined.determinedAt = determined.determinedAt.adding(.seconds(30 * 86_400))
        try desk.tell(determined, of: determined.caseId)
        #expect(try desk.total("TIP_DETERMINED") == 0)
        determined.determination = .confirmed
        determined.determinedAt = determined.determinedAt.adding(.seconds(30 * 86_400))
        try desk.tell(determined, of: determined.caseId)
        #expect(try desk.total("TIP_DETERMINED") == 1)
        try desk.tell(ReferralRejected.example, of: ReferralRejected.example.referralId)
        try desk.tell(ReferralCompleted.example, of: ReferralRejected.example.referralId)
        #expect(try desk.total("REF_REJECTED") == 1)
        #expect(try desk.total("REF_COMPLETED") == 1)
    }

    @Test func `adds up what campaigns say they reached`() throws {
        let desk = try Desk()
        #expect(try desk.total("CMP_REACH") == nil)
        try desk.tell(CampaignReported.example, of: CampaignReported.example.campaignId)
        #expect(try desk.total("CMP_REACH") == 25_000)
    }

    private func distribution(_ number: Int, _ place: String, _ count: Int) -> KitDistributed {
        var event = KitDistributed.example
        event.distributionId = Examples.id(8_000 + number)
        event.place = PlaceCode(place) ?? event.place
        event.date = day(2020, 6, 1)
        event.items = [KitItem(kind: .food, quantity: count), KitItem(kind: .hygiene, quantity: count)]
        event.cells = [
            KitCell(migrationStatus: .irregular, sex: .unknown, ageBand: .unknown, count: count / 2),
            KitCell(migrationStatus: .returnee, sex: .unknown, ageBand: .unknown, count: count - count / 2),
        ]
        return event
    }

    private func attend(
        _ desk: Desk,
        _ number: Int,
        _ role: ParticipantRole,
        _ sex: Sex,
        _ country: String,
        _ activity: EntityID
    ) throws {
        let event = ParticipantAttended(
            participantId: Examples.id(7_000 + number),
            activityId: activity,
            role: role,
            sex: sex,
            country: CountryCode(country) ?? .egypt,
            days: 4
        )
        try desk.tell(event, of: event.participantId)
    }
}
