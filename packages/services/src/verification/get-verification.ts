import { MarketError, type VerificationView, type verificationInput } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { strategyVersions } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { creatorOfStrategy, versionOrder } from "../strategies/strategy-view.ts";
import { readGate } from "./failed-report.ts";
import { findStandingRun } from "./standing-run.ts";

type Input = z.output<typeof verificationInput>;

/** Where the verification of a version stands, for its author and for moderators; the newest unless one is named. */
export const getVerification = async ({ ctx, input }: Call<Input>): Promise<VerificationView> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    enforcePolicy(person, "strategy.read", { ownerId: await creatorOfStrategy(tx, input.strategyId) });
    const version = await findVersion(tx, input);
    const run = await findStandingRun(tx, version.id);
    return {
      versionId: version.id,
      version: version.version,
      state: version.kind === "attached" ? "attached" : (run?.state ?? "none"),
      progress: run?.progress ?? 0,
      stage: run?.stage ?? "",
      gate: readGate(run?.gate ?? null),
      missingSymbols: run?.missingSymbols ?? [],
      queuedAt: run?.createdAt.toISOString() ?? null,
      finishedAt: run?.finishedAt?.toISOString() ?? null,
    };
  });
};

const findVersion = async (tx: Transaction, { strategyId, version }: Input) => {
  const [row] = await tx
    .select({ id: strategyVersions.id, version: strategyVersions.version, kind: strategyVersions.kind })
    .from(strategyVersions)
    .where(
      and(
        eq(strategyVersions.strategyId, strategyId),
        version === undefined ? undefined : eq(strategyVersions.version, version),
      ),
    )
    .orderBy(desc(versionOrder))
    .limit(1);
  if (row === undefined) throw new MarketError("not_found");
  return row;
};
