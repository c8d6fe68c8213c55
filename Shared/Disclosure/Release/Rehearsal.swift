public import Foundation

/// What would be published of made-up or exported persons under a policy, release by release.
///
/// Reads changes as JSON lines and writes what everybody would see (`figures.jsonl`, `manifest.jsonl`), what partners would
/// where there are any (`partner-figures.jsonl`), what only the authority may see (`secret/state.jsonl`) and the ledgers
/// with their certificates (`certificates/BLOCK.json`, `certificates/BLOCK.partners.json`).
public struct Rehearsal: Sendable {
    /// A line of the file of changes.
    public struct Change: Codable, Sendable, Hashable {
        /// The release from which on it holds, from 1; releases follow each other without gaps.
        public var release: Int
        /// What the person counts in; absent when nothing changes in this release.
        public var block: String?
        /// Who.
        public var person: String?
        /// Who brought the person in.
        public var institution: String?
        /// A code for each dimension; absent when the person does not count any more.
        public var cell: [String: String]?
    }

    /// A figure as everybody sees it.
    public struct Figure: Codable, Sendable, Hashable {
        /// The release, from 1.
        public var release: Int
        /// The block.
        public var block: String
        /// What it is cut by.
        public var cell: [String: String]
        /// How many persons; `null` when withheld.
        public var value: Int?

