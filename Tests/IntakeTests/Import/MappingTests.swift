import EventStore
import Events
import Testing

@testable import Intake

struct MappingTests {
    private func plan(_ mapping: ImportMapping, _ constants: [String: String] = [:]) throws -> MappingPlan {
        var mapping = mapping
        mapping.constants = (mapping.constants ?? [:]).merging(constants) { _, new in new }
        return try MappingPlan(mapping, Sample.calendar)
    }

    private func form(_ plan: MappingPlan, _ values: [String: JSONValue]) throws -> CaseForm {
        try plan.mapped(SourceRow(number: 1, values: values)).form.get()
    }

    private func fault(_ plan: MappingPlan, _ values: [String: JSONValue]) -> RowFault? {
        if case .failure(let fault) = plan.mapped(SourceRow(number: 1, values: values)).form { fault } else { nil }
    }

    private let institution = ["institutionId": Sample.institution.description]

    private var primero: ImportMapping {
        get throws {
            try ImportMapping(
                extends: "primero",
                constants: institution.merging(["assessment.assessorId": Sample.worker.description]) { $1 },
                columns: [.init(column: "location_current", to: "subject.region", codes: ["cairo": "EG-C"])]
            ).resolved { name in ImportMappings.shipped.first { $0.name == name }?.mapping }
        }
    }

    private let primeroRow: [String: JSONValue] = [
        "case_id": "2b9e", "registration_date": "03-Feb-2021", "name_first": "Zarathustrian", "name_last": "Familius",
        "name_nickname": "Zara", "sex": "Female", "date_of_birth": "2008/05/06", "age": "12", "nationality": "Egypt",
        "location_current": "Cairo", "protection_status": "separated", "risk_level": "high",
        "protection_concerns": "separated ||| child_labour ||| neglect", "consent_for_services": "true",
        "consent_reporting": "false", "national_id_no": "DOCNUMBER77", "status": "open", "occupation": "none",
    ]

    @Test func `a row of Primero becomes a case with its consents, concerns and assessment`() throws {
        let form = try form(try plan(try primero), primeroRow)
        #expect(form.sourceId == "2b9e")
        #expect(form.registeredAt == Sample.at("2021-02-03T10:00:00Z"))
        #expect(form.subject?.birthDate == Sample.day("2008-05-06"))
        #expect(form.subject?.estimatedAge == nil)
        #expect(form.subject?.sex == .female)
        #expect(form.subject?.nationalities == [.egypt])
        #expect(form.subject?.region == Sample.place("EG-C"))
        #expect(form.subject?.documents == [.init(kind: "NATIONAL_ID", number: "DOCNUMBER77")])
        #expect(form.categories == [.unaccompaniedChild, .childAtRisk, .childVictimOrWitness])
        #expect(form.concerns == [ProfileConcern(concern: .childLabour)])
        #expect(form.consents?.map(\.purpose) == [.register, .statistics])
        #expect(form.consents?.map(\.decision) == [.granted, .withheld])
        #expect(form.consents?.allSatisfy { $0.basis == .guardian } == true)
        #expect(form.assessment?.risk == .high)
        #expect(form.assessment?.factors?.first?.code == .separation)
        #expect(form.isClosed == false)
        #expect(form.narrative?.contains("Occupation: none") == true)
        #expect(form.narrative?.contains("Protection concerns: separated ||| child_labour ||| neglect") == true)
    }

    @Test func `a row of Primero goes through the commands`() throws {
        let desk = try Desk()
        let form = try form(try plan(try primero), primeroRow)
        let taken = try desk.run { try $0.take(form, $1) }
        #expect(taken.remarks.isEmpty)
        #expect(taken.answer.status == .assessed)
        #expect(try desk.state(taken.answer.caseId).profile?.risk == .high)
    }

    @Test func `an age is taken only where there is no date of birth`() throws {
        var row = primeroRow
        row["date_of_birth"] = nil
        let form = try form(try plan(try primero), row)
        #expect(form.subject?.estimatedAge == 12)
        #expect(form.subject?.estimatedOn == Sample.day("2021-02-03"))
    }

    @Test func `a value without a translation names the column and what to do`() throws {
        let plan = try plan(try primero)
        for (column, field) in [
            ("protection_concerns", "categories"), ("location_current", "subject.region"),
            ("nationality", "subject.nationalities"),
            ("sex", "subject.sex"), ("closure_reason", "closing.reason"),
        ] {
            var row = primeroRow
            row[column] = "unheard_of"
            let fault = fault(plan, row)
            #expect(fault?.code == "code.unmapped")
            #expect(fault?.column == column)
            #expect(fault?.field == field)
            #expect(fault?.message.contains("mapping") == true)
            #expect(fault?.message.contains("unheard_of") == false)
        }
    }

    @Test func `a risk that rests on nothing goes into the narrative, with a remark`() throws {
        let desk = try Desk()
        var row = primeroRow
        row["protection_status"] = nil
        let form = try form(try plan(try primero), row)
        let taken = try desk.run { try $0.take(form, $1) }
        #expect(taken.answer.status == .registered)
        #expect(taken.remarks.map(\.code) == ["factors.required"])
    }

