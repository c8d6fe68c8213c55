public import Foundation

/// Makes the next release of many blocks, on all processors at once.
///
/// What comes of it does not depend on how many there are, nor on which block is ready first.
public struct BlockReleases<Person: Hashable & Sendable>: Sendable {
    /// A block that is to be released.
    public struct Block: Sendable {
        /// What was released so far.
        public var ledger: JointLedger
        /// Who was released so far.
        public var population: Population<Person>
        /// Everybody who counts now.
        public var current: [Person: Population<Person>.Place]

        /// Makes a block.
        public init(
            ledger: JointLedger = JointLedger(),
            population: Population<Person> = Population(),
            current: [Person: Population<Person>.Place]
        ) {
            self.ledger = ledger
            self.population = population
            self.current = current
        }
    }

    /// A block with its next release.
    public struct Released: Sendable {
        /// What was released so far, with this.
        public let ledger: JointLedger
        /// Who was released so far, with this.
        public let population: Population<Person>
        /// What the release changed.
        public let movement: Population<Person>.Movement
    }

    private let maker: JointRelease
    private let limit: Int

    /// Prepares for blocks laid out like this.
    ///
    /// - Parameters:
    ///   - maker: What makes the release of one block.
    ///   - limit: How many blocks are released at once: as many as there are processors unless stated.
    public init(_ maker: JointRelease, atOnce limit: Int = ProcessInfo.processInfo.activeProcessorCount) {
        self.maker = maker
        self.limit = max(1, limit)
    }

    /// Makes the next release of blocks.
    ///
    /// - Returns: What came of each, in the same order; where an error came of it nothing may be published.
    public func release(_ blocks: [Block]) async -> [Result<Released, DisclosureError>] {
        // Those that take longest first: where most was released before.
        var waiting = blocks.indices.sorted {
            (blocks[$0].current.count, $1) > (blocks[$1].current.count, $0)
        }[...]
        return await withTaskGroup(of: (Int, Result<Released, DisclosureError>).self) { group in
            var results: [Int: Result<Released, DisclosureError>] = [:]
            func start() {
                guard let index = waiting.popFirst() else { return }
                let (block, maker) = (blocks[index], maker)
                group.addTask { (index, Self.release(block, maker)) }
            }
            for _ in 0..<limit { start() }
            for await (index, result) in group {
                results[index] = result
                start()
            }
            return blocks.indices.compactMap { results[$0] }
        }
    }

    private static func release(_ block: Block, _ maker: JointRelease) -> Result<Released, DisclosureError> {
        var (ledger, population) = (block.ledger, block.population)
        do throws(DisclosureError) {
            let movement = try maker.add(to: &ledger, &population, current: block.current)
            return .success(Released(ledger: ledger, population: population, movement: movement))
        } catch {
            return .failure(error)
        }
    }
}
