import Events

/// What may be said of a person on the restricted topics; nothing but a count under `count_only`.
struct Demographics: Sendable, Hashable {
    var sex: Sex?
    var ageBand: AgeBand?
    var isChild: Bool?
    var statsMode: StatisticsMode

    /// What is said of a person of whom nothing is known yet.
    static let undisclosed = Demographics(sex: nil, ageBand: nil, isChild: nil, statsMode: .countOnly)
}

extension CaseFacts {
    var demographics: Demographics {
        guard let registration, erasedAt == nil else { return .undisclosed }
        // Both are written by intake on the case; the newer one says what may enter statistics now.
        let isProfileNewer = (profile?.version ?? 0) > registration.version
        let statsMode = isProfileNewer ? profile?.statsMode ?? registration.statsMode : registration.statsMode
        guard statsMode == .full else { return .undisclosed }
        return Demographics(
            sex: registration.sex,
            ageBand: registration.ageBand,
            isChild: registration.isChild,
            statsMode: .full
        )
    }
}
