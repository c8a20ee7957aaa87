/** Columns, arithmetic and three-valued conditions: fixed Python, over plain lists, so that it runs without pandas too. */
export const pythonSeries = `import math
from collections import deque, namedtuple
from datetime import timedelta

from freqtrade.persistence import Trade
from freqtrade.strategy import DecimalParameter, IntParameter, IStrategy, RealParameter, timeframe_to_minutes

UNKNOWN = float("nan")


class Bars:
    """Closed candles, oldest first. A column is a list with one number for each candle, UNKNOWN where there is none."""

    def __init__(self, frame):
        self.frame = frame
        self.count = len(frame)
        self.read = {}

    def column(self, name, ago=0):
        if name not in self.read:
            self.read[name] = [float(value) for value in self.frame[name].tolist()]
        if ago == 0:
            return self.read[name]
        return ([UNKNOWN] * min(ago, self.count)) + self.read[name][: max(0, self.count - ago)]

    def price(self, field, ago=0):
        if field in ("hl2", "hlc3", "ohlc4") and field not in self.read:
            self.read[field] = self.mean_price(field)
        return self.column(field, ago)

    def mean_price(self, field):
        high, low, close = self.column("high"), self.column("low"), self.column("close")
        if field == "hl2":
            return [(top + bottom) / 2 for top, bottom in zip(high, low)]
        if field == "hlc3":
            return [last + (top - last + (bottom - last)) / 3 for top, bottom, last in zip(high, low, close)]
        rows = zip(self.column("open"), high, low, close)
        return [(first + top + (bottom + last)) / 4 for first, top, bottom, last in rows]

    def number(self, value):
        return [float(value)] * self.count

    def keep(self, name, values):
        self.frame[name] = values

    def keep_each(self, name, outputs):
        for output, values in outputs.items():
            self.frame[name + "." + output] = values


def finite(value):
    return value if value - value == 0 else UNKNOWN


def plus(left, right):
    return [finite(a + b) for a, b in zip(left, right)]


def minus(left, right):
    return [finite(a - b) for a, b in zip(left, right)]


def times(left, right):
    return [finite(a * b) for a, b in zip(left, right)]


def over(left, right):
    return [finite(a / b) if b != 0 else UNKNOWN for a, b in zip(left, right)]


def above(left, right):
    return [True if a > b else False if a <= b else None for a, b in zip(left, right)]


def below(left, right):
    return above(right, left)


def at_least(left, right):
    return [True if a >= b else False if a < b else None for a, b in zip(left, right)]


def at_most(left, right):
    return at_least(right, left)


def crosses_above(left, right):
    now = above(left, right)
    pairs = zip(now, [None] + now)
    return [None if here is None or before is None else here and not before for here, before in pairs]


def crosses_below(left, right):
    return crosses_above(right, left)


def all_of(*parts):
    return [False if False in row else None if None in row else True for row in zip(*parts)]


def any_of(*parts):
    return [True if True in row else None if None in row else False for row in zip(*parts)]


def negated(part):
    return [None if truth is None else not truth for truth in part]
`;
