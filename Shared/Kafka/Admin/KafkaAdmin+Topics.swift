import CKafka

extension KafkaAdmin {
    /// Creates topics and waits until the broker has; gives what became of each.
    ///
    /// A topic that is there already is reported as ``KafkaError/Code/topicAlreadyExists``, whatever its settings.
    ///
    /// - Throws: When the request as a whole failed, such as without a broker.
    public func createTopics(
        _ topics: [TopicSpecification],
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> [String: KafkaError?] {
        guard !topics.isEmpty else { return [:] }
        return try await thread.run { [handle] () throws(KafkaError) in
            var requests: [OpaquePointer?] = []
            defer { for request in requests { rd_kafka_NewTopic_destroy(request) } }
            for topic in topics {
                requests.append(try Self.newTopic(topic))
            }
            let request = AdminRequest(handle, RD_KAFKA_ADMIN_OP_CREATETOPICS, timeout: timeout)
            defer { request.destroy() }
            rd_kafka_CreateTopics(handle.pointer, &requests, requests.count, request.options, request.queue)
            return try request.wait { event in
                var count = 0
                return Self.outcomes(
                    rd_kafka_CreateTopics_result_topics(rd_kafka_event_CreateTopics_result(event), &count),
                    count
                )
            }
        }
    }

    /// Deletes topics and all their records; gives what became of each.
    ///
    /// - Throws: When the request as a whole failed, such as without a broker.
    public func deleteTopics(
        _ names: [String],
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> [String: KafkaError?] {
        guard !names.isEmpty else { return [:] }
        return try await thread.run { [handle] () throws(KafkaError) in
            var requests: [OpaquePointer?] = names.map { rd_kafka_DeleteTopic_new($0) }
            defer { for request in requests { rd_kafka_DeleteTopic_destroy(request) } }
            let request = AdminRequest(handle, RD_KAFKA_ADMIN_OP_DELETETOPICS, timeout: timeout)
            defer { request.destroy() }
            rd_kafka_DeleteTopics(handle.pointer, &requests, requests.count, request.options, request.queue)
            return try request.wait { event in
                var count = 0
                return Self.outcomes(
                    rd_kafka_DeleteTopics_result_topics(rd_kafka_event_DeleteTopics_result(event), &count),
                    count
                )
            }
        }
    }

    /// Describes topics as the broker has them; those it does not know are absent.
    ///
    /// `nil` for the names means all topics that are not the broker's own. The time allowed is for each of the two
    /// requests it takes.
    public func describeTopics(
        _ names: [String]? = nil,
        timeout: Duration = KafkaAdmin.defaultTimeout
    ) async throws(KafkaError) -> [TopicDescription] {
        var topics = try await metadata(timeout: timeout)
        if let names {
            topics = topics.filter { names.contains($0.key) }
        } else {
            topics = topics.filter { !$0.key.hasPrefix("__") }
        }
        let configurations = try await configurations(of: Array(topics.keys), timeout: timeout)
        return topics.values.sorted { $0.name < $1.name }.map { topic in
            var topic = topic
            topic.configuration = configurations[topic.name] ?? [:]
            return topic
        }
    }

    /// All topics the broker has and lets this client see, without their settings.
    func metadata(timeout: Duration) async throws(KafkaError) -> [String: TopicDescription] {
        try await thread.run { [handle] () throws(KafkaError) in
            var found: UnsafePointer<rd_kafka_metadata>?
            let code = rd_kafka_metadata(handle.pointer, 1, nil, &found, timeout.wholeMilliseconds)
            guard code == RD_KAFKA_RESP_ERR_NO_ERROR, let found else { throw KafkaError(code) }
            defer { rd_kafka_metadata_destroy(found) }
            var topics: [String: TopicDescription] = [:]
            for topic in UnsafeBufferPointer(start: found.pointee.topics, count: Int(found.pointee.topic_cnt))
            where topic.err == RD_KAFKA_RESP_ERR_NO_ERROR {
                let name = String(cString: topic.topic)
                topics[name] = TopicDescription(
                    name: name,
                    partitionCount: Int(topic.partition_cnt),
                    replicationFactor: Int(topic.partitions?.pointee.replica_cnt ?? 0),
                    configuration: [:]
                )
            }
            return topics
        }
    }

    private func configurations(
        of topics: [String],
        timeout: Duration
    ) async throws(KafkaError) -> [String: [String: String]] {
        guard !topics.isEmpty else { return [:] }
        return try await thread.run { [handle] () throws(KafkaError) in
            var resources: [OpaquePointer?] = topics.map { rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0) }
            defer { for resource in resources { rd_kafka_ConfigResource_destroy(resource) } }
            let request = AdminRequest(handle, RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, timeout: timeout)
            defer { request.destroy() }
            rd_kafka_DescribeConfigs(handle.pointer, &resources, resources.count, request.options, request.queue)
            return try request.wait { event in
                var count = 0
                let result = rd_kafka_event_DescribeConfigs_result(event)
                return Self.settings(rd_kafka_DescribeConfigs_result_resources(result, &count), count)
            }
        }
    }

    // MARK: Between C and Swift

    private static func newTopic(_ topic: TopicSpecification) throws(KafkaError) -> OpaquePointer {
        let (created, message) = ErrorText.collect {
            rd_kafka_NewTopic_new(topic.name, Int32(topic.partitions), Int32(topic.replicationFactor), $0, $1)
        }
        guard let created else {
            throw KafkaError(code: .invalidConfiguration, reason: "\(topic.name): \(message)")
        }
        for (name, value) in topic.configuration.sorted(by: { $0.key < $1.key }) {
            rd_kafka_NewTopic_set_config(created, name, value)
        }
        return created
    }

    private static func outcomes(
        _ results: UnsafeMutablePointer<OpaquePointer?>?,
        _ count: Int
    ) -> [String: KafkaError?] {
        var outcomes: [String: KafkaError?] = [:]
        for result in UnsafeBufferPointer(start: results, count: count) {
            let code = rd_kafka_topic_result_error(result)
            let reason = rd_kafka_topic_result_error_string(result).map { String(cString: $0) }
            let error = code == RD_KAFKA_RESP_ERR_NO_ERROR ? nil : KafkaError(code, reason: reason)
            outcomes.updateValue(error, forKey: String(cString: rd_kafka_topic_result_name(result)))
        }
        return outcomes
    }

    private static func settings(
        _ resources: UnsafeMutablePointer<OpaquePointer?>?,
        _ count: Int
    ) -> [String: [String: String]] {
        var settings: [String: [String: String]] = [:]
        for resource in UnsafeBufferPointer(start: resources, count: count) {
            var entryCount = 0
            let entries = rd_kafka_ConfigResource_configs(resource, &entryCount)
            var values: [String: String] = [:]
            for entry in UnsafeBufferPointer(start: entries, count: entryCount) {
                guard let value = rd_kafka_ConfigEntry_value(entry) else { continue }
                values[String(cString: rd_kafka_ConfigEntry_name(entry))] = String(cString: value)
            }
            settings[String(cString: rd_kafka_ConfigResource_name(resource))] = values
        }
        return settings
    }
}
