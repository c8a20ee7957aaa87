"""Plays freqtrade for generated files: compiles them, and runs them over bars in the order of freqtrade's backtest.

Reads {"files": {name: text}, "fixed": text, "classes": {name: text}, "runs": [{name, className, bars, fee, wallet}]}
and writes {"errors", "runs"}. The classes are those of files that all begin with the fixed text, which is compiled once.
"""

import json
import math
import sys
import types
from datetime import datetime, timedelta, timezone

MINUTES = {"1m": 1, "5m": 5, "15m": 15, "30m": 30, "1h": 60, "4h": 240, "1d": 1440, "1w": 10080}


class Series:
    """As much of a pandas Series as the generated files use."""

    def __init__(self, values):
        self.values = values
        self.iloc = self

    def tolist(self):
        return list(self.values)

    def __getitem__(self, place):
        return Series(self.values[place]) if isinstance(place, slice) else self.values[place]

    def __gt__(self, other):
        return Series([value > other for value in self.values])

    def sum(self):
        return sum(self.values)

    def max(self):
        return max(self.values)

    def min(self):
        return min(self.values)


class Frame:
    def __init__(self, columns, count):
        self.columns = columns
        self.count = count

    def __len__(self):
        return self.count

    def __getitem__(self, name):
        return Series(self.columns[name][: self.count])

    def __setitem__(self, name, values):
        if len(values) != self.count:
            raise ValueError("a column must have a value for each row")
        self.columns[name] = list(values)


class Trade:
    all = []

    @staticmethod
    def get_trades_proxy(*, pair=None, is_open=None):
        return [trade for trade in Trade.all if trade.pair == pair and trade.is_open == is_open]

    def __init__(self, pair, direction, rate, stake, opened, fee):
        self.pair, self.trade_direction, self.is_short = pair, direction, direction == "short"
        self.open_rate, self.amount, self.open_date_utc = rate, stake / rate, opened
        self.fee_open = self.fee_close = fee
        self.is_open, self.close_date_utc, self.exit_reason = True, None, None
        self.stop_loss, self.is_stop_loss_trailing, self.kept = 0.0, False, {}
        Trade.all.append(self)

    def get_custom_data(self, key, default=None):
        return self.kept.get(key, default)

    def set_custom_data(self, key, value):
        self.kept[key] = json.loads(json.dumps(value))

    def value_at(self, rate, opening=False):
        sign = -1 if self.is_short else 1
        return self.amount * rate * (1 + (sign if opening else -sign) * self.fee_open)

    def profit_at(self, rate):
        gained = self.value_at(rate) - self.value_at(self.open_rate, opening=True)
        return -gained if self.is_short else gained

    def ratio_at(self, rate):
        return self.profit_at(rate) / self.value_at(self.open_rate, opening=True)

    def adjust_stop_loss(self, rate, stoploss, initial=False, refresh=False):
        if initial and self.stop_loss != 0:
            return
        level = rate * (1 + abs(stoploss) if self.is_short else 1 - abs(stoploss))
        nearer = level < self.stop_loss if self.is_short else level > self.stop_loss
        if initial or refresh:
            self.stop_loss = level
        elif nearer:
            self.stop_loss, self.is_stop_loss_trailing = level, True


class Parameter:
    def __init__(self, low, high, *, default, space, decimals=None):
        if not low <= default <= high or space not in ("buy", "sell"):
            raise ValueError("a parameter out of its range or space")
        self.value = default if decimals is None else round(default, decimals)


class Exchange:
    """The data provider and the wallet that freqtrade gives to a strategy."""

    def __init__(self, frame, wallet):
        self.frame, self.cash, self.seen = frame, wallet, 0

    def get_analyzed_dataframe(self, pair, timeframe):
        return Frame(self.frame.columns, self.seen), None

    def current_whitelist(self):
        return ["PAIR"]

    def get_total_stake_amount(self):
        return self.cash


