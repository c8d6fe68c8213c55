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

    /// Names whole topics.
    init(topics: [String]) {
        pointer = rd_kafka_topic_partition_list_new(Int32(topics.count))
        for topic in topics { rd_kafka_topic_partition_list_add(pointer, topic, RD_KAFKA_PARTITION_UA) }
    }

    /// The partitions of a list that somebody else owns.
    static func partitions(of list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>) -> [TopicPartition] {
        (0..<Int(list.pointee.cnt)).compactMap { index in
            guard let element = list.pointee.elems else { return nil }
            return TopicPartition(
                topic: String(cString: element[index].topic),
                partition: element[index].partition
            )
        }
    }

    func destroy() {
        rd_kafka_topic_partition_list_destroy(pointer)
    }
}
