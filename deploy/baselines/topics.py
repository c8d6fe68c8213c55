#!/usr/bin/env python3
"""Makes topics anew: one that is there is deleted first."""

import argparse
import json

from produce_events import create_topic


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bootstrap", default="127.0.0.1:9092")
    parser.add_argument("--partitions", type=int, default=12)
    parser.add_argument("topics", nargs="+")
    options = parser.parse_args()
    for topic in options.topics:
        create_topic(options.bootstrap, topic, options.partitions, replace=True)
    print(json.dumps({"tool": "topics", "topics": options.topics}))


if __name__ == "__main__":
    main()
