import Events

/// What a fact says of a person, in 16 bits: all of it absent where consent to statistics is withheld.
struct Traits: Sendable, Hashable {
    /// How much a fact may say.
    enum Mode: UInt8, Sendable {
        /// It says nothing of the person.
        case silent
        /// Everything.
        case full
        /// Only that there is a person: counted under "not disclosed".
        case countOnly
        /// Nothing of the person any more but whether it is a child, without which the counts would not stay.
        case erased
    }

    /// The sex's ``Sex/number``; 0 for none.
    var sex: UInt8 = 0
    /// The age band's ``AgeBand/number``; 0 for none.
    var age: UInt8 = 0
    /// Whether the person counts as a child; `nil` when not disclosed.
    var isChild: Bool?
    /// How much the fact says.
    var mode = Mode.silent

    /// Says nothing.
    init() {}

    /// What an event says.
    init(_ sex: Sex?, _ age: AgeBand?, _ isChild: Bool?, _ mode: StatisticsMode) {
        guard mode == .full else {
            self.mode = .countOnly
            return
        }
        self.mode = .full
        self.sex = (sex ?? .unknown).number
        self.age = (age ?? .unknown).number
        self.isChild = isChild ?? age?.isChild
    }

    /// What erasure leaves: one who is known to be no child does not begin to count as one.
    var coarsened: Traits {
        var traits = Traits()
        traits.isChild = isChild
        traits.mode = .erased
        return traits
    }

    /// Reads ``bits``.
    init(bits: UInt16) {
        sex = UInt8(truncatingIfNeeded: bits & 0xF)
        age = UInt8(truncatingIfNeeded: bits >> 4 & 0xF)
        switch bits >> 8 & 0x3 {
        case 1: isChild = true
        case 2: isChild = false
        default: isChild = nil
        }
        mode = Mode(rawValue: UInt8(truncatingIfNeeded: bits >> 10 & 0x3)) ?? .silent
    }

    /// The stored form.
    var bits: UInt16 {
        let child: UInt16 = isChild.map { $0 ? 1 : 2 } ?? 0
        return UInt16(sex) | UInt16(age) << 4 | child << 8 | UInt16(mode.rawValue) << 10
    }
}

/// The value of a dimension where the person's consent does not let it be told.
let notDisclosed = "not_disclosed"
/// The value of a dimension where what is referred to has not arrived.
let unresolved = "UNRESOLVED"
/// The value of a dimension that does not apply.
let notApplicable = "NONE"
