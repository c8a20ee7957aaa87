# Night drift: holds through the quiet hours, when little is sold.
from freqtrade.strategy import IStrategy
import talib.abstract as ta


class NightDrift(IStrategy):
    INTERFACE_VERSION = 3
    timeframe = "4h"
    can_short = False
    minimal_roi = {"0": 0.05}
    stoploss = -0.08
    startup_candle_count = 60

    def populate_indicators(self, dataframe, metadata):
        dataframe["average"] = ta.SMA(dataframe, timeperiod=60)
        return dataframe

    def populate_entry_trend(self, dataframe, metadata):
        late = dataframe["date"].dt.hour == 20
        dataframe.loc[late & (dataframe["close"] > dataframe["average"]), "enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe, metadata):
        dataframe.loc[dataframe["date"].dt.hour == 8, "exit_long"] = 1
        return dataframe
