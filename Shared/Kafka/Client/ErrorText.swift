/// The buffer into which librdkafka's functions write why they failed.
enum ErrorText {
    static func collect<Value>(_ body: (UnsafeMutablePointer<CChar>?, Int) -> Value) -> (Value, String) {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 512) { buffer in
            buffer.initialize(repeating: 0)
            let value = body(buffer.baseAddress, buffer.count)
            return (value, buffer.baseAddress.map { String(cString: $0) } ?? "")
        }
    }
}
