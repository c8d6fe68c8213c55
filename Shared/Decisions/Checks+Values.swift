public import EventStore
public import Events

extension Checks {
    /// A date known as far as its source says, its unknown parts set to 1.
    public static func partialDate(
        _ given: PartialDate,
        field: String,
        today: CalendarDate
    ) throws(Rejection) -> PartialDate {
        guard let value = given.value else {
            guard given.precision == .unknown else {
                throw Rejection("field.required", field: "\(field).value", "give the date, or the precision unknown")
            }
            return given
        }
        let day: CalendarDate?
        switch given.precision {
        case .unknown:
            throw Rejection(
                "field.invalid",
                field: "\(field).precision",
                "a date that is given is known to the day, month or year"
            )
        case .day: day = value
        case .month: day = CalendarDate(year: value.year, month: value.month, day: 1)
        case .year: day = CalendarDate(year: value.year, month: 1, day: 1)
        }
        guard let day, day <= today.adding(days: 1) else {
            throw Rejection("date.in_future", field: field, "\(field) lies in the future; state when it happened")
        }
        return PartialDate(day, precision: given.precision)
    }

    /// A quantity of 0 or more.
    public static func quantity(_ given: Quantity, field: String) throws(Rejection) -> Quantity {
        guard given.value >= 0, given.value.isFinite else {
            throw Rejection("quantity.invalid", field: "\(field).value", "a quantity is 0 or more")
        }
        return given
    }
}
