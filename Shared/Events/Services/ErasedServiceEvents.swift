// What erasure leaves of what was delivered: that it was, and when; nothing of whom.

extension ServiceStarted: ErasableEvent {
    /// Without sex and age.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}

extension ServiceDelivered: ErasableEvent {
    /// Without sex and age.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}

extension ServiceCorrected: ErasableEvent {
    /// Without sex and age.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}

extension CertificateIssued: ErasableEvent {
    /// Without sex and age.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}

extension ReturnDeparted: ErasableEvent {
    /// Without sex and age.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}

extension ReturnArrived: ErasableEvent {
    /// Without sex and age.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}

extension ReintegrationStarted: ErasableEvent {
    /// Without sex and age.
    public func erased() -> Self {
        var event = self
        (event.sex, event.ageBand, event.isChild) = (nil, nil, nil)
        return event
    }
}
