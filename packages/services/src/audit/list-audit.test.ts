import { listAuditInput, type PayoutId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Actor, type Person, system, visitor } from "@boltz/domain";
import { beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { refusal, refusedFields, useVerbs } from "../verbs.fixture.ts";
import { listAudit } from "./list-audit.ts";
import { listAuditActions } from "./list-audit-actions.ts";
import { listAuditForExport } from "./list-audit-for-export.ts";
import { logAudit } from "./log-audit.ts";
import { verifyAudit } from "./verify-audit.ts";

const verbs = useVerbs();

let finance: Person;
let creator: Person;
let payoutId: PayoutId;

const log = (actor: Actor, action: string, detail: Record<string, string> = {}) =>
  verbs()
    .as(actor)
    .database.withActor(actor, (tx) =>
      logAudit(tx, actor, {
        action,
        subjectType: "payout",
        subject: { prefix: "pyt", id: payoutId },
        detail,
      }),
    );

beforeAll(async () => {
  finance = await verbs().person({ role: "finance" });
  creator = await verbs().person({ creator: true });
  for (const action of ["payout_paid", "payout_failed", "payout_paid"]) {
    payoutId = newId("pyt");
    await log(system("settle"), action);
  }
  await log(finance, "payout_retried", { amount: "4.00 USD" });
  await verbs()
    .as(creator)
    .database.withActor(creator, (tx) =>
      logAudit(tx, creator, {
        action: "creator_registered",
        subjectType: "creator",
        subject: { prefix: "usr", id: creator.id },
      }),
    );
});

const ask = (input: z.input<typeof listAuditInput>, actor: Actor = finance) =>
  listAudit({ ctx: verbs().as(actor), input: listAuditInput.parse(input) });
const seqsOf = async (input: z.input<typeof listAuditInput>) =>
  (await ask(input)).items.map(({ seq }) => Number(seq));

describe("the entries that are asked for", () => {
  test("are those of an actor, an action, a subject, or of all three", async () => {
    expect(await seqsOf({})).toEqual([5, 4, 3, 2, 1]);
    expect(await seqsOf({ actor: "system:settle" })).toEqual([3, 2, 1]);
    expect(await seqsOf({ actor: finance.id })).toEqual([4]);
    expect(await seqsOf({ action: "payout_paid" })).toEqual([3, 1]);
    expect(await seqsOf({ action: "payout_" })).toEqual([]);
    expect(await seqsOf({ subject: payoutId })).toEqual([4, 3]);
    expect(await seqsOf({ subject: creator.id })).toEqual([5]);
    expect(await seqsOf({ subject: payoutId, action: "payout_paid", actor: "system:settle" })).toEqual([3]);
    expect(await seqsOf({ subject: newId("lst") })).toEqual([]);
  });

  test("name who acted and on what by their ids, and keep the detail", async () => {
    const [entry] = (await ask({ actor: finance.id })).items;
    expect(entry).toMatchObject({ actor: finance.id, subject: payoutId, detail: { amount: "4.00 USD" } });
  });

  test("are of whole days in UTC, the last one included", async () => {
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    expect(await seqsOf({ from: day(0), to: day(0) })).toHaveLength(5);
    expect(await seqsOf({ from: day(-1) })).toHaveLength(5);
    expect(await seqsOf({ to: day(-1) })).toEqual([]);
    expect(await seqsOf({ from: day(1) })).toEqual([]);
  });

  test("come page by page, none twice and none left out", async () => {
    const first = await ask({ limit: 2, actor: "system:settle" });
    expect(first.items.map(({ seq }) => seq)).toEqual(["3", "2"]);
    const next = await ask({ limit: 2, actor: "system:settle", cursor: first.nextCursor ?? "" });
    expect([next.items.map(({ seq }) => seq), next.nextCursor]).toEqual([["1"], null]);
  });

  test.each([
    [{ actor: "somebody" }, "actor"],
    [{ actor: "usr_short" }, "actor"],
    [{ actor: "system:" }, "actor"],
    [{ subject: "pur_" }, "subject"],
    [{ subject: newId("aud") }, "subject"],
    [{ from: "2026-03-02", to: "2026-03-01" }, "to"],
    [{ cursor: "nonsense" }, "cursor"],
  ])("%j is refused, with the field named", async (input, field) => {
    expect(await refusedFields(ask(input))).toEqual([field]);
  });
});

test("every action is named once, in order", async () => {
  expect(await listAuditActions({ ctx: verbs().as(finance) })).toEqual([
    "creator_registered",
    "payout_failed",
    "payout_paid",
    "payout_retried",
  ]);
});

test("it is for finance and admins, whichever way it is read", async () => {
  const admin = await verbs().person({ role: "admin" });
  expect((await ask({}, admin)).items).toHaveLength(5);
  const refused = [
    creator,
    await verbs().person({ role: "moderator" }),
    { ...finance, suspended: true },
    visitor,
  ];
  const ways = (actor: Actor) => {
    const ctx = verbs().as(actor);
    return [
      ask({}, actor),
      listAuditActions({ ctx }),
      verifyAudit({ ctx }),
      listAuditForExport({ ctx, input: {} }).next(),
    ];
  };
  const codes = await Promise.all(refused.map((actor) => Promise.all(ways(actor).map(refusal))));
  expect(codes).toEqual(
    ["forbidden", "forbidden", "suspended", "unauthenticated"].map((code) => [code, code, code, code]),
  );
});

const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};

test("an export has every byte that the hashes are made of, oldest first", async () => {
  const links = await all(listAuditForExport({ ctx: verbs().as(finance), input: {} }));
  const stored = await verbs().db.stored(
    `SELECT seq::text, id::text, actor_id::text AS "actorId", subject_id::text AS "subjectId", detail::text,
       to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
       actor_label AS "actorLabel", action, subject_type AS "subjectType", prev_hash AS "prevHash", hash
     FROM audit_log ORDER BY audit_log.seq`,
  );
  expect(links).toEqual(stored);
  const some = await all(listAuditForExport({ ctx: verbs().as(finance), input: { actor: "system:settle" } }));
  expect(some.map(({ seq }) => seq)).toEqual(["1", "2", "3"]);
});

test.each([
  ["an address", "ann@example.test"],
  ["a text", "a".repeat(201)],
])("%s is no detail, and the change that would log it does not happen", async (_, value) => {
  await expect(log(system("test"), "payout_paid", { note: value })).rejects.toThrow(/note/);
  expect(await seqsOf({})).toHaveLength(5);
});

test("a person logs in their own name only", async () => {
  const actor = uuidFromId("usr", finance.id);
  const forged = verbs().db.database.withActor(creator, (tx) =>
    logAudit(tx, finance, { action: "x", subjectType: "payout", subject: { prefix: "pyt", id: payoutId } }),
  );
  await expect(forged).rejects.toThrow();
  expect(await verbs().db.stored("SELECT 1 FROM audit_log WHERE actor_id = $1", [actor])).toHaveLength(1);
});
