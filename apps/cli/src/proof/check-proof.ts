import { rerun, verifyReceipt } from "@boltz/backtest";
import { receiptName, type SigningKey, strategyName } from "@boltz/bundle";
import type { ReceiptPayload } from "@boltz/contract";
import { z } from "zod";
import { refuse } from "../refused.ts";
import { cachedBars, fetchBars } from "../server/bars.ts";
import { printable, type Session } from "../session.ts";

/** What the marketplace says of a bundle's strategy: it ran it, it could not, or it is files of another engine. */
export type Tier = "verified" | "unverified" | "attached";

export interface Proof {
  tier: Tier;
  /** Null where nothing was run again. */
  resultHash: string | null;
}

interface Proved {
  files: ReadonlyMap<string, Uint8Array>;
  specHash: string;
  keys: readonly SigningKey[];
  /** Where bars come from; null takes only what was fetched before. */
  server: string | null;
}

const attachedDocument = z.object({ format: z.literal("boltz.attached/1") });
const readJson = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** Verifies the receipt of a bundle that was verified itself, runs the strategy again and compares the result. Throws where anything differs. */
export const checkProof = async (session: Session, proved: Proved): Promise<Proof> => {
  const document = readJson(proved.files.get(strategyName) ?? new TextEncoder().encode("null"));
  if (attachedDocument.safeParse(document).success) return { tier: "attached", resultHash: null };
  const bytes = proved.files.get(receiptName);
  if (bytes === undefined) return { tier: "unverified", resultHash: null };

  const payload = genuinePayload(readJson(bytes), proved);
  const markets = await barsOf(session, payload, proved.server);
  if (markets === undefined) {
    session.printError("Not run again: the bars are not here, and no server was asked.");
    return { tier: "verified", resultHash: null };
  }
  const run = rerun(document, markets, payload, (share, stage) =>
    session.printError(`${Math.round(share * 100)} % ${stage}`),
  );
  session.print(`signed result ${payload.resultHash}`);
  session.print(`result here   ${run.resultHash ?? "none"}`);
  if (!run.agrees)
    throw refuse(`Run again, the strategy gives something else. ${printable(run.differences.join(" "))}`);
  return { tier: "verified", resultHash: payload.resultHash };
};

const genuinePayload = (candidate: unknown, { keys, specHash }: Proved): ReceiptPayload => {
  const verdicts = keys.map((key) => verifyReceipt(candidate, key.publicKeyPem));
  const genuine = verdicts.find((verdict) => verdict.ok);
  if (genuine?.ok !== true) {
    const reason = verdicts.find((verdict) => !verdict.ok)?.reason ?? "there is no key to check it with";
    throw refuse(`The receipt of the backtest is broken: ${printable(reason)}`);
  }
  if (genuine.payload.specHash !== specHash) throw refuse("The receipt belongs to another strategy.");
  return genuine.payload;
};

const barsOf = async (session: Session, { bars }: ReceiptPayload, server: string | null) => {
  const markets: { symbol: string; bytes: Uint8Array }[] = [];
  for (const wanted of bars) {
    const bytes =
      server === null ? await cachedBars(session, wanted) : await fetchBars(session, server, wanted);
    if (bytes === undefined) return undefined;
    markets.push({ symbol: wanted.symbol, bytes });
  }
  return markets;
};
