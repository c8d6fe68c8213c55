/// Under what a person is found in this instance: a blind index, made under a key of the instance.
struct SearchTokens: Sendable, Hashable {
    /// As many tokens as a person has at most.
    static let maximumCount = 96
    /// Beginnings are kept up to this many consonants; a longer beginning finds by its first ones.
    static let maximumPrefix = 5

    /// For an index on the token alone; sorted, none twice.
    var tokens: [MatchToken]

    init(_ features: IdentityFeatures, key: TokenKey) {
        let (names, alias) = features.nameParts()
        var tokens: Set<MatchToken> = []
        for part in names + alias {
            tokens.formUnion(Self.tokens(part.skeleton, key: key))
            if let secondHalf = part.secondHalf { tokens.formUnion(Self.tokens(secondHalf, key: key)) }
        }
        for document in features.documents.prefix(4) {
            if let number = SearchQuery.documentNumber(document.number) {
                tokens.insert(key.token(.documentNumber, number))
            }
        }
        if let phone = features.phone.flatMap(NameText.phone) { tokens.insert(key.token(.phone, phone)) }
        self.tokens = Array(tokens.sorted().prefix(Self.maximumCount))
    }

    private static func tokens(_ skeleton: NameSkeleton, key: TokenKey) -> [MatchToken] {
        let prefixes = (1...maximumPrefix).filter { $0 <= skeleton.coarse.count }.map { skeleton.coarse.prefix($0) }
        return skeleton.fine.map { key.token(.nameSpelling, $0) }
            + prefixes.map { key.token(.namePrefix, String($0)) }
    }
}
