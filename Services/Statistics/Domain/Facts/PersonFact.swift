import Events

/// What statistics needs of one event about one person, in 88 bytes.
///
/// Facts are kept as they came and are never changed. What they add up to does not depend on their order, nor on whether
/// one is there twice: every fact names what it is about (person, enrolment, session), and of two that speak of the same
/// thing the one with the higher ``rank`` holds.
struct PersonFact: Sendable, Hashable {
    /// What it says.
    var kind: FactKind
    /// The service's ``ServiceKind/number``; 0 for none.
    var service: UInt8 = 0
    /// What it says of the person.
    var traits = Traits()
    /// The business day, in days since 1970-01-01; ``noDay`` when it has none.
    var day: Int32
    /// The enrolment, plan, return, distribution or case.
    var aggregate: EntityID
    /// The subject.
    var person: EntityID
    /// The session, certificate, countries, nationality or kind of organisation, by ``kind``; 0 for none.
    var item: UInt64 = 0
    /// Store epoch and aggregate version: of two facts about one aggregate the higher holds.
    var rank: Int64
    /// When it was entered, in milliseconds since 1970.
    var recordedAt: Int64
    /// The institution's key; 0 for none.
    var institution: UInt64 = 0
    /// The agreement's key; 0 for none.
    var agreement: UInt64 = 0
    /// The case's key; 0 for none.
    var caseKey: UInt64 = 0

    static let byteCount = 88
    static let noDay = Int32.min
}

extension PersonFact {
    /// Begins a fact with what its envelope says.
    init(
        _ kind: FactKind,
        of aggregate: EntityID,
        person: EntityID,
        case caseID: EntityID?,
        day: Int32,
        _ envelope: Envelope
    ) {
        self.init(
            kind: kind,
            day: day,
            aggregate: aggregate,
            person: person,
            rank: Self.rank(envelope),
            recordedAt: envelope.recordedAt.millisecondsSince1970,
            caseKey: caseID?.key64 ?? 0
        )
    }

    /// Says that a person was erased, or the case that stood for one.
    init(erased person: EntityID) {
        self.init(kind: .erased, day: 0, aggregate: person, person: person, rank: 0, recordedAt: 0)
    }

    /// What erasure leaves: that it happened, when, where and for what; nothing of whom, nor when it was entered, which
    /// would tell the record on its topic.
    var coarsened: PersonFact {
        var coarsened = self
        coarsened.traits = traits.coarsened
        coarsened.recordedAt = 0
        switch kind {
        // Legal status, scores and nationality are sensitive: they go, and the person stays counted.
        case .legalStatus, .scores, .nationality: coarsened.item = 0
        case .admitted: coarsened.item = item & 1
        default: break
        }
        return coarsened
    }

    /// A restored store counts versions again, so its epoch comes first.
    static func rank(_ envelope: Envelope) -> Int64 {
        Int64(envelope.storeEpoch) << 40 | Int64(envelope.aggregateVersion)
    }

    /// Reads the fact that begins at `offset`; `nil` when its kind is not known.
    init?(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        func word(_ index: Int) -> UInt64 {
            UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + index * 8, as: UInt64.self))
        }
        let head = word(0)
        guard let kind = FactKind(rawValue: UInt8(truncatingIfNeeded: head)) else { return nil }
        self.kind = kind
        service = UInt8(truncatingIfNeeded: head >> 8)
        traits = Traits(bits: UInt16(truncatingIfNeeded: head >> 16))
        day = Int32(truncatingIfNeeded: head >> 32)
        aggregate = EntityID(high: word(1), low: word(2))
        person = EntityID(high: word(3), low: word(4))
        item = word(5)
        rank = Int64(bitPattern: word(6))
        recordedAt = Int64(bitPattern: word(7))
        institution = word(8)
        agreement = word(9)
        caseKey = word(10)
    }

    /// The fact in ``byteCount`` bytes.
    var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
            write(to: UnsafeMutableRawBufferPointer(buffer))
            count = Self.byteCount
        }
    }

    /// Writes the fact to the beginning of `bytes`, which has ``byteCount`` of them.
    func write(to bytes: UnsafeMutableRawBufferPointer) {
        let head =
            UInt64(kind.rawValue) | UInt64(service) << 8 | UInt64(traits.bits) << 16
            | UInt64(UInt32(bitPattern: day)) << 32
        func put(_ word: UInt64, _ index: Int) {
            bytes.storeBytes(of: word.littleEndian, toByteOffset: index * 8, as: UInt64.self)
        }
        put(head, 0)
        put(aggregate.high, 1)
        put(aggregate.low, 2)
        put(person.high, 3)
        put(person.low, 4)
        put(item, 5)
        put(UInt64(bitPattern: rank), 6)
        put(UInt64(bitPattern: recordedAt), 7)
        put(institution, 8)
        put(agreement, 9)
        put(caseKey, 10)
    }
}
