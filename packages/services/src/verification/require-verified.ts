import { MarketError, type VersionId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { strategyVersions } from "@boltz/db/schema";
import { eq } from "drizzle-orm";
import { findStandingRun } from "./standing-run.ts";

/**
 * Throws `verification_required` for a version that may not be published: one whose run has not ended
 * well. Files of another engine are never run, and a market without bars cannot be.
 */
export const requireVerified = async (tx: Transaction, versionId: VersionId): Promise<void> => {
  const [version] = await tx
    .select({ kind: strategyVersions.kind })
    .from(strategyVersions)
    .where(eq(strategyVersions.id, versionId));
  if (version?.kind === "attached") return;
  const run = await findStandingRun(tx, versionId);
  if (run?.state !== "passed" && run?.state !== "unavailable") throw new MarketError("verification_required");
};
