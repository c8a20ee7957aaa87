import { users } from "@boltz/db/schema";
import { seedPerson, useDatabase } from "@boltz/testkit";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

const db = useDatabase();

test("a statement is planned once for each connection, and still sees who acts", async () => {
  const [ann, ben] = [await seedPerson(db()), await seedPerson(db())];
  const own = async (actor: typeof ann, asked: typeof ann) =>
    db().database.withActor(actor, (tx) =>
      tx.select({ id: users.id }).from(users).where(eq(users.id, asked.id)),
    );
  for (let round = 0; round < 12; round += 1) {
    expect(await own(ann, ann)).toEqual([{ id: ann.id }]);
    expect(await own(ben, ann)).toEqual([]);
  }
  const kept = await db().database.withActor(ann, async (tx) => {
    const text = '%from "users" where%';
    const { rows } = await tx.execute<{ count: number; used: string }>(
      sql`select count(*)::int as count, sum(generic_plans + custom_plans) as used from pg_prepared_statements where statement like ${text}`,
    );
    return rows[0];
  });
  expect(kept?.count).toBe(1);
  expect(Number(kept?.used)).toBeGreaterThan(12);
});

test("what has no values, or more than one statement, is sent as it is", async () => {
  const person = await seedPerson(db());
  const answered = await db().database.withActor(person, (tx) =>
    tx.execute(sql.raw("select 1 as one; select 2 as two")),
  );
  expect(Array.isArray(answered)).toBe(true);
});

test("a statement that failed can be used again", async () => {
  const person = await seedPerson(db());
  const divide = (by: number) =>
    db().database.withActor(person, (tx) =>
      tx.execute<{ result: number }>(sql`select (10 / ${by}::int) as result`),
    );
  await expect(divide(0)).rejects.toThrow();
  expect((await divide(5)).rows).toEqual([{ result: 2 }]);
});
