/** Entries, sizes and exits by freqtrade's callbacks: fixed Python, which reads only what the generated class declares. */
export const pythonConduct = `

Side = namedtuple("Side", "entry exit stop target trailing_stop max_bars")
Sizing = namedtuple("Sizing", "method percent root_of_year")


class Percent(namedtuple("Percent", "percent")):
    """A distance in percent of a price."""

    column = None

    def in_price(self, price, ranges):
        return price * self.percent / 100


class Ranges(namedtuple("Ranges", "multiple column")):
    """A distance in average true ranges, as they stood when the entry was decided."""

    def in_price(self, price, ranges):
        return self.multiple * ranges.get(self.column, UNKNOWN)


class Conduct:
    """How positions are entered, sized and left. It is the same in every file of this kind."""

    INTERFACE_VERSION = 3
    minimal_roi = {}
    stoploss = -0.99
    trailing_stop = False
    use_custom_stoploss = True
    use_custom_roi = True
    use_exit_signal = True
    exit_profit_only = False
    ignore_roi_if_entry_signal = False
    position_adjustment_enable = False
    process_only_new_candles = True
    exits_by_rule = ("exit_signal", "boltz_exit", "boltz_max_bars")

    def populate_indicators(self, dataframe, metadata):
        self.measure(Bars(dataframe))
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        bars = Bars(dataframe)
        sides = self.sides()
        truths = {name: side.entry(bars) for name, side in sides.items()}
        for name, side in sides.items():
            needed = [bars.column(column) for column in self.needed(side)]
            others = [truths[other] for other in sides if other != name] or [[None] * bars.count]
            dataframe["enter_" + name] = [
                int(truths[name][bar] is True and others[0][bar] is not True and all(c[bar] == c[bar] for c in needed))
                for bar in range(bars.count)
            ]
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        bars = Bars(dataframe)
        for name, side in self.sides().items():
            exits = [truth is True for truth in side.exit(bars)] if side.exit else [False] * bars.count
            entries = bars.column("enter_" + name)
            dataframe["b_exit_" + name] = [int(leave) for leave in exits]
            dataframe["exit_" + name] = [int(leave and enter != 1) for leave, enter in zip(exits, entries)]
        return dataframe

    def needed(self, side):
        distances = [side.stop, side.target, side.trailing_stop]
        columns = [distance.column for distance in distances if distance is not None and distance.column]
        return columns + (["b_deviation"] if self.sizing().method == "volatilityTarget" else [])

    def leverage(self, pair, current_time, current_rate, proposed_leverage, max_leverage, entry_tag, side, **kwargs):
        return 1.0

    def custom_stake_amount(
        self, pair, current_time, current_rate, proposed_stake, min_stake, max_stake, leverage, entry_tag, side,
        **kwargs,
    ):
        frame, rules, sizing = self.candles(pair), self.sides().get(side), self.sizing()
        if rules is None or len(frame) == 0:
            return 0.0
        equity = self.wallets.get_total_stake_amount() / max(1, len(self.dp.current_whitelist()))
        whole = equity / (1 + self.commission)
        fraction = sizing.percent / 100
        if sizing.method == "fixedFraction":
            stake = whole * fraction
        elif sizing.method == "riskPerTrade":
            risk = rules.stop.in_price(current_rate, self.ranges_at(frame, rules, len(frame) - 1))
            stake = min(equity * fraction / risk * current_rate, whole) if risk != 0 else whole
        else:
            realised = float(frame["b_deviation"].iloc[-1]) * sizing.root_of_year
            stake = whole * min(1.0, fraction / realised) if realised != 0 else whole
        return min(stake, max_stake) if stake == stake else 0.0

    def confirm_trade_entry(
        self, pair, order_type, amount, rate, time_in_force, current_time, entry_tag, side, **kwargs
    ):
        """After a stop or a target nothing is entered in the same candle; an exit by rule may be followed at once."""
        frame = self.candles(pair)
        opened = frame["date"].iloc[-1] + self.candle_time() if len(frame) > 0 else current_time
        closed = Trade.get_trades_proxy(pair=pair, is_open=False)
        return all(trade.close_date_utc < opened or trade.exit_reason in self.exits_by_rule for trade in closed)

    def custom_exit(self, pair, trade, current_time, current_rate, current_profit, **kwargs):
        frame, rules = self.candles(pair), self.sides().get(trade.trade_direction)
        if rules is None or len(frame) == 0:
            return None
        held = self.held(frame, trade)
        if held > 0 and frame["b_exit_" + trade.trade_direction].iloc[-1] == 1:
            return "boltz_exit"
        if rules.max_bars is not None and held >= rules.max_bars:
            return "boltz_max_bars"
        sign = -1.0 if trade.is_short else 1.0
        level, reason = self.stop_of(pair, trade)
        if sign * (current_rate - level) <= 0:
            return reason
        if sign * (current_rate - self.target_of(pair, trade)) >= 0:
            return "boltz_target"
        return None

    def custom_stoploss(self, pair, trade, current_time, current_rate, current_profit, after_fill, **kwargs):
        level, _ = self.stop_of(pair, trade)
        sign = -1.0 if trade.is_short else 1.0
        if not (level > 0 and sign * (current_rate - level) > 0):
            return None
        # freqtrade calls a stop that moved at all a trailing one, and takes it after the target.
        if not after_fill and sign * (level / trade.stop_loss - 1) <= 1e-9:
            return None
        return abs(level / current_rate - 1)

    def custom_roi(self, pair, trade, current_time, trade_duration, entry_tag, side, **kwargs):
        target = self.target_of(pair, trade)
        if not target > 0:
            return None
        sign = -1.0 if trade.is_short else 1.0
        paid = trade.open_rate * (1 + sign * trade.fee_open)
        return sign * (target * (1 - sign * trade.fee_close) / paid - 1)

    def candles(self, pair):
        return self.dp.get_analyzed_dataframe(pair, self.timeframe)[0]

    def candle_time(self):
        return timedelta(minutes=timeframe_to_minutes(self.timeframe))

    def held(self, frame, trade):
        """Closed candles since the entry, with the one in which it was filled."""
        return int((frame["date"] > trade.open_date_utc - self.candle_time()).sum())

    def stop_of(self, pair, trade):
        """The nearer of stop and trailing stop; the best price is that of closed candles, so it moves once a candle."""
        rules = self.sides().get(trade.trade_direction)
        if rules is None or (rules.stop is None and rules.trailing_stop is None):
            return UNKNOWN, "boltz_stop"
        sign = -1.0 if trade.is_short else 1.0
        ranges = self.ranges_of(pair, trade, rules)
        level, reason = UNKNOWN, "boltz_stop"
        if rules.stop is not None:
            level = trade.open_rate - sign * rules.stop.in_price(trade.open_rate, ranges)
        if rules.trailing_stop is not None:
            best = self.best_of(pair, trade)
            trailing = best - sign * rules.trailing_stop.in_price(best, ranges)
            if level != level or sign * (trailing - level) > 0:
                level, reason = trailing, "boltz_trailing_stop"
        return level, reason

    def best_of(self, pair, trade):
        frame = self.candles(pair)
        held = self.held(frame, trade)
        if held == 0:
            return trade.open_rate
        if trade.is_short:
            return min(trade.open_rate, float(frame["low"].iloc[-held:].min()))
        return max(trade.open_rate, float(frame["high"].iloc[-held:].max()))

    def target_of(self, pair, trade):
        rules = self.sides().get(trade.trade_direction)
        if rules is None or rules.target is None:
            return UNKNOWN
        sign = -1.0 if trade.is_short else 1.0
        return trade.open_rate + sign * rules.target.in_price(trade.open_rate, self.ranges_of(pair, trade, rules))

    def ranges_of(self, pair, trade, rules):
        """The signal candle leaves freqtrade's window one day; so what it said is kept with the trade."""
        if not any(distance is not None and distance.column for distance in rules[2:5]):
            return {}
        ranges = trade.get_custom_data("boltz_ranges")
        if ranges is None:
            frame = self.candles(pair)
            ranges = self.ranges_at(frame, rules, len(frame) - self.held(frame, trade) - 1)
            if ranges:
                trade.set_custom_data("boltz_ranges", ranges)
        return ranges

    def ranges_at(self, frame, rules, place):
        if place < 0:
            return {}
        columns = [distance.column for distance in rules[2:5] if distance is not None and distance.column]
        return {column: float(frame[column].iloc[place]) for column in columns}
`;
