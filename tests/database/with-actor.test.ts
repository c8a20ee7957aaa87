import { setTimeout as wait } from "node:timers/promises";
import { asSystem, newId, openDatabase, type Transaction, uuidFromId } from "@boltz/db";
import { strategies } from "@boltz/db/schema";
import type { Person } from "@boltz/domain";
import { seedPerson, useDatabase } from "@boltz/testkit";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

const db = useDatabase();

/** Writes a row under the actor's own identity, in two statements with time between for an accident. */
const writeAs = (database: ReturnType<typeof openDatabase>, actor: Person) =>
  database.withActor(actor, async (tx) => {
    const name = uuidFromId("usr", actor.id);
    await tx.insert(strategies).values({ id: newId("str"), creatorId: actor.id, name });
    await tx.execute(sql`SELECT pg_sleep(0.005)`);
    const { rows } = await tx.execute<{ id: string }>(sql`SELECT app.actor_id()::text AS id`);
    expect(rows).toEqual([{ id: name }]);
    await tx.insert(strategies).values({ id: newId("str"), creatorId: actor.id, name });
  });

test("backends terminated mid-transaction under load: no row lands under another identity, and none is half written", async () => {
  const people = [await seedPerson(db()), await seedPerson(db())];
  const faults: Error[] = [];
  const database = openDatabase({
    url: db().urls.boltz_app,
    max: 4,
    onIdleError: (error) => faults.push(error),
  });
  const until = Date.now() + 4_000;
  const outcomes = { written: 0, refused: 0 };

  const load = async (actor: Person) => {
    while (Date.now() < until) {
      await writeAs(database, actor).then(
        () => {
          outcomes.written += 1;
        },
        () => {
          outcomes.refused += 1;
        },
      );
    }
  };
  const terminate = async () => {
    while (Date.now() < until) {
      await db().stored(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'boltz_app'
           AND datname = current_database() AND application_name = 'boltz' AND state <> 'idle' ORDER BY random() LIMIT 1`,
      );
      await wait(25);
    }
  };
  await Promise.all([...people, ...people].map(load).concat(terminate()));
  await database.close();

  expect(outcomes.written).toBeGreaterThan(20);
  expect(outcomes.refused).toBeGreaterThan(5);
  const strays = await db().stored("SELECT * FROM strategies WHERE name <> creator_id::text");
  expect(strays).toEqual([]);
  const [count] = await db().stored<{ odd: string; rows: string }>(
    "SELECT count(*) FILTER (WHERE n % 2 = 1) AS odd, sum(n) AS rows FROM (SELECT count(*) AS n FROM strategies GROUP BY creator_id) c",
  );
  expect(count?.odd).toBe("0");
  // A commit whose answer was lost is counted as refused by its caller, and is there all the same.
  expect(Number(count?.rows)).toBeGreaterThanOrEqual(outcomes.written * 2);
});

test("a failed transaction leaves nothing, and its connection serves the next", async () => {
  const person = await seedPerson(db());
  await expect(
    db().database.withActor(person, async (tx) => {
      await tx.insert(strategies).values({ id: newId("str"), creatorId: person.id, name: "half" });
      throw new Error("stop");
    }),
  ).rejects.toThrow("stop");
  const rows = await db().database.withActor(person, (tx) => tx.select().from(strategies));
  expect(rows).toEqual([]);
});

const identity = async (tx: Transaction) => {
  const { rows } = await tx.execute<{ id: string | null; role: string }>(
    sql`SELECT app.actor_id()::text AS id, app.actor_role() AS role`,
  );
  return rows[0];
};

test("a part done as the system ends with the part, whether it went through or was refused", async () => {
  const person = await seedPerson(db());
  const own = { id: uuidFromId("usr", person.id), role: "user" };
  await db().database.withActor(person, async (tx) => {
    expect(await asSystem(tx, () => identity(tx))).toEqual({ id: null, role: "system" });
    expect(await identity(tx)).toEqual(own);
    await expect(asSystem(tx, () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
    expect(await identity(tx)).toEqual(own);
  });
});

test("a part done as the system whose statement fails says why, and takes the transaction with it", async () => {
  const person = await seedPerson(db());
  const broken = db().database.withActor(person, (tx) =>
    asSystem(tx, () => tx.execute(sql`SELECT 1 / 0 FROM users`)),
  );
  await expect(broken).rejects.toMatchObject({ cause: { code: "22012" } });
});