        /// Writes `null` for what is withheld: it looks the same for whatever reason, and it is not forgotten.
        public func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(release, forKey: .release)
            try container.encode(block, forKey: .block)
            try container.encode(cell, forKey: .cell)
            try container.encode(value, forKey: .value)
        }
    }

    /// What a release says of itself.
    public struct Manifest: Codable, Sendable, Hashable {
        /// The release, from 1.
        public var release: Int
        /// The version of the policy.
        public var policyVersion: String
        /// The blocks into which corrections were taken.
        public var revisedBlocks: [String]
        /// How many figures it has.
        public var figureCount: Int
    }

    /// What a release took in: a person's contribution as of that release.
    private struct State: Codable {
        var release: Int
        var block: String
        var person: String
        var institution: String
        var cell: [String: String]?

        /// That corrections of enough persons wait, since taking them in would give something away.
        struct HeldBack: Codable {
            var release: Int
            var block: String
            var heldBack = true
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(release, forKey: .release)
            try container.encode(block, forKey: .block)
            try container.encode(person, forKey: .person)
            try container.encode(institution, forKey: .institution)
            try container.encode(cell, forKey: .cell)
        }
    }

    /// The changes cannot be followed, or a release not be made; nothing is written then.
    public struct Mistake: Error, Sendable, CustomStringConvertible {
        /// Which line, from 1, and what is wrong with it.
        public let description: String
    }

    private let scheme: CubeScheme
    private let maker: JointRelease
    private let encoder = JSONEncoder()
    private var current: [String: [String: Population<String>.Place]] = [:]
    private var codes: [Int: [String: String]] = [:]
    private var released: [String: Population<String>] = [:]
    /// The ledger of each block so far.
    public private(set) var ledgers: [String: JointLedger] = [:]

    /// Prepares a rehearsal.
    ///
    /// - Throws: ``PolicyError``.
    public init(_ policy: DisclosurePolicy) throws(PolicyError) {
        maker = try JointRelease(policy)
        scheme = maker.everybody.scheme
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    }

    /// Makes all releases.
    ///
    /// - Parameters:
    ///   - changes: JSON lines.
    ///   - folder: Where the results go; made when it is not there.
    ///   - progress: Is told of every release that is made.
    /// - Throws: ``Mistake`` and what writing throws.
    public mutating func run(changes: Data, into folder: URL, progress: (Int) -> Void = { _ in }) async throws {
        let decoder = JSONDecoder()
        var lines: [(number: Int, change: Change)] = []
        for (index, line) in changes.split(separator: UInt8(ascii: "\n")).enumerated() {
            do {
                lines.append((index + 1, try decoder.decode(Change.self, from: Data(line))))
            } catch {
                throw Mistake(description: "line \(index + 1) is no change: \(error)")
            }
        }
        for (before, after) in zip([0] + lines.map(\.change.release), lines) where after.change.release > before + 1 {
            throw Mistake(
                description: "line \(after.number): release: is \(after.change.release) after \(before); leave none out"
            )
        }
        guard let last = lines.last?.change.release else { throw Mistake(description: "there are no changes") }
        let blocks = Set(lines.compactMap(\.change.block)).sorted()
        for block in blocks { (ledgers[block], released[block]) = (JointLedger(), Population()) }
        var (figures, partnerFigures, manifest, state) = (Data(), Data(), Data(), Data())
        var next = lines[...]
        for release in 1...max(1, last) {
            while let (number, change) = next.first, change.release <= release {
                guard change.release == release else {
                    throw Mistake(
                        description: "line \(number) is of release \(change.release) but comes after release \(release)"
                    )
                }
                try take(change, number)
                next.removeFirst()
            }
            var revised: [String] = []
            var count = 0
            let made = await BlockReleases(maker).release(
                blocks.map { name in
                    BlockReleases.Block(
                        ledger: ledgers[name] ?? JointLedger(),
                        population: released[name] ?? Population(),
                        current: current[name] ?? [:]
                    )
                }
            )
            for (block, result) in zip(blocks, made) {
                let (told, isRevised) = try take(result, block, release, &state)
                if isRevised { revised.append(block) }
                for figure in told {
                    try figures.append(line: encoder.encode(figure))
                    count += 1
                }
                for figure in partnersFigures(block, release) {
                    try partnerFigures.append(line: encoder.encode(figure))
                }
            }
            let notice = Manifest(
                release: release,
                policyVersion: scheme.policy.version,
                revisedBlocks: revised,
                figureCount: count
            )
            try manifest.append(line: encoder.encode(notice))
            progress(release)
        }
        for name in ["secret", "certificates"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: name),
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        }
        try figures.write(to: folder.appending(path: "figures.jsonl"))
        try manifest.write(to: folder.appending(path: "manifest.jsonl"))
        try state.write(to: folder.appending(path: "secret/state.jsonl"))
        if maker.partners != nil { try partnerFigures.write(to: folder.appending(path: "partner-figures.jsonl")) }
        for (block, ledger) in ledgers {
            try encoder.encode(ledger.everybody).write(to: folder.appending(path: "certificates/\(block).json"))
            if let partners = ledger.partners {
                try encoder.encode(partners).write(to: folder.appending(path: "certificates/\(block).partners.json"))
            }
        }
    }

    private func partnersFigures(_ block: String, _ release: Int) -> [Figure] {
        guard let maker = maker.partners, let ledger = ledgers[block]?.partners else { return [] }
        return maker.figures(ledger).map {
            Figure(release: release, block: block, cell: $0.coordinates, value: $0.value)
        }
    }

    private mutating func take(_ change: Change, _ number: Int) throws(Mistake) {
        guard let block = change.block else { return }
        guard block.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }), !block.isEmpty else {
            throw Mistake(description: "line \(number): block: use letters, digits, - and _")
        }
        guard let person = change.person else { throw Mistake(description: "line \(number): person: is missing") }
        guard let cell = change.cell else {
            current[block, default: [:]][person] = nil
            return
        }
        guard let atom = scheme.atom(of: cell) else {
            throw Mistake(
                description: "line \(number): cell: needs one code of each dimension, in a combination that can occur"
            )
        }
        codes[atom] = cell
        current[block, default: [:]][person] = Population.Place(atom: atom, institution: change.institution ?? "")
    }

    /// Takes in what came of a block's release.
    private mutating func take(
        _ result: Result<BlockReleases<String>.Released, DisclosureError>,
        _ block: String,
        _ release: Int,
        _ state: inout Data
    ) throws -> ([Figure], Bool) {
        let made: BlockReleases<String>.Released
        do throws(DisclosureError) {
            made = try result.get()
        } catch {
            throw Mistake(description: "release \(release) of \(block) cannot be made: \(error)")
        }
        let movement = made.movement
        if movement.isHeldBack {
            try state.append(line: encoder.encode(State.HeldBack(release: release, block: block)))
        }
        let places = Set((movement.left ?? []).map(\.person)).subtracting(movement.came.map(\.person))
        for (person, place) in (movement.left ?? []).sorted(by: { $0.person < $1.person }) where places.contains(person)
        {
            let line = State(
                release: release,
                block: block,
                person: person,
                institution: place.institutions.first ?? "",
                cell: nil
            )
            try state.append(line: encoder.encode(line))
        }
        for (person, place) in movement.came.sorted(by: { $0.person < $1.person }) {
            let line = State(
                release: release,
                block: block,
                person: person,
                institution: place.institutions.first ?? "",
                cell: codes[place.atom]
            )
            try state.append(line: encoder.encode(line))
        }
        (released[block], ledgers[block]) = (made.population, made.ledger)
        let figures = maker.everybody.figures(made.ledger.everybody).map {
            Figure(release: release, block: block, cell: $0.coordinates, value: $0.value)
        }
        return (figures, movement.left != nil)
    }
}

extension Data {
    fileprivate mutating func append(line: Data) {
        append(line)
        append(UInt8(ascii: "\n"))
    }
}