def install_freqtrade():
    freqtrade = types.ModuleType("freqtrade")
    strategy = types.ModuleType("freqtrade.strategy")
    persistence = types.ModuleType("freqtrade.persistence")
    strategy.IStrategy = type("IStrategy", (), {})
    strategy.IntParameter = strategy.DecimalParameter = strategy.RealParameter = Parameter
    strategy.timeframe_to_minutes = MINUTES.__getitem__
    persistence.Trade = Trade
    sys.modules.update({"freqtrade": freqtrade, "freqtrade.strategy": strategy, "freqtrade.persistence": persistence})


class Backtest:
    """One pair, in the order of freqtrade's backtest_loop, should_exit, ft_stoploss_adjust and _get_close_rate."""

    def __init__(self, strategy, run):
        bars = run["bars"]
        count = len(bars["close"])
        self.step = timedelta(minutes=MINUTES[strategy.timeframe])
        start = datetime(2020, 1, 6, tzinfo=timezone.utc)
        dates = [start + self.step * bar for bar in range(count)]
        self.frame = Frame({**{name: list(values) for name, values in bars.items()}, "date": dates}, count)
        self.strategy, self.fee = strategy, run["fee"]
        self.exchange = strategy.dp = strategy.wallets = Exchange(self.frame, run["wallet"])
        strategy.populate_indicators(self.frame, {"pair": "PAIR"})
        strategy.populate_entry_trend(self.frame, {"pair": "PAIR"})
        strategy.populate_exit_trend(self.frame, {"pair": "PAIR"})
        self.trade = None
        Trade.all = []

    def trades(self):
        for bar in range(1, len(self.frame)):
            self.exchange.seen = bar
            wanted = self.wanted(bar - 1)
            for _ in (0, 1):
                closed = self.loop(bar, wanted)
                if not self.strategy.can_short or wanted is None or closed is None or closed == wanted:
                    break
        return [self.told(trade) for trade in Trade.all]

    def told(self, trade):
        place = lambda date: None if date is None else self.frame.columns["date"].index(date)
        closed = None if trade.is_open else trade.close_rate
        dates = {"entryBar": place(trade.open_date_utc), "exitBar": place(trade.close_date_utc)}
        rates = {"entryPrice": trade.open_rate, "exitPrice": closed, "quantity": trade.amount}
        return {"side": trade.trade_direction, **dates, **rates, "reason": trade.exit_reason}

    def at(self, name, bar):
        return self.frame.columns.get(name, [0] * len(self.frame))[bar]

    def wanted(self, bar):
        long, short = self.at("enter_long", bar) == 1, self.at("enter_short", bar) == 1
        if long and not (short or self.at("exit_long", bar) == 1):
            return "long"
        return "short" if short and not (long or self.at("exit_short", bar) == 1) else None

    def loop(self, bar, wanted):
        exiting = None if self.trade is None else self.trade.trade_direction
        if self.trade is None and wanted is not None:
            self.enter(bar, wanted)
        if self.trade is not None:
            self.leave(bar)
        return exiting if self.trade is None else None

    def enter(self, bar, side):
        rate, now = self.at("open", bar), self.at("date", bar)
        stake = self.strategy.custom_stake_amount(
            pair="PAIR", current_time=now, current_rate=rate, proposed_stake=self.exchange.cash, min_stake=None,
            max_stake=self.exchange.cash, leverage=1.0, entry_tag=None, side=side,
        )
        confirmed = stake and self.strategy.confirm_trade_entry(
            pair="PAIR", order_type="limit", amount=stake / rate, rate=rate, time_in_force="GTC", current_time=now,
            entry_tag=None, side=side,
        )
        if confirmed:
            self.trade = Trade("PAIR", side, rate, stake, now, self.fee)
            self.trade.adjust_stop_loss(rate, self.strategy.stoploss, initial=True)
            self.adjust_stop(rate, now, after_fill=True)

    def adjust_stop(self, rate, now, after_fill):
        trade = self.trade
        distance = self.strategy.custom_stoploss(
            pair="PAIR", trade=trade, current_time=now, current_rate=rate, current_profit=trade.ratio_at(rate),
            after_fill=after_fill,
        )
        if distance and math.isfinite(distance):
            trade.adjust_stop_loss(rate, distance, refresh=after_fill)

    def leave(self, bar):
        for kind, rate, reason in self.exits(bar):
            if self.at("low", bar) <= rate <= self.at("high", bar):
                trade, self.trade = self.trade, None
                trade.is_open, trade.close_rate, trade.close_date_utc = False, rate, self.at("date", bar)
                trade.exit_reason = reason or kind
                self.exchange.cash += trade.profit_at(rate)
                return

    def exits(self, bar):
        trade, strategy = self.trade, self.strategy
        opened, high, low, now = (self.at(name, bar) for name in ("open", "high", "low", "date"))
        worst, best = (high, low) if trade.is_short else (low, high)
        sign = -1 if trade.is_short else 1
        if sign * (trade.stop_loss - worst) < 0:
            self.adjust_stop(best, now, after_fill=False)
        stopped = sign * (trade.stop_loss - worst) >= 0
        entry, exit_ = (self.at(name + trade.trade_direction, bar - 1) == 1 for name in ("enter_", "exit_"))
        found = []
        if exit_ and not entry:
            found.append(("exit_signal", opened, None))
        else:
            reason = strategy.custom_exit(
                pair="PAIR", trade=trade, current_time=now, current_rate=opened, current_profit=trade.ratio_at(opened)
            )
            if reason:
                found.append(("custom_exit", opened, reason))
        stop_rate = opened if sign * (trade.stop_loss - best) > 0 else trade.stop_loss
        if stopped and not trade.is_stop_loss_trailing:
            found.append(("stop_loss", stop_rate, None))
        roi = strategy.custom_roi(
            pair="PAIR", trade=trade, current_time=now, trade_duration=0, entry_tag=None, side=trade.trade_direction
        )
        if roi is not None and trade.ratio_at(best) > roi:
            found.append(("roi", self.roi_rate(roi, opened, low, high), None))
        if stopped and trade.is_stop_loss_trailing:
            found.append(("trailing_stop_loss", stop_rate, None))
        return found

    def roi_rate(self, roi, opened, low, high):
        trade, sign = self.trade, -1 if self.trade.is_short else 1
        wanted = trade.open_rate * roi + sign * trade.open_rate * (1 + sign * trade.fee_open)
        rate = -wanted / (trade.fee_close - sign)
        is_new = sign * (opened - rate) > 0 and trade.open_date_utc != self.frame.columns["date"][self.exchange.seen]
        return opened if is_new else min(max(rate, low), high)


def compiled(texts, errors):
    codes = {}
    for name, text in texts.items():
        try:
            codes[name] = compile(text, name, "exec")
        except (SyntaxError, ValueError) as error:
            errors[name] = str(error)
    return codes


def main():
    job = json.load(sys.stdin)
    install_freqtrade()
    errors = {}
    compiled({**job["files"], "fixed": job["fixed"]}, errors)
    classes = compiled(job["classes"], errors)
    fixed = {"__name__": "strategy"}
    exec(job["fixed"], fixed)
    runs = []
    for run in job["runs"]:
        module = dict(fixed)
        exec(classes[run["name"]], module)
        played = Backtest(module[run["className"]](), run)
        trades = played.trades()
        own = {name: values for name, values in played.frame.columns.items() if name[:2] in ("i_", "b_", "en", "ex")}
        known = {name: [value if value == value else None for value in values] for name, values in own.items()}
        runs.append({"columns": known, "trades": trades, "name": run["name"]})
    json.dump({"errors": errors, "runs": runs}, sys.stdout)


main()
