import { type Role, wireError } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { type Person, pseudonymOf, system } from "@boltz/domain";
import { seedPerson, type TestDatabase } from "@boltz/testkit";
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import { openPayoutAccount } from "../testing/money.fixture.ts";
import type { TestMarketplace } from "../testing/start-test-marketplace.fixture.ts";
import { type Case, ok, people, type Who } from "./role-matrix-rows.fixture.ts";

const seeds: Record<
  Exclude<Who, "visitor">,
  { role?: Exclude<Role, "creator">; creator?: boolean; verified?: boolean }
> = {
  unverified: { verified: false },
  buyer: {},
  creator: { creator: true },
  owner: { creator: true },
  moderator: { role: "moderator" },
  finance: { role: "finance" },
  admin: { role: "admin" },
  suspended: { creator: true },
  erased: {},
};

const session = z.object({ token: z.string() });

const failure = z.object({ error: z.object({ data: wireError }) });

/** One session for each kind of person, and what they get with it. */
export const useRoles = (market: () => TestMarketplace & { db: TestDatabase }) => {
  let tables: { name: string }[] | undefined;
  const signedInPeople = new Map<Who, { person: Person; token: string }>();

  const personOf = (who: Who): Person => {
    const found = signedInPeople.get(who);
    if (found === undefined) throw new Error(`${who} is not signed in`);
    return found.person;
  };

  const signInAll = async () => {
    const { internalAdapter } = await market().auth.$context;
    for (const who of people) {
      if (who === "visitor") continue;
      const person = await seedPerson(market().db, seeds[who]);
      const { token } = session.parse(await internalAdapter.createSession(person.id));
      signedInPeople.set(who, { person, token });
    }
  };

  /** Everything that is stored and can change: how many rows each table has, and what transactions wrote them. */
  const readTables = async (): Promise<Record<string, string>> => {
    const { stored } = market().db;
    tables ??= await stored<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND c.relname NOT IN ('sessions', 'rate_limits', 'call_limits') ORDER BY 1`,
    );
    const counts = tables.map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) AS rows FROM "${name}"`,
    );
    const rows = await stored<{ name: string; rows: string }>(counts.join(" UNION ALL "));
    return Object.fromEntries(rows.map(({ name, rows: found }) => [name, found]));
  };

  const call = async (name: string, { kind }: Case, who: Who, body: string | undefined) => {
    const token = signedInPeople.get(who)?.token;
    const headers = {
      "content-type": "application/json",
      origin: market().url,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const address = `${market().url}/api/trpc/${name}`;
    if (kind === "mutation")
      return market().app.request(address, { method: "POST", headers, body: body ?? "{}" });
    const search = body === undefined ? "" : `?input=${encodeURIComponent(body)}`;
    return market().app.request(`${address}${search}`, { headers });
  };

  /** The code with which a call is refused, or `ok`. */
  const codeOf = async (name: string, row: Case, who: Who, body: string | undefined): Promise<string> => {
    const response = await call(name, row, who, body);
    const answer: unknown = await response.json();
    return response.ok ? ok : failure.parse(answer).error.data.code;
  };

  const bodyOf = async ({ input }: Case, who: Who) =>
    input === undefined ? undefined : JSON.stringify(await input(who));

  const outcomeOf = async (name: string, row: Case, who: Who): Promise<string> =>
    codeOf(name, row, who, await bodyOf(row, who));

  /** What each of `asked` gets for the same thing, and that none of it changed anything. */
  const outcomesUnchanged = async (name: string, row: Case, asked: readonly Who[]) => {
    const shared = row.input?.length === 0 ? await bodyOf(row, "visitor") : undefined;
    const bodies = new Map<Who, string | undefined>();
    for (const who of asked) bodies.set(who, shared ?? (await bodyOf(row, who)));
    const before = await readTables();
    const outcomes = await Promise.all(
      asked.map(async (who) => [who, await codeOf(name, row, who, bodies.get(who))] as const),
    );
    expect(await readTables(), `${name} changed something`).toEqual(before);
    return outcomes;
  };

  /** What each of `people` gets. A query changes nothing, and so does whatever is refused. */
  const outcomesOf = async (name: string, row: Case): Promise<Record<string, string>> => {
    const mayChange = (_: Who, at: number) => row.kind === "mutation" && row.who[at] === ok;
    const outcomes = await outcomesUnchanged(
      name,
      row,
      people.filter((who, at) => !mayChange(who, at)),
    );
    for (const who of people.filter(mayChange)) outcomes.push([who, await outcomeOf(name, row, who)]);
    return Object.fromEntries(outcomes);
  };

  /** Their sessions are older than what became of their accounts. */
  const endAccounts = async () => {
    const { database } = market().services;
    const [suspended, erased] = [personOf("suspended"), personOf("erased")];
    await database.withActor(system("test"), async (tx) => {
      await tx.execute(sql`select app.set_suspended(${uuidFromId("usr", suspended.id)}, true)`);
      const uuid = uuidFromId("usr", erased.id);
      const { name, email } = pseudonymOf(uuid);
      await tx.execute(sql`select app.erase_identity(${uuid}, ${erased.id}, ${name}, ${email})`);
    });
  };

  const settleOwner = async () => {
    const owner = personOf("owner");
    const uuid = uuidFromId("usr", owner.id);
    await market().db.stored("UPDATE users SET two_factor_enabled = true WHERE id = $1", [uuid]);
    await market().db.stored("UPDATE sessions SET second_factor_at = now() WHERE user_id = $1", [uuid]);
    await openPayoutAccount(market(), owner);
  };

  return {
    personOf,
    outcomeOf,
    outcomesOf,
    signIn: async () => {
      await signInAll();
      await settleOwner();
      await endAccounts();
    },
  };
};
