import type { listCasesInput, ModerationCase } from "@boltz/contract";
import { cases } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { caseViewOf, readOpenCases } from "./case-view.ts";

/** More than a person looks through at once; the rest moves up as these are decided. */
const shownAtOnce = 100;

/** What waits for a moderator, the longest waiting first. */
export const listCases = async ({
  ctx,
  input,
}: Call<z.output<typeof listCasesInput>>): Promise<ModerationCase[]> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const ofKind = input.kind === undefined ? undefined : eq(cases.kind, input.kind);
  const found = await ctx.database.withSnapshot(ctx.actor, (tx) => readOpenCases(tx, ofKind, shownAtOnce));
  return found.map((facts) => caseViewOf(facts, ctx.actor, ctx.now()));
};
