import Crypto

extension TokenKey {
    /// HMAC-SHA256 under `secret` (32 bytes or more), cut to 64 bits.
    init(secret: SymmetricKey) {
        let empty = HMAC<SHA256>(key: secret)
        self.init { message in
            var hash = empty
            var copy = message
            copy.withUTF8 { hash.update(data: UnsafeRawBufferPointer($0)) }
            return hash.finalize().prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
