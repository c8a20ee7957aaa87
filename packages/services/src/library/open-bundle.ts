import { MarketError } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { entitlements, installs, listings, strategyVersions, users } from "@boltz/db/schema";
import { system } from "@boltz/domain";
import { and, eq, isNull } from "drizzle-orm";
import type { Call } from "../context.ts";
import { bundleOfInstall, linkHash } from "./install-bundle.ts";
import { harmful } from "./own-entitlement.ts";

export interface OpenedBundle {
  fileName: string;
  bytes: Uint8Array;
}

/**
 * The bundle behind a download link, which is its own proof of who asks. It may be fetched again while
 * it lives, so that a broken download can be retried, unless the right to it ended meanwhile.
 */
export const openBundle = async ({ ctx, input }: Call<{ token: string }>): Promise<OpenedBundle> => {
  const now = ctx.now();
  const install = await ctx.database.withActor(system("open-bundle"), async (tx) => {
    const found = await findInstall(tx, linkHash(input.token));
    if (found === undefined) throw new MarketError("not_found");
    if (found.expiresAt <= now) throw new MarketError("link_expired");
    if (found.suspendedAt !== null) throw new MarketError("suspended");
    if (found.isHarmful) throw harmful();
    if (found.state !== "active") throw new MarketError("not_entitled");
    await tx
      .update(installs)
      .set({ downloadedAt: now })
      .where(and(eq(installs.id, found.id), isNull(installs.downloadedAt)));
    return { ...found, bytes: await bundleOfInstall(tx, ctx.settings, found) };
  });
  return {
    fileName: `${install.listingId}-${install.version.version}.zip`,
    bytes: install.bytes,
  };
};

const findInstall = async (tx: Transaction, tokenHash: string) => {
  const [row] = await tx
    .select({
      id: installs.id,
      createdAt: installs.createdAt,
      expiresAt: installs.expiresAt,
      listingId: entitlements.listingId,
      state: entitlements.state,
      isHarmful: listings.isHarmful,
      suspendedAt: users.suspendedAt,
      version: {
        id: strategyVersions.id,
        strategyId: strategyVersions.strategyId,
        kind: strategyVersions.kind,
        version: strategyVersions.version,
        document: strategyVersions.document,
        specHash: strategyVersions.specHash,
      },
    })
    .from(installs)
    .innerJoin(entitlements, eq(entitlements.id, installs.entitlementId))
    .innerJoin(listings, eq(listings.id, entitlements.listingId))
    .innerJoin(users, eq(users.id, installs.userId))
    .innerJoin(strategyVersions, eq(strategyVersions.id, installs.versionId))
    .where(eq(installs.tokenHash, tokenHash));
  return row;
};
