import Disclosure
import Events

/// Whom figures are told.
enum Audience: String, CodeList {
    /// Everybody.
    case everybody = "EVERYBODY"
    /// Partners, who see what everybody sees and smaller numbers.
    case partners = "PARTNERS"
}

extension ReleaseBlock {
    /// What makes releases of it for an audience; `nil` when there are no partners.
    func maker(for audience: Audience) -> BlockRelease? {
        switch audience {
        case .everybody: maker.everybody
        case .partners: maker.partners
        }
    }
}

extension JointLedger {
    /// What an audience was told; `nil` when there are no partners.
    subscript(audience: Audience) -> BlockLedger? {
        get {
            switch audience {
            case .everybody: everybody
            case .partners: partners
            }
        }
        set {
            switch audience {
            case .everybody: everybody = newValue ?? everybody
            case .partners: partners = newValue
            }
        }
    }
}
