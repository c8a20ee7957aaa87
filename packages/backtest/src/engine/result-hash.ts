import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { valueAt } from "../indicators/rolling.ts";
import { specHash } from "../language/spec-hash.ts";
import type { PortfolioResult } from "./result.ts";

/** Names the rules of docs/engine.md. Whatever could change a result by one bit changes this too. */
export const engineVersion = "boltz-engine/1.0.0";

/**
 * Names a result by its content: SHA-256 of the canonical JSON of all trades and of the hashes of every equity curve
 * (float64, little-endian). Two machines that agree on it agree on every bit.
 */
export function resultHash({ equity, sleeves }: PortfolioResult): string {
  return specHash({
    format: "boltz.result/1",
    engine: engineVersion,
    sleeves: sleeves.map(({ symbol, result }) => ({
      symbol,
      trades: result.trades,
      equitySha256: columnHash(result.equity),
      bars: result.equity.length,
    })),
    equitySha256: columnHash(equity),
  });
}

function columnHash(column: Float64Array): string {
  const view = new DataView(new ArrayBuffer(column.length * 8));
  for (let bar = 0; bar < column.length; bar += 1) view.setFloat64(bar * 8, valueAt(column, bar), true);
  return bytesToHex(sha256(new Uint8Array(view.buffer)));
}
