/** The engine's indicators, step by step as it takes them, so that both round alike; fixed Python over plain lists. */
export const pythonIndicators = `

def near_base(values, start):
    near = values[0 if start == 0 else start - 1]
    return near if near == near else 0.0


def sma(values, length):
    if length == 1:
        return list(values)
    count = len(values)
    means = [UNKNOWN] * count
    tail = [0.0] * (length + 1)
    for start in range(0, count, length):
        base = near_base(values, start)
        total = 0.0
        for place in range(length - 1, 0, -1) if start > 0 else ():
            total += values[start - length + place] - base
            tail[place] = total
        total = 0.0
        for place in range(min(length, count - start)):
            total += values[start + place] - base
            if start > 0 or place == length - 1:
                means[start + place] = base + (tail[place + 1] + total) / length
    return means


def vwap(bars, length):
    values, weights, count = bars.price("hlc3"), bars.column("volume"), bars.count
    if length == 1:
        return [value if weight > 0 else UNKNOWN for value, weight in zip(values, weights)]
    means = [UNKNOWN] * count
    tail = [0.0] * (length + 1)
    tail_weight = [0.0] * (length + 1)
    for start in range(0, count, length):
        base = near_base(values, start)
        total = weight = 0.0
        for place in range(length - 1, 0, -1) if start > 0 else ():
            bar = start - length + place
            weight += weights[bar]
            total += (values[bar] - base) * weights[bar]
            tail[place], tail_weight[place] = total, weight
        total = weight = 0.0
        for place in range(min(length, count - start)):
            bar = start + place
            weight += weights[bar]
            total += (values[bar] - base) * weights[bar]
            whole = tail_weight[place + 1] + weight
            if (start > 0 or place == length - 1) and whole > 0:
                means[bar] = base + (tail[place + 1] + total) / whole
    return means


def deviation(values, length, freedom):
    count = len(values)
    deviations = [UNKNOWN] * count
    tail_mean = [0.0] * (length + 1)
    tail_squares = [0.0] * (length + 1)
    for start in range(0, count, length):
        mean = squares = 0.0
        for place in range(length - 1, 0, -1) if start > 0 else ():
            off = values[start - length + place] - mean
            mean += off / (length - place)
            squares += off * (values[start - length + place] - mean)
            tail_mean[place], tail_squares[place] = mean, squares
        mean = squares = 0.0
        for place in range(min(length, count - start)):
            off = values[start + place] - mean
            mean += off / (place + 1)
            squares += off * (values[start + place] - mean)
            if start == 0 and place < length - 1:
                continue
            before = length - 1 - place
            apart = 0.0 if before == 0 else mean - tail_mean[place + 1]
            both = squares + tail_squares[place + 1] + apart * apart * before * (place + 1) / length
            deviations[start + place] = math.sqrt(both / (length - freedom))
    return deviations


def close_deviation(bars, lookback):
    close = bars.column("close")
    pairs = zip([UNKNOWN] + close, close)
    return deviation([now / before - 1 if before != 0 else UNKNOWN for before, now in pairs], lookback, 1)


def mean_of(values, first, count):
    base = values[first]
    total = 0.0
    for value in values[first : first + count]:
        total += value - base
    return base + total / count


def ema(values, length):
    if length == 1:
        return list(values)
    result = [UNKNOWN] * len(values)
    known = next((bar for bar, value in enumerate(values) if value == value), len(values))
    first = known + length - 1
    if first >= len(values):
        return result
    mean = mean_of(values, known, length)
    result[first] = mean
    share = 2 / (length + 1)
    for bar in range(first + 1, len(values)):
        mean += share * (values[bar] - mean)
        result[bar] = mean
    return result


def rsi(values, length):
    result = [UNKNOWN] * len(values)
    gain = loss = 0.0
    for bar in range(1, len(values)):
        change = values[bar] - values[bar - 1]
        up, down = max(change, 0.0), max(-change, 0.0)
        if bar <= length:
            gain += up / length
            loss += down / length
        else:
            gain += (up - gain) / length
            loss += (down - loss) / length
        if bar >= length:
            result[bar] = 50.0 if gain + loss == 0 else 100 * gain / (gain + loss)
    return result


def roc(values, length):
    pairs = zip([0.0] * length + values, values)
    return [100 * (now - before) / before if before != 0 else UNKNOWN for before, now in pairs]


def macd(values, fast, slow, signal):
    line = [a - b for a, b in zip(ema(values, fast), ema(values, slow))]
    average = ema(line, signal)
    return {"macd": line, "signal": average, "histogram": [a - b for a, b in zip(line, average)]}


def bollinger(values, length, deviations):
    middle = sma(values, length)
    widths = [deviations * width for width in deviation(values, length, 0)]
    return {
        "upper": [mean + width for mean, width in zip(middle, widths)],
        "middle": middle,
        "lower": [mean - width for mean, width in zip(middle, widths)],
    }


def extreme(values, length, sign):
    result = [UNKNOWN] * len(values)
    queue = deque()
    for bar, value in enumerate(values):
        if queue and queue[0] <= bar - length:
            queue.popleft()
        while queue and sign * values[queue[-1]] <= sign * value:
            queue.pop()
        queue.append(bar)
        if bar >= length - 1:
            result[bar] = values[queue[0]]
    return result


def donchian(bars, length):
    upper, lower = extreme(bars.column("high"), length, 1), extreme(bars.column("low"), length, -1)
    return {"upper": upper, "middle": [(a + b) / 2 for a, b in zip(upper, lower)], "lower": lower}


def stochastic(bars, length, smooth_k, smooth_d):
    highest, lowest = extreme(bars.column("high"), length, 1), extreme(bars.column("low"), length, -1)
    rows = zip(highest, lowest, bars.column("close"))
    raw = [100 * (last - low) / (high - low) if high - low > 0 else UNKNOWN for high, low, last in rows]
    k = sma(raw, smooth_k)
    return {"k": k, "d": sma(k, smooth_d)}


def true_ranges(bars):
    high, low, close = bars.column("high"), bars.column("low"), bars.column("close")
    rows = zip(high[1:], low[1:], close)
    return [UNKNOWN] + [max(top, before) - min(bottom, before) for top, bottom, before in rows]


def atr(bars, length):
    result = [UNKNOWN] * bars.count
    if bars.count <= length:
        return result
    ranges = true_ranges(bars)
    if length == 1:
        return ranges
    mean = mean_of(ranges, 1, length)
    result[length] = mean
    for bar in range(length + 1, bars.count):
        mean += (ranges[bar] - mean) / length
        result[bar] = mean
    return result


def adx(bars, length):
    high, low, ranges = bars.column("high"), bars.column("low"), true_ranges(bars)
    result = {name: [UNKNOWN] * bars.count for name in ("adx", "plusDi", "minusDi")}
    rise = fall = span = mean = 0.0
    for bar in range(1, bars.count):
        up, down = high[bar] - high[bar - 1], low[bar - 1] - low[bar]
        kept = 1 if bar < length else (length - 1) / length
        rise = rise * kept + (up if up > 0 and up > down else 0.0)
        fall = fall * kept + (down if down > 0 and down > up else 0.0)
        span = span * kept + ranges[bar]
        if bar < length:
            continue
        directed = span > 0 and rise + fall > 0
        index = 100 * abs(rise - fall) / (rise + fall) if directed else 0.0
        if bar < 2 * length:
            mean += index / length
        elif directed:
            mean += (index - mean) / length
        result["plusDi"][bar] = 100 * rise / span if span > 0 else 0.0
        result["minusDi"][bar] = 100 * fall / span if span > 0 else 0.0
        if bar >= 2 * length - 1:
            result["adx"][bar] = mean
    return result


def obv(bars):
    close, volume = bars.column("close"), bars.column("volume")
    result = [0.0] * bars.count
    for bar in range(1, bars.count):
        change = close[bar] - close[bar - 1]
        moved = volume[bar] if change > 0 else -volume[bar] if change < 0 else 0.0
        result[bar] = result[bar - 1] + moved
    return result
`;
