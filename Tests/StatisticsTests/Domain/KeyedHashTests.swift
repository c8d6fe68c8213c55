import Testing

@testable import Statistics

@Suite struct KeyedHashTests {
    /// The first of the vectors of SipHash's own reference implementation that are whole words long: the key is 00…0f,
    /// the message 00, 01, 02 ….
    @Test(arguments: [
        (0, "a3817f04ba25a8e66df67214c7550293"), (8, "3b62a9ba6258f5610f83e264f31497b4"),
        (16, "6ee2a4ca67b054bbfd3315bf85230577"),
    ])
    func `is SipHash-2-4 of 128 bits`(_ length: Int, _ expected: String) {
        let hash = KeyedHash(secret: (0..<32).map { UInt8($0) })
        let words: [UInt64] = [0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908]
        let (low, high) =
            switch length {
            case 0: hash.hash()
            case 8: hash.hash(words[0])
            default: hash.hash(words[0], words[1])
            }
        let bytes = [low, high].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) } }
        let text = bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        #expect(text == expected)
    }
}
