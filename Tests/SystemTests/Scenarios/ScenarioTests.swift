import TestKit
import Testing

/// The end-to-end scenarios over the five real processes, one after the other.
@Suite(.serialized, .after { try await RunningCluster.shared().stop() })
struct ScenarioTests {}
