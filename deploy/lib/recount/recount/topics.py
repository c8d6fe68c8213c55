"""Events from the topics themselves; needs confluent-kafka, which nothing else here does."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator

from .reading import Event, event

OWNERS = ("jisr.intake.case-", "jisr.services.service-", "jisr.partnerships.partnership-")


def events(bootstrap: str) -> Iterator[Event]:
    """Everything that statistics counts persons from, from the beginning to where the topics end now."""
    from confluent_kafka import Consumer, TopicPartition

    settings = {
        "bootstrap.servers": bootstrap,
        "group.id": f"jisr.recount.{uuid.uuid4()}",
        "enable.auto.commit": False,
    }
    consumer = Consumer(settings)
    ends: dict[tuple[str, int], int] = {}
    for name, topic in consumer.list_topics(timeout=30).topics.items():
        if not name.startswith(OWNERS):
            continue
        for partition in topic.partitions:
            low, high = consumer.get_watermark_offsets(TopicPartition(name, partition), timeout=30)
            if high > low:
                ends[name, partition] = high
    consumer.assign([TopicPartition(name, partition, 0) for name, partition in ends])
    while ends:
        message = consumer.poll(30)
        if message is None:
            raise TimeoutError(f"{bootstrap} gave nothing for 30 seconds")
        if message.error():
            raise RuntimeError(str(message.error()))
        headers = {name: value.decode() for name, value in message.headers() or []}
        if "ce_type" in headers and message.value():
            yield event(headers, json.loads(message.value()))
        place = (message.topic(), message.partition())
        if place in ends and message.offset() + 1 >= ends[place]:
            del ends[place]
    consumer.close()
