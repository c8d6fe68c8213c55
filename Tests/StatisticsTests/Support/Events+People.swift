import Events
import TestKit

@testable import Statistics

/// Events about who somebody is.
extension Told {
    static func merged(_ merged: Int, into survivor: Int) -> SubjectMerged {
        SubjectMerged(
            survivingSubjectId: person(survivor),
            mergedSubjectId: person(merged),
            caseIds: [caseID(merged)],
            mergedAt: Examples.time()
        )
    }

    static func unmerged(_ merged: Int, from survivor: Int) -> SubjectUnmerged {
        SubjectUnmerged(
            survivingSubjectId: person(survivor),
            mergedSubjectId: person(merged),
            caseIds: [caseID(merged)],
            unmergedAt: Examples.time()
        )
    }

    static func registered(
        _ person: Int,
        sex: Sex,
        age: AgeBand = .from15To17,
        isChild: Bool = true,
        mode: StatisticsMode = .full,
        case number: Int? = nil
    ) -> CaseRegistered {
        var event = CaseRegistered.example
        event.caseId = caseID(number ?? person)
        event.subjectId = Told.person(person)
        event.statsMode = mode
        event.sex = mode == .full ? sex : nil
        event.ageBand = mode == .full ? age : nil
        event.isChild = mode == .full ? isChild : nil
        return event
    }

    static func caseCorrected(
        _ person: Int,
        sex: Sex = .male,
        age: AgeBand = .from15To17,
        isChild: Bool = true,
        mode: StatisticsMode = .full,
        case number: Int? = nil
    ) -> CaseCorrected {
        var event = CaseCorrected.example
        event.caseId = caseID(number ?? person)
        event.subjectId = Told.person(person)
        event.statsMode = mode
        event.sex = mode == .full ? sex : nil
        event.ageBand = mode == .full ? age : nil
        event.isChild = mode == .full ? isChild : nil
        return event
    }

    /// What a case's profile says of nationalities, and of nothing else.
    static func profile(
        _ person: Int,
        _ codes: [String],
        mode: StatisticsMode = .full,
        case number: Int? = nil
    ) -> CaseProfile {
        CaseProfile(
            caseId: caseID(number ?? person),
            subjectId: Told.person(person),
            institutionId: institution,
            categories: [],
            nationalities: codes.compactMap(CountryCode.init),
            concerns: [],
            disabilities: [],
            statsMode: mode
        )
    }

    static func erased(_ person: Int, cases: [Int]? = nil) -> SubjectErased {
        SubjectErased(
            subjectId: Told.person(person),
            caseIds: (cases ?? [person]).map(caseID),
            erasedAt: Examples.time()
        )
    }
}
