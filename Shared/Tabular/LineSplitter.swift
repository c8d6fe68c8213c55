/// Cuts JSON Lines as they arrive into lines; empty ones are passed over.
public struct LineSplitter: Sendable {
    /// A line's bytes, without its end.
    public struct Line: Sendable, Hashable {
        /// From 1.
        public var number: Int
        /// The bytes.
        public var bytes: [UInt8]
    }

    private let maximumLineBytes: Int
    private var line: [UInt8] = []
    private var number = 0
    private var isAtBeginning = true

    /// Makes a splitter of lines up to `maximumLineBytes` long.
    public init(maximumLineBytes: Int = 1 << 20) {
        self.maximumLineBytes = maximumLineBytes
    }

    /// Reads the next bytes and gives each line that they complete to `take`.
    ///
    /// - Throws: ``TableFault`` for a line that does not end, or what `take` throws.
    public mutating func feed(_ bytes: some Sequence<UInt8>, _ take: (Line) throws -> Void) throws {
        for byte in bytes {
            guard byte != 10 else {
                try endLine(take)
                continue
            }
            guard line.count < maximumLineBytes else {
                throw TableFault.tooLong(row: number + 1, limit: maximumLineBytes)
            }
            line.append(byte)
        }
    }

    /// Gives the last line, when the text does not end with the end of one.
    public mutating func finish(_ take: (Line) throws -> Void) throws {
        try endLine(take)
    }

    private mutating func endLine(_ take: (Line) throws -> Void) throws {
        defer { line.removeAll(keepingCapacity: true) }
        if isAtBeginning, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isAtBeginning = false
        guard line.contains(where: { $0 != 32 && $0 != 9 && $0 != 13 }) else { return }
        number += 1
        try take(Line(number: number, bytes: line))
    }
}
