import Events
import TestKit

@testable import Statistics

/// Events about made-up persons, numbered.
enum Told {
    static let institution = Examples.id(9_001)
    static let agreement = Examples.id(9_002)

    static func person(_ number: Int) -> EntityID { Examples.id(1_000_000 + number) }
    static func caseID(_ number: Int) -> EntityID { Examples.id(2_000_000 + number) }
    static func enrolment(_ person: Int, _ service: ServiceKind) -> EntityID {
        Examples.id(3_000_000 + person * 100 + Int(service.number))
    }

    static func delivered(
        _ person: Int,
        _ service: ServiceKind,
        on date: CalendarDate = day(2018, 3, 1),
        session: Int = 1,
        sex: Sex? = .male,
        age: AgeBand? = .from15To17,
        isChild: Bool? = true,
        institution: EntityID = institution,
        agreement: EntityID? = nil,
        mode: StatisticsMode = .full
    ) -> ServiceDelivered {
        ServiceDelivered(
            enrolmentId: enrolment(person, service),
            caseId: caseID(person),
            subjectId: Told.person(person),
            service: service,
            providerInstitutionId: institution,
            agreementId: agreement,
            sessionId: Examples.id(4_000_000 + person * 10_000 + Int(service.number) * 100 + session),
            date: date,
            hours: 1,
            sex: mode == .full ? sex : nil,
            ageBand: mode == .full ? age : nil,
            isChild: mode == .full ? isChild : nil,
            statsMode: mode
        )
    }

    static func started(_ person: Int, _ service: ServiceKind) -> ServiceStarted {
        ServiceStarted(
            enrolmentId: enrolment(person, service),
            caseId: caseID(person),
            subjectId: Told.person(person),
            service: service,
            providerInstitutionId: institution,
            startedAt: Timestamp(day(2018, 1, 10)),
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }

    static func corrected(
        _ person: Int,
        _ service: ServiceKind,
        subject: Int? = nil,
        session: Int? = nil,
        date: CalendarDate? = nil,
        sex: Sex = .male,
        isChild: Bool = true
    ) -> ServiceCorrected {
        ServiceCorrected(
            enrolmentId: enrolment(person, service),
            caseId: caseID(person),
            subjectId: Told.person(subject ?? person),
            service: service,
            providerInstitutionId: institution,
            sessionId: session.map { Examples.id(4_000_000 + person * 10_000 + Int(service.number) * 100 + $0) },
            date: date,
            deliveredSessions: 1,
            sex: sex,
            ageBand: .from15To17,
            isChild: isChild,
            statsMode: .full,
            changed: ["sex"],
            reason: .dataEntry
        )
    }

    static func voided(_ person: Int, _ service: ServiceKind, session: Int? = nil) -> ServiceVoided {
        ServiceVoided(
            enrolmentId: enrolment(person, service),
            caseId: caseID(person),
            subjectId: Told.person(person),
            service: service,
            providerInstitutionId: institution,
            sessionId: session.map { Examples.id(4_000_000 + person * 10_000 + Int(service.number) * 100 + $0) },
            deliveredSessions: 0,
            reason: .wrongPerson,
            voidedAt: Examples.time()
        )
    }

    static func certificate(_ person: Int, on date: CalendarDate = day(2018, 12, 30)) -> CertificateIssued {
        CertificateIssued(
            number: "C-\(person)",
            kind: .literacy,
            enrolmentId: enrolment(person, .literacy),
            caseId: caseID(person),
            subjectId: Told.person(person),
            service: .literacy,
            providerInstitutionId: institution,
            issuedOn: date,
            sex: .male,
            ageBand: .from15To17,
            isChild: true,
            statsMode: .full
        )
    }

    static func revoked(_ person: Int) -> CertificateRevoked {
        CertificateRevoked(
            number: "C-\(person)",
            kind: .literacy,
            enrolmentId: enrolment(person, .literacy),
            caseId: caseID(person),
            subjectId: Told.person(person),
            revokedOn: day(2019, 2, 1),
            reason: .dataEntry
        )
    }

    static func reintegration(_ person: Int, on date: CalendarDate = day(2018, 5, 1)) -> ReintegrationStarted {
        var event = ReintegrationStarted.example
        event.planId = Examples.id(5_000_000 + person)
        event.caseId = caseID(person)
        event.subjectId = Told.person(person)
        event.agreementId = nil
        event.startedAt = Timestamp(date)
        return event
    }

    static func departed(_ number: Int, sex: Sex, to country: String = "SD") -> ReturnDeparted {
        var event = ReturnDeparted.example
        event.returnId = Examples.id(6_000_000 + number)
        event.caseId = caseID(number)
        event.subjectId = person(number)
        event.sex = sex
        event.isChild = false
        event.agreementId = nil
        event.toCountry = CountryCode(country) ?? .egypt
        event.departedAt = Timestamp(day(2020, 6, 1))
        return event
    }

    static func institution(_ number: Int, place: String = "EG-C:MARG") -> InstitutionRegistered {
        var event = InstitutionRegistered.example
        event.institutionId = Examples.id(9_100 + number)
        event.place = PlaceCode(place) ?? PlaceCode(.egypt)
        return event
    }
}
