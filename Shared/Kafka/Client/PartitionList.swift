import CKafka

/// librdkafka's list of partitions and offsets; its maker destroys it.
struct PartitionList {
    let pointer: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(_ offsets: [TopicPartition: Int64]) {
        pointer = rd_kafka_topic_partition_list_new(Int32(offsets.count))
        for (place, offset) in offsets {
            rd_kafka_topic_partition_list_add(pointer, place.topic, place.partition).pointee.offset = offset
        }
    }

    func destroy() {
        rd_kafka_topic_partition_list_destroy(pointer)
    }
}
