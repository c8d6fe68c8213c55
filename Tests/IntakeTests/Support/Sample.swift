import Events
import Foundation

@testable import Intake

/// Synthetic people, places and commands.
enum Sample {
    static let institution = EntityID(high: 0x1, low: 0x1)
    static let otherInstitution = EntityID(high: 0x1, low: 0x2)
    static let worker = EntityID(high: 0x2, low: 0x1)
    static let supervisor = EntityID(high: 0x2, low: 0x2)
    static let organisation = EntityID(high: 0x3, low: 0x1)

    static let calendar = BusinessCalendar(zone("Africa/Cairo"))
    static let config = IntakeConfig(prefix: "EG-ELMARG", calendar: calendar, services: .all)

    /// When tests take place unless they say otherwise: noon in Cairo on 1 June 2021.
    static let now = at("2021-06-01T10:00:00Z")

    static func zone(_ name: String) -> TimeZone { TimeZone(identifier: name) ?? .gmt }

    static func at(_ text: String) -> Timestamp { Timestamp(text) ?? Timestamp(millisecondsSince1970: 0) }

    static func day(_ text: String) -> CalendarDate { CalendarDate(text) ?? CalendarDate(daysSince1970: 0) }

    static func place(_ text: String) -> PlaceCode { PlaceCode(text) ?? PlaceCode(.egypt) }

    static func occasion(_ text: String? = nil, now: Timestamp = now) throws -> Occasion {
        try Occasion(text.map { at($0) }, now: now, calendar: calendar)
    }

    static func boy(bornOn birthDate: String? = nil, age: Int = 15, on day: String = "2021-01-01") -> SubjectDetails {
        person(sex: .male, bornOn: birthDate, age: age, on: day)
    }

    static func girl(age: Int = 15, on day: String = "2021-01-01") -> SubjectDetails {
        person(sex: .female, bornOn: nil, age: age, on: day)
    }

    static func person(sex: Sex, bornOn birthDate: String?, age: Int, on day: String) -> SubjectDetails {
        SubjectDetails(
            givenName: "Zarathustrian",
            fatherName: "Fatherish",
            familyName: "Familius",
            sex: sex,
            birthDate: birthDate.map { self.day($0) },
            estimatedAge: birthDate == nil ? age : nil,
            estimatedOn: birthDate == nil ? self.day(day) : nil,
            nationalities: [.egypt],
            region: place("EG-BA:HRG"),
            language: "arz",
            education: .primary,
            disabilities: [.seeing],
            address: "Streetname 1",
            documents: [.init(kind: "PASSPORT", number: "DOCNUMBER77")]
        )
    }

    static let courtOrder = RecordConsent(purpose: .register, decision: .granted, basis: .courtOrder)

    static func identify(_ categories: [Events.Category] = [.childInConflictWithLaw], at time: String) -> IdentifyCase {
        IdentifyCase(
            institutionId: institution,
            categories: categories,
            identifiedBy: .institution,
            identifiedAt: at(time),
            narrative: "Narratively told"
        )
    }

    static func register(
        _ subject: SubjectDetails = boy(),
        consents: [RecordConsent]? = [courtOrder],
        at time: String
    ) -> RegisterCase {
        RegisterCase(
            subject: subject,
            consents: consents,
            justice: .init(status: .sentenced, authority: "Court of Testing", orderDate: day("2021-01-05")),
            occurredAt: at(time)
        )
    }

    static func admit(at time: String, expectedRelease: String? = "2021-12-20") -> AdmitPerson {
        AdmitPerson(
            admittedAt: at(time),
            orderRef: "ORDERREF42",
            orderDate: day("2021-01-05"),
            placement: .closed,
            separatedFromAdults: true,
            legalStatus: .sentenced,
            expectedRelease: expectedRelease.map { day($0) }
        )
    }

    static func assess(risk: Risk = .medium, at time: String) -> AssessCase {
        AssessCase(
            kind: .comprehensive,
            factors: [AssessmentFactor(level: .household, polarity: .risk, code: .separation, weight: 2)],
            risk: risk,
            assessorId: worker,
            note: "Notably private",
            occurredAt: at(time)
        )
    }

    static func presume(at time: String) -> RecordTrafficking {
        RecordTrafficking(
            determination: .presumed,
            acts: [.recruitment],
            means: [.deception],
            purposes: [.labour],
            occurredAt: at(time)
        )
    }

    static func plan(reviewDue: String, at time: String) -> ApprovePlan {
        ApprovePlan(
            goals: ["Goalwise reading"],
            actions: [.init(service: .literacy), .init(service: .vocational)],
            authorId: worker,
            approvedBy: supervisor,
            reviewDue: day(reviewDue),
            occurredAt: at(time)
        )
    }

    static func institutionRegistered(
        _ id: EntityID = institution,
        sexServed: SexServed = .male,
        security: Security = .closed,
        ages: ClosedRange<Int>? = nil
    ) -> InstitutionRegistered {
        InstitutionRegistered(
            institutionId: id,
            orgId: organisation,
            name: "El-Marg",
            kind: .closedCare,
            security: security,
            sexServed: sexServed,
            ageMin: ages?.lowerBound,
            ageMax: ages?.upperBound,
            place: place("EG-C:MARG")
        )
    }
}
