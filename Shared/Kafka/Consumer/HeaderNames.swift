import CKafka

/// The names of headers to look for, made ready once and used for every record.
///
/// Unchecked because it holds pointers: to memory of its own that nothing writes to after the initialiser.
public final class HeaderNames: @unchecked Sendable {
    /// The names, in the order in which the values are given.
    public let names: [String]

    let wanted: UnsafeMutablePointer<jk_header>
    private let bytes: UnsafeMutableRawBufferPointer

    /// Prepares the names; fastest when their order is that in which producers write the headers.
    public init(_ names: [String]) {
        self.names = names
        wanted = .allocate(capacity: names.count)
        bytes = .allocate(byteCount: names.reduce(1) { $0 + $1.utf8.count }, alignment: 1)
        var used = 0
        for (index, name) in names.enumerated() {
            let size = name.utf8.count
            let place = UnsafeMutableRawBufferPointer(rebasing: bytes[used..<used + size])
            place.copyBytes(from: name.utf8)
            var header = jk_header()
            header.name = place.baseAddress.map { UnsafePointer($0.assumingMemoryBound(to: CChar.self)) }
            header.name_size = size
            (wanted + index).initialize(to: header)
            used += size
        }
    }

    deinit {
        wanted.deallocate()
        bytes.deallocate()
    }

    /// How many names there are.
    public var count: Int { names.count }
}
