import type { EncodedMarket, Rerun } from "@boltz/backtest";
import type { ReceiptPayload, StrategyDocument } from "@boltz/contract";

export interface RerunRequest {
  document: StrategyDocument;
  payload: ReceiptPayload;
}

/** `offline`: no answer came. `gone`: these bars are not kept any more. `broken`: it could not be run here. */
export type RerunFailure = "offline" | "gone" | "broken";

export type RerunMessage =
  | { kind: "progress"; share: number; stage: string }
  | { kind: "done"; outcome: Rerun }
  | { kind: "failed"; reason: RerunFailure };

type Downloaded = { ok: true; markets: EncodedMarket[] } | { ok: false; reason: RerunFailure };

/** Six numbers of eight bytes each. */
const bytesPerBar = 48;

/** Fetches the very bars that a receipt names. Says how much has come as a share of all, 0 to 1. */
export async function downloadBars(
  { bars }: Pick<ReceiptPayload, "bars">,
  onShare: (share: number) => void,
): Promise<Downloaded> {
  const expected = bars.reduce((sum, { count }) => sum + count * bytesPerBar, 0);
  const markets: EncodedMarket[] = [];
  let before = 0;
  for (const { symbol, datasetId, count } of bars) {
    const done = before;
    const part = await downloadMarket(`/bars/${datasetId}/${count}`, (bytes) =>
      onShare(Math.min(1, (done + bytes) / expected)),
    );
    if (!part.ok) return part;
    before += part.bytes.length;
    markets.push({ symbol, bytes: part.bytes });
  }
  return { ok: true, markets };
}

type DownloadedMarket = { ok: true; bytes: Uint8Array } | { ok: false; reason: RerunFailure };

async function downloadMarket(address: string, onBytes: (bytes: number) => void): Promise<DownloadedMarket> {
  try {
    const response = await fetch(address);
    if (response.status === 404 || response.status === 410) return { ok: false, reason: "gone" };
    if (!response.ok || response.body === null) return { ok: false, reason: "offline" };
    const parts: Uint8Array[] = [];
    let length = 0;
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      length += value.length;
      onBytes(length);
    }
    return { ok: true, bytes: joined(parts, length) };
  } catch {
    return { ok: false, reason: "offline" };
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let place = 0;
  for (const part of parts) {
    bytes.set(part, place);
    place += part.length;
  }
  return bytes;
}
