import EventStore
import Events

/// One delivery that took place before there was this service: a row of a file.
struct DeliveryRow: Sendable {
    /// A column of the file, or a member of a line of JSON.
    enum Column: String, CaseIterable, Sendable {
        case deliveryRef
        case enrolmentRef
        case caseId
        case subjectId
        case service
        case providerInstitutionId
        case programmeId
        case agreementId
        case commitmentId
        case startedOn
        case date
        case hours
        case attended
        case endedOn
        case outcome

        static let required: [Column] = [.deliveryRef, .caseId, .service, .providerInstitutionId, .date, .hours]
    }

    /// The longest reference of a source.
    static let maximumReference = 200

    /// The source's own name for this delivery, by which it is known again.
    var deliveryRef: String
    /// The source's own name for the enrolment; without it a person has one with each provider of a service.
    var enrolmentRef: String?
    var caseID: EntityID
    var subjectID: EntityID?
    var service: ServiceKind
    var providerInstitutionID: EntityID
    var programmeID: EntityID?
    var agreementID: EntityID?
    var commitmentID: EntityID?
    /// The day of the delivery unless given.
    var startedOn: CalendarDate
    var date: CalendarDate
    var hours: Double
    var isAttended: Bool
    var end: (on: CalendarDate, outcome: Outcome)?

    init(_ values: [String: String]) throws(Rejection) {
        let fields = Fields(values: values)
        deliveryRef = try fields.reference(.deliveryRef, try fields.required(.deliveryRef))
        enrolmentRef = try fields.text(.enrolmentRef).map { text throws(Rejection) in
            try fields.reference(.enrolmentRef, text)
        }
        caseID = try fields.id(.caseId, try fields.required(.caseId))
        subjectID = try fields.id(.subjectId)
        service = try fields.code(.service, try fields.required(.service))
        providerInstitutionID = try fields.id(.providerInstitutionId, try fields.required(.providerInstitutionId))
        programmeID = try fields.id(.programmeId)
        agreementID = try fields.id(.agreementId)
        commitmentID = try fields.id(.commitmentId)
        date = try fields.day(.date, try fields.required(.date))
        startedOn = try fields.day(.startedOn) ?? date
        hours = try fields.number(.hours, try fields.required(.hours))
        isAttended = try fields.boolean(.attended) ?? true
        let endedOn = try fields.day(.endedOn)
        let outcome: Outcome? = try fields.text(.outcome).map { text throws(Rejection) in
            try fields.code(.outcome, text)
        }
        guard endedOn != nil || outcome == nil else {
            throw Rejection("field.required", field: Column.endedOn.rawValue, "say when the enrolment ended so")
        }
        end = endedOn.map { ($0, outcome ?? .completed) }
    }
}

/// Reads the values of a row; an empty one is none.
private struct Fields {
    let values: [String: String]

    func text(_ column: DeliveryRow.Column) -> String? {
        values[column.rawValue].flatMap { $0.isEmpty ? nil : $0 }
    }

    func required(_ column: DeliveryRow.Column) throws(Rejection) -> String {
        guard let text = text(column) else {
            throw Rejection("field.required", field: column.rawValue, "this column must have a value in every row")
        }
        return text
    }

    func reference(_ column: DeliveryRow.Column, _ text: String) throws(Rejection) -> String {
        guard text.utf8.count <= DeliveryRow.maximumReference else {
            throw Self.invalid(column, "a reference has at most \(DeliveryRow.maximumReference) bytes")
        }
        return text
    }

    func id(_ column: DeliveryRow.Column) throws(Rejection) -> EntityID? {
        guard let text = text(column) else { return nil }
        return try id(column, text)
    }

    func id(_ column: DeliveryRow.Column, _ text: String) throws(Rejection) -> EntityID {
        guard let id = EntityID(text) else { throw Self.invalid(column, "give a UUID") }
        return id
    }

    func day(_ column: DeliveryRow.Column) throws(Rejection) -> CalendarDate? {
        guard let text = text(column) else { return nil }
        return try day(column, text)
    }

    func day(_ column: DeliveryRow.Column, _ text: String) throws(Rejection) -> CalendarDate {
        guard let day = CalendarDate(text) else { throw Self.invalid(column, "give a day as YYYY-MM-DD") }
        return day
    }

    func number(_ column: DeliveryRow.Column, _ text: String) throws(Rejection) -> Double {
        guard let number = Double(text), number.isFinite else {
            throw Self.invalid(column, "give a number with a point before its decimals")
        }
        return number
    }

    func boolean(_ column: DeliveryRow.Column) throws(Rejection) -> Bool? {
        switch text(column) {
        case nil: return nil
        case "true": return true
        case "false": return false
        default: throw Self.invalid(column, "give true or false")
        }
    }

    func code<List: CodeList>(_ column: DeliveryRow.Column, _ text: String) throws(Rejection) -> List {
        guard let code = List(rawValue: text) else {
            throw Rejection(
                "code.unknown",
                field: column.rawValue,
                "give one of \(List.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return code
    }

    private static func invalid(_ column: DeliveryRow.Column, _ remedy: String) -> Rejection {
        Rejection("field.invalid", field: column.rawValue, "\(remedy) in every row")
    }
}
