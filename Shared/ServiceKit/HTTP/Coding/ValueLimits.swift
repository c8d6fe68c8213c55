import EventStore

/// What every value of a request keeps to, whatever its field: the decoder refuses what goes beyond, and the documents
/// say so.
enum ValueLimits {
    /// The most characters (Unicode scalars, as JSON Schema counts them) of one text.
    static let textCharacters = 10_000

    /// The most elements of one list: a command is one transaction, and others wait for it; a distribution list of some
    /// thousand people is one.
    static let listElements = 5000

    /// The greatest magnitude of a number: beyond it JSON's readers no longer agree on the value (RFC 7493 §2.2), and
    /// sums could leave the range of the machine's numbers.
    static let magnitude = 9_007_199_254_740_991

    /// No control character but tab, line feed and carriage return (ECMA-262).
    static let textPattern = #"^[^\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]*$"#

    /// What is wrong with a text and what to do about it; `nil` when nothing is.
    static func fault(in text: String) -> String? {
        // Characters are never more than bytes, so nearly every text is counted by its bytes alone.
        guard text.utf8.count <= textCharacters || text.unicodeScalars.count <= textCharacters else {
            return "this text has more than \(textCharacters) characters; shorten it"
        }
        guard !text.utf8.contains(where: isControl) else {
            return "this text has a control character other than tab and line end; leave it out"
        }
        return nil
    }

    private static func isControl(_ byte: UInt8) -> Bool {
        byte == 127 || (byte < 32 && byte != 9 && byte != 10 && byte != 13)
    }
}
