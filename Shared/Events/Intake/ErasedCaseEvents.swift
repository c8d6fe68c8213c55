// What erasure leaves of intake's events. The coarse group stays: figures by group were published with it.

extension CaseRegistered: ErasableEvent {
    /// Without sex, age and region.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild, event.region) = (nil, nil, nil, nil)
        return event
    }
}

extension CaseCorrected: ErasableEvent {
    /// Without sex, age and region.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild, event.region) = (nil, nil, nil, nil)
        return event
    }
}

extension CaseProfile: ErasableEvent {
    /// Without any code.
    public func erased() -> Self {
        var event = self
        (event.categories, event.nationalities, event.concerns, event.disabilities) = ([], [], [], [])
        (event.education, event.language, event.risk) = (nil, nil, nil)
        (event.justice, event.migration, event.trafficking) = (nil, nil, nil)
        (event.assessment, event.sustainability) = (nil, nil)
        return event
    }
}

extension AdmissionAdmitted: ErasableEvent {
    /// Without legal status, sex and age.
    public func erased() -> Self {
        var event = self
        (event.legalStatus, event.sex, event.ageBand, event.isChild) = (nil, nil, nil, nil)
        return event
    }
}

extension RightsExplained: ErasableEvent {
    /// Without the language.
    public func erased() -> Self {
        var event = self
        event.language = nil
        return event
    }
}

extension VictimDetected: ErasableEvent {
    /// Without acts, means and purposes, sex and age.
    public func erased() -> Self {
        var event = self
        (event.acts, event.means, event.purposes) = ([], [], [])
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}

extension VictimDetermined: ErasableEvent {
    /// Without sex and age.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}

extension TransferRequested: ErasableEvent {
    /// Without sex, age and risk.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild, event.risk) = (nil, nil, nil, nil)
        return event
    }
}

extension TransferCompleted: ErasableEvent {
    /// Without the person's details, sealed as they are.
    public func erased() -> Self {
        var event = self
        event.sealedPerson = nil
        return event
    }
}

extension SubjectMatchTokens: ErasableEvent {
    /// Without the tokens.
    public func erased() -> Self {
        var event = self
        event.tokens = ""
        return event
    }
}
