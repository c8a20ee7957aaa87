# Dip ladder: buys hourly dips of two large coins, and leaves in steps.
from freqtrade.strategy import IStrategy
import talib.abstract as ta


class DipLadder(IStrategy):
    INTERFACE_VERSION = 3
    timeframe = "1h"
    can_short = False
    minimal_roi = {"0": 0.03, "240": 0.02, "720": 0.008}
    stoploss = -0.06
    startup_candle_count = 200

    def populate_indicators(self, dataframe, metadata):
        dataframe["rsi"] = ta.RSI(dataframe, timeperiod=14)
        dataframe["tide"] = ta.EMA(dataframe, timeperiod=200)
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        dataframe.loc[
            (dataframe["rsi"] < 27) & (dataframe["close"] > dataframe["tide"] * 0.95), "enter_long"
        ] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        dataframe.loc[(dataframe["rsi"] > 68), "exit_long"] = 1
        return dataframe
