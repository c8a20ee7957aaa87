import { useDatabase } from "@boltz/testkit";
import { expect, test } from "vitest";
import { sections } from "./sections.ts";

const db = useDatabase();

/** Columns that name a person whose data the row is not. */
const notAboutThem = {
  "follows.creator_id": "who follows a creator is the follower's own",
  "moderation_appeals.answered_by": "work of our staff",
  "moderation_cases.claimed_by": "work of our staff",
  "moderation_decisions.moderator_id": "work of our staff",
  "payout_reviews.started_by": "work of our staff",
  "reconciliation_differences.explained_by": "work of our staff",
  "refunds.requested_by": "the buyer's own requests are found by the buyer, the others are work of our staff",
};

test("every column that names a person is in the export, or is somebody else's for a reason", async () => {
  const rows = await db().stored<{ name: string }>(
    `SELECT c.conrelid::regclass || '.' || a.attname AS name FROM pg_constraint c
     JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
     WHERE c.contype = 'f' AND c.confrelid = 'users'::regclass ORDER BY 1`,
  );
  const named = rows.map(({ name }) => name);
  expect(named.length).toBeGreaterThan(40);
  const covered = sections.flatMap(({ covers }) => covers);
  expect(named.filter((name) => !covered.includes(name)).toSorted()).toEqual(
    Object.keys(notAboutThem).toSorted(),
  );
  expect(covered.filter((name) => !named.includes(name))).toEqual(["users.id"]);
});

test("no two sections have one name, and none shows what would let somebody in", () => {
  expect(new Set(sections.map(({ name }) => name)).size).toBe(sections.length);
  const columns = sections.flatMap(({ columns: names }) => names);
  for (const secret of ["password", "token", "tokenHash", "secret", "backupCodes", "archive"])
    expect(columns).not.toContain(secret);
});