    @Test func `a closed case is closed at its time, and an open one keeps no earlier closing`() throws {
        let desk = try Desk()
        var row = primeroRow
        row["status"] = "closed"
        row["closure_reason"] = "formal_closing"
        row["date_closure"] = "2021-05-01"
        let plan = try plan(try primero)
        let closed = try form(plan, row)
        #expect(try desk.run { try $0.take(closed, $1) }.answer.status == .closed)
        row["status"] = "open"
        let open = try form(plan, row)
        let taken = try desk.run { try $0.take(open, $1) }
        #expect(taken.answer.status == .assessed)
        #expect(taken.remarks.map(\.code) == ["closing.passed_over"])
        row["status"] = "closed"
        row["closure_reason"] = nil
        row["date_closure"] = nil
        let unsaid = try form(plan, row)
        #expect(try desk.refusal { try $0.take(unsaid, $1) }?.field == "closing.reason")
    }

    @Test func `a row of HTCDS becomes a case with the one consent`() throws {
        let plan = try plan(.htcds, institution)
        let row: [String: JSONValue] = [
            "cas_CaseNumber": "H-1", "prs_FirstName": "Zarathustrian", "prs_SecondName": "Familius",
            "prs_Birthdate": "1990-01-02", "prs_Gender": "Feminine", "prs_Citizenship": "SD;EG",
            "prs_MailingState": "EG-ALX",
            "vic_TraffickingStatus": "ActualVictimOfTrafficking", "vic_MethodsOfControl": "DebtBondage;Other",
            "con_Consent": "true", "cas_IncomingReferralDate": "01/02/2021", "cas_Status": "Active",
            "prs_HighestLevelOfEducation": "3",
        ]
        let form = try form(plan, row)
        #expect(form.categories == [.traffickingVictim])
        #expect(form.subject?.nationalities.map(\.code) == ["SD", "EG"])
        #expect(form.subject?.education == .upperSecondary)
        #expect(form.consents?.count == 1)
        #expect(form.narrative?.contains("Methods of control: DebtBondage;Other") == true)
        let desk = try Desk()
        #expect(try desk.run { try $0.take(form, $1) }.answer.status == .registered)
    }

    @Test func `a name in one column is taken apart`() throws {
        var mapping = ImportMapping.jisr
        mapping.columns =
            (mapping.columns ?? []).filter {
                !$0.column.hasPrefix("subject.g") && $0.column != "subject.fatherName"
                    && $0.column != "subject.familyName"
            }
            + [
                .init(
                    column: "name",
                    parts: ["subject.givenName", "subject.fatherName", "subject.familyName"],
                    split: " "
                )
            ]
        let plan = try plan(mapping, institution)
        let rest: [String: JSONValue] = [
            "sourceId": "1", "categories": "CAR", "identifiedBy": "SELF", "identifiedAt": "2021-02-01",
            "subject.sex": "F", "subject.birthDate": "2001-01-01", "subject.nationalities": "EG",
            "subject.region": "EG-C",
        ]
        func names(_ name: String) throws -> [String?] {
            let person = try form(plan, rest.merging(["name": .string(name)]) { $1 }).subject
            return [person?.givenName, person?.fatherName, person?.familyName]
        }
        #expect(try names("Amal") == ["Amal", nil, nil])
        #expect(try names("Amal Hassan") == ["Amal", nil, "Hassan"])
        #expect(try names("Amal Ali Omar Hassan") == ["Amal", "Ali Omar", "Hassan"])
    }

    @Test(arguments: [
        ("dd/MM/yyyy", "03/02/2021", "2021-02-03"), ("d.M.yyyy", "3.2.2021", "2021-02-03"),
        ("dd-MMM-yyyy", "03-feb-2021", "2021-02-03"), ("yyyy-MM-dd HH:mm", "2021-02-03 23:59", "2021-02-03"),
        ("dd/MM/yyyy", "30/02/2021", ""), ("dd/MM/yyyy", "3/2/2021", ""), ("dd/MM/yyyy", "03/02/2021x", ""),
    ])
    func `a date is read as its format says`(format: String, text: String, expected: String) throws {
        let read = try #require(DateFormat(format)).read(text)
        #expect((read?.day.description ?? "") == expected)
    }

    @Test func `a format must say the whole day`() {
        #expect(DateFormat("MM/yyyy") == nil)
        #expect(DateFormat("dd/MM/dd/yyyy") == nil)
    }

    @Test func `the shipped mappings are in order`() throws {
        for (_, mapping) in ImportMappings.shipped { _ = try plan(mapping, institution) }
    }

    @Test func `countries are known by code and English name`() {
        #expect(CountryNames.code(of: "EG") == "EG")
        #expect(CountryNames.code(of: "egypt") == "EG")
        #expect(CountryNames.code(of: "south_sudan") == "SS")
        #expect(CountryNames.code(of: "Atlantis") == nil)
    }
}
