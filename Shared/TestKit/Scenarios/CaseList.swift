import Synchronization

/// Cases that concurrent commands registered.
final class CaseList: Sendable {
    private let cases = Mutex<[(Int, String)]>([])

    func add(_ number: Int, _ caseID: String) {
        cases.withLock { $0.append((number, caseID)) }
    }

    var all: [(Int, String)] { cases.withLock { $0.sorted { $0.0 < $1.0 } } }
}
