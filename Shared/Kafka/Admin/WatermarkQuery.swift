import CKafka

/// Asks the leaders of partitions for their oldest and next offsets; blocks, so on a handle's thread.
enum WatermarkQuery {
    static func run(
        _ partitions: [TopicPartition],
        handle: ClientHandle,
        deadline: ContinuousClock.Instant
    ) throws(KafkaError) -> [TopicPartition: Watermarks] {
        var found: [TopicPartition: Watermarks] = [:]
        for partition in partitions {
            var watermarks = Watermarks(low: 0, high: 0)
            let remaining = max(1, (deadline - .now).wholeMilliseconds)
            let code = rd_kafka_query_watermark_offsets(
                handle.pointer,
                partition.topic,
                partition.partition,
                &watermarks.low,
                &watermarks.high,
                remaining
            )
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR else {
                throw KafkaError(code, reason: "Offsets of \(partition): \(KafkaError.Code(code).summary)")
            }
            found[partition] = watermarks
        }
        return found
    }
}
