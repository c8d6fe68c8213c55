import Events

/// What kind of thing an entry is about.
///
/// The numbers are kept in the store.
enum EntryFamily: Int, Sendable, CaseIterable {
    case merge = 1
    case organisation = 2
    case institution = 3
    case policy = 4
    case agreement = 5
    case commitment = 6
    case figure = 7
    case activity = 8
    case participant = 9
    case campaign = 10
    case referral = 11
    case kit = 12
}

/// An event about a thing rather than about a service to a person; these are few.
struct Entry: Sendable {
    /// What it happened to.
    let aggregate: EntityID
    /// Store epoch and version: of two the higher holds.
    let rank: Int64
    /// When it was entered, in milliseconds since 1970.
    let recordedAt: Int64
    /// The business day, in days since 1970-01-01.
    let day: Int32
    /// What it says.
    let event: any EventData

    /// The day, as a date.
    var date: CalendarDate { CalendarDate(daysSince1970: Int(day)) }
}

/// The entries at hand, by family, in the order of their ranks.
struct Entries: Sendable {
    private var byFamily: [EntryFamily: [Entry]] = [:]

    init() {}

    /// Puts an entry in.
    mutating func add(_ entry: Entry, _ family: EntryFamily) {
        byFamily[family, default: []].append(entry)
    }

    /// Puts them in an order that does not depend on how they came.
    mutating func sort() {
        for family in byFamily.keys where family != .merge {
            byFamily[family]?.sort { ($0.rank, $0.aggregate, $0.recordedAt) < ($1.rank, $1.aggregate, $1.recordedAt) }
        }
        // Of one person several instances may decide, each counting versions by itself.
        byFamily[.merge]?.sort { ($0.recordedAt, $0.rank, $0.aggregate) < ($1.recordedAt, $1.rank, $1.aggregate) }
    }

    /// The entries of a family that had happened on `day`.
    func of(_ family: EntryFamily, asOf day: Int32 = .max) -> [Entry] {
        let all = byFamily[family] ?? []
        return day == .max ? all : all.filter { $0.day <= day }
    }
}
