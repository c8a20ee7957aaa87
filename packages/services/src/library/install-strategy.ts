import { randomBytes } from "node:crypto";
import { sha256 } from "@boltz/bundle";
import { type InstallOutput, type ListingId, MarketError } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { installs, listingVersions, strategyVersions } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { versionOrder } from "../strategies/strategy-view.ts";
import { bundleOfInstall, linkHash, linkSeconds } from "./install-bundle.ts";
import { ownEntitlement } from "./own-entitlement.ts";

/**
 * Gives somebody who owns a strategy a link to its signed bundle, for an approved version or the
 * latest one, and the digest of exactly the bytes that the link will answer.
 */
export const installStrategy = async ({
  ctx,
  input,
}: Call<{ listingId: ListingId; version?: string | undefined }>): Promise<InstallOutput> => {
  enforcePolicy(ctx.actor, "bundle.install");
  const person = personOf(ctx.actor);
  const { listingId } = input;
  const entitlementId = await ownEntitlement(ctx, person, listingId);
  const token = randomBytes(32).toString("base64url");
  const createdAt = ctx.now();
  const expiresAt = new Date(createdAt.getTime() + linkSeconds * 1_000);

  const { version, bundle } = await ctx.database.withActor(person, async (tx) => {
    const approved = await approvedVersion(tx, listingId, input.version);
    await tx.insert(installs).values({
      id: newId("ins"),
      entitlementId,
      userId: person.id,
      versionId: approved.id,
      tokenHash: linkHash(token),
      createdAt,
      expiresAt,
    });
    const bundle = await bundleOfInstall(tx, ctx.settings, { listingId, createdAt, version: approved });
    return { version: approved.version, bundle };
  });
  return {
    bundleUrl: `${ctx.settings.publicUrl}/bundles/${token}`,
    expiresAt: expiresAt.toISOString(),
    version,
    bundleSha256: sha256(bundle),
  };
};

const approvedVersion = async (tx: Transaction, listingId: ListingId, wanted: string | undefined) => {
  const [version] = await tx
    .select({
      id: strategyVersions.id,
      strategyId: strategyVersions.strategyId,
      version: strategyVersions.version,
      kind: strategyVersions.kind,
      document: strategyVersions.document,
      specHash: strategyVersions.specHash,
    })
    .from(listingVersions)
    .innerJoin(strategyVersions, eq(strategyVersions.id, listingVersions.versionId))
    .where(
      and(
        eq(listingVersions.listingId, listingId),
        wanted === undefined ? undefined : eq(strategyVersions.version, wanted),
      ),
    )
    .orderBy(desc(versionOrder))
    .limit(1);
  if (version === undefined) {
    if (wanted === undefined) throw new MarketError("not_found");
    throw new MarketError("not_found", { message: `This strategy has no version ${wanted}.` });
  }
  return version;
};
