import Events
import Testing

@testable import Intake

struct FactsTests {
    @Test(arguments: [
        ([Events.Category.childInConflictWithLaw], Sex?.none, Bool?.none, CaseGroup.child),
        ([.womanVictim], nil, nil, .woman),
        ([.vulnerableMigrant], nil, nil, .migrant),
        ([.traffickingVictim], nil, nil, .other),
        ([.traffickingVictim], .female, false, .woman),
        ([.traffickingVictim], .male, false, .other),
        ([.womanVictim, .strandedMigrant], .female, false, .woman),
        ([.womanVictim], .male, false, .other),
        ([.returnee], .female, false, .migrant),
        ([.returnee], .female, true, .child),
        ([.childInConflictWithLaw], .male, false, .other),
        ([.unaccompaniedChild, .smuggledMigrant], nil, nil, .child),
    ])
    func `the group is coarse and a child comes first`(
        categories: [Events.Category],
        sex: Sex?,
        isChild: Bool?,
        group: CaseGroup
    ) {
        #expect(CaseGroup(categories, sex: sex, isChild: isChild) == group)
    }

    private func facts(_ mode: StatisticsMode) -> CaseFacts {
        CaseFacts(
            Sample.boy(bornOn: "2003-03-10"),
            categories: [.childInConflictWithLaw],
            registeredOn: Sample.day("2021-03-10"),
            childOn: Sample.day("2021-03-09"),
            mode: mode,
            programmeID: Sample.organisation,
            agreementID: nil
        )
    }

    @Test func `the band is that of registration, the child that of the decisive day, the place coarse`() {
        let facts = facts(.full)
        #expect(facts.ageBand == .from18To24)
        #expect(facts.isChild == true)
        #expect(facts.region == Sample.place("EG-BA"))
        #expect(facts.sex == .male)
        #expect(facts.group == .child)
    }

    @Test func `nothing of the person is told when statistics were refused`() {
        let facts = facts(.countOnly)
        #expect(facts.ageBand == nil && facts.isChild == nil && facts.region == nil)
        #expect(facts.sex == nil && facts.group == nil)
        #expect(facts.programmeID == Sample.organisation)
    }

    @Test func `a change names what differs, on the wire`() {
        #expect(
            facts(.full).changes(to: facts(.countOnly))
                == ["group", "sex", "ageBand", "isChild", "region", "statsMode"]
        )
        #expect(facts(.full).changes(to: facts(.full)).isEmpty)
    }

    @Test func `a profile describes the person only in full`() {
        let profile = CaseProfile.example.describing(Sample.girl(), mode: .full)
        #expect(profile.nationalities == [.egypt])
        #expect(profile.disabilities == [.seeing])
        #expect(profile.education == .primary)
        let silent = profile.describing(Sample.girl(), mode: .countOnly)
        #expect(silent.nationalities.isEmpty && silent.disabilities.isEmpty)
        #expect(silent.education == nil && silent.language == nil)
        #expect(silent.categories == profile.categories)
    }
}
