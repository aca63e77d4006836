"""Turns the lab's clock: it stands still unless the script sleeps, and then it goes on by that time without anybody waiting for it.

Only where the test hands over such a clock (TurnedClock); elsewhere a script sleeps as usual.
"""
import os
import time

CLOCK = os.environ.get("PRIVATEAPI_LAB_CLOCK")


def turn(seconds):
    with open(CLOCK, "ab") as steps:
        steps.write(b"." * max(1, round(seconds * 100)))


if CLOCK:
    time.sleep = turn
