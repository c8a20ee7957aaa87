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

  /** Everything that is stored and can change: a fingerprint of each table's rows. */
  const readTables = async (): Promise<Record<string, string>> => {
    const { stored } = market().db;
    tables ??= await stored<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND c.relname NOT IN ('sessions', 'rate_limits', 'call_limits') ORDER BY 1`,
    );
    const counts = tables.map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) AS rows FROM "${name}" t`,
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

  /** The code with which a call is refused, or `ok`. What is refused leaves every table as it was. */
  const outcomeOf = async (name: string, row: Case, who: Who): Promise<string> => {
    const body = row.input === undefined ? undefined : JSON.stringify(await row.input(who));
    // Only what is to be refused has to leave everything as it was.
    const before = row.who[people.indexOf(who)] === ok ? null : await readTables();
    const response = await call(name, row, who, body);
    const answer: unknown = await response.json();
    if (response.ok) return ok;
    if (before !== null) expect(await readTables(), `${name} as ${who} changed something`).toEqual(before);
    return failure.parse(answer).error.data.code;
  };

  /** `owner` is paid at an account, and gave a code of the second factor just now. */
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
    signIn: async () => {
      await signInAll();
      await settleOwner();
      await endAccounts();
    },
  };
};
