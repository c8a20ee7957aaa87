import { canonicalBytes, checkStrategy, freqtradeFiles } from "@boltz/backtest";
import { type BundleContents, receiptName, strategyName } from "@boltz/bundle";
import { type ListingId, receipt } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { attachedFiles, backtestRuns, type strategyVersions } from "@boltz/db/schema";
import { and, desc, eq, lte } from "drizzle-orm";

export type InstalledVersion = Pick<
  typeof strategyVersions.$inferSelect,
  "id" | "strategyId" | "version" | "kind" | "document" | "specHash"
>;

interface Install {
  listingId: ListingId;
  version: InstalledVersion;
  /** Receipts that came later are left out, so that one install always gives the same files. */
  createdAt: Date;
}

/** Everything that a bundle of a version holds, by file name. */
export const filesOfVersion = async (tx: Transaction, install: Install): Promise<BundleContents["files"]> => {
  const { version } = install;
  const document = new TextEncoder().encode(version.document);
  const others =
    version.kind === "attached" ? await filesAttached(tx, version) : await filesDeclared(tx, install);
  return new Map([[strategyName, document], ...others]);
};

const filesAttached = async (tx: Transaction, { id }: InstalledVersion): Promise<[string, Uint8Array][]> => {
  const rows = await tx
    .select({ name: attachedFiles.name, data: attachedFiles.data })
    .from(attachedFiles)
    .where(eq(attachedFiles.versionId, id));
  return rows.map(({ name, data }) => [name, new Uint8Array(data)]);
};

const filesDeclared = async (
  tx: Transaction,
  { listingId, version, createdAt }: Install,
): Promise<[string, Uint8Array][]> => {
  const signed = await findReceipt(tx, version.id, createdAt);
  const checked = checkStrategy(JSON.parse(version.document));
  if (!checked.ok) return signed;
  const { strategyFile, paramsFile } = freqtradeFiles({
    strategy: checked.strategy,
    listingId,
    version: version.version,
    specHash: version.specHash,
  });
  const text = new TextEncoder();
  return [
    ...signed,
    [strategyFile.name, text.encode(strategyFile.text)],
    [paramsFile.name, text.encode(paramsFile.text)],
  ];
};

const findReceipt = async (
  tx: Transaction,
  versionId: InstalledVersion["id"],
  until: Date,
): Promise<[string, Uint8Array][]> => {
  const [run] = await tx
    .select({ receipt: backtestRuns.receipt })
    .from(backtestRuns)
    .where(
      and(
        eq(backtestRuns.versionId, versionId),
        eq(backtestRuns.state, "passed"),
        lte(backtestRuns.finishedAt, until),
      ),
    )
    .orderBy(desc(backtestRuns.id))
    .limit(1);
  return run === undefined ? [] : [[receiptName, canonicalBytes(receipt.parse(run.receipt))]];
};
