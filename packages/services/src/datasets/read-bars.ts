import { barBytes } from "@boltz/backtest";
import type { DatasetId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { bars } from "@boltz/db/schema";
import { and, asc, eq, lt } from "drizzle-orm";

/** The first `count` bars of a dataset in the encoded form. Throws a RangeError where there are not as many. */
export const readBars = async (tx: Transaction, datasetId: DatasetId, count: number): Promise<Uint8Array> => {
  const parts = await tx
    .select({ data: bars.data })
    .from(bars)
    .where(and(eq(bars.datasetId, datasetId), lt(bars.firstBar, count)))
    .orderBy(asc(bars.firstBar));
  return joinParts(
    parts.map(({ data }) => data),
    count,
  );
};

/** One piece of memory of its own, which can be handed to another thread. */
export const joinParts = (parts: readonly Uint8Array[], count: number): Uint8Array<ArrayBuffer> => {
  const joined = new Uint8Array(count * barBytes);
  let filled = 0;
  for (const part of parts) {
    const wanted = part.subarray(0, joined.length - filled);
    joined.set(wanted, filled);
    filled += wanted.length;
  }
  if (filled < joined.length) throw new RangeError(`there are only ${filled / barBytes} bars`);
  return joined;
};
