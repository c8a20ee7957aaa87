import type { Currency, ListingWords, StrategyId, VersionId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { strategyVersions } from "@boltz/db/schema";
import { moneyText } from "@boltz/domain";
import { desc, eq } from "drizzle-orm";
import { describeDocument } from "../listings/get-listing-rules.ts";
import { versionOrder } from "../strategies/strategy-view.ts";

/** A copy of a listing, the working one or the public one. */
interface ListingCopy {
  title: string;
  summary: string;
  description: string;
  tags: string[];
  priceMinor: bigint;
  currency: Currency;
  refundDays: number;
  versionId: VersionId | null;
}

interface VersionWords {
  id: VersionId;
  version: string;
  changelog: string;
  document: string;
}

/** A copy's version, or its strategy's newest where it names none yet. */
export const readVersion = async (
  tx: Transaction,
  { versionId, strategyId }: { versionId: VersionId | null; strategyId: StrategyId },
): Promise<VersionWords | null> => {
  const [version] = await tx
    .select({
      id: strategyVersions.id,
      version: strategyVersions.version,
      changelog: strategyVersions.changelog,
      document: strategyVersions.document,
    })
    .from(strategyVersions)
    .where(
      versionId === null ? eq(strategyVersions.strategyId, strategyId) : eq(strategyVersions.id, versionId),
    )
    .orderBy(desc(versionOrder))
    .limit(1);
  return version ?? null;
};

/** Everything that a copy says, in the words in which two of them are compared. */
export const wordsOf = (copy: ListingCopy, version: VersionWords | null): ListingWords => ({
  title: copy.title,
  summary: copy.summary,
  description: copy.description,
  tags: copy.tags,
  price: moneyText(copy.priceMinor, copy.currency),
  refundDays: copy.refundDays,
  version: version?.version ?? null,
  changelog: version?.changelog ?? "",
  rules: version === null ? [] : describeDocument(version.document),
});
