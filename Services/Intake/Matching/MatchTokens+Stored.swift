extension MatchTokens {
    /// As an index keeps it: 64-bit words, little-endian, lists with their length before them, 0 where there is none.
    ///
    /// A candidate is read for every comparison, so this is made to be read fast; what instances exchange is JSON.
    var stored: [UInt8] {
        var words: [UInt64] = [UInt64(scheme)]
        func put(_ tokens: [MatchToken]) {
            words.append(UInt64(tokens.count))
            words += tokens.map(\.bits)
        }
        words.append(UInt64(names.count))
        for name in names {
            words += [name.part.bits, name.isAlias == true ? 1 : 0]
            put(name.spellings)
            put(name.near)
        }
        put(joined)
        words += [sex, birthDate, birthDay, place, phone, guardian].map { $0?.bits ?? 0 }
        put(birthYears)
        put(birthBands)
        words.append(UInt64(documents.count))
        for document in documents {
            words += [document.kind.bits, document.number.bits]
            put(document.halves)
        }
        return words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
    }

    /// Reads ``stored``; `nil` for anything else.
    init?(stored bytes: UnsafeRawBufferPointer) {
        var reader = WordReader(bytes: bytes)
        guard let scheme = reader.count(), let nameCount = reader.count() else { return nil }
        var names: [Part] = []
        for _ in 0..<nameCount {
            guard let part = reader.token(), let isAlias = reader.word(), let spellings = reader.tokens(),
                let near = reader.tokens()
            else { return nil }
            names.append(Part(part: part, spellings: spellings, near: near, isAlias: isAlias == 1 ? true : nil))
        }
        guard let joined = reader.tokens(), let sex = reader.token(), let birthDate = reader.token(),
            let birthDay = reader.token(), let place = reader.token(), let phone = reader.token(),
            let guardian = reader.token(), let birthYears = reader.tokens(), let birthBands = reader.tokens(),
            let documentCount = reader.count()
        else { return nil }
        var documents: [Document] = []
        for _ in 0..<documentCount {
            guard let kind = reader.token(), let number = reader.token(), let halves = reader.tokens() else {
                return nil
            }
            documents.append(Document(kind: kind, number: number, halves: halves))
        }
        guard reader.isAtEnd else { return nil }
        self.init(
            scheme: scheme,
            names: names,
            joined: joined,
            sex: sex.orNil,
            birthDate: birthDate.orNil,
            birthDay: birthDay.orNil,
            birthYears: birthYears,
            birthBands: birthBands,
            place: place.orNil,
            documents: documents,
            phone: phone.orNil,
            guardian: guardian.orNil
        )
    }
}

extension MatchToken {
    fileprivate var orNil: MatchToken? { bits == 0 ? nil : self }
}

private struct WordReader {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }

    mutating func word() -> UInt64? {
        guard position + 8 <= bytes.count else { return nil }
        defer { position += 8 }
        return UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
    }

    mutating func token() -> MatchToken? { word().map { MatchToken(bits: $0) } }

    /// A length, which cannot be more than what is left.
    mutating func count() -> Int? {
        guard let word = word(), word <= UInt64(bytes.count) else { return nil }
        return Int(word)
    }

    mutating func tokens() -> [MatchToken]? {
        guard let count = count(), position + count * 8 <= bytes.count else { return nil }
        return (0..<count).compactMap { _ in token() }
    }
}
