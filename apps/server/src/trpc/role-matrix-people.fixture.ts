import { type Role, wireError } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { seedPerson, type TestDatabase } from "@boltz/testkit";
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
};

const session = z.object({ token: z.string() });

const failure = z.object({ error: z.object({ data: wireError }) });

/** One session for each kind of person, and what they get with it. */
export const useRoles = (market: () => TestMarketplace & { db: TestDatabase }) => {
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

  /** The code with which a call is refused, or `ok`. */
  const outcomeOf = async (name: string, { kind, input }: Case, who: Who): Promise<string> => {
    const token = signedInPeople.get(who)?.token;
    const headers = {
      "content-type": "application/json",
      origin: market().url,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const body = input === undefined ? undefined : JSON.stringify(await input());
    const address = `${market().url}/api/trpc/${name}`;
    const response =
      kind === "mutation"
        ? await market().app.request(address, { method: "POST", headers, body: body ?? "{}" })
        : await market().app.request(
            `${address}${body === undefined ? "" : `?input=${encodeURIComponent(body)}`}`,
            { headers },
          );
    const answer: unknown = await response.json();
    return response.ok ? ok : failure.parse(answer).error.data.code;
  };

  /** `owner` is paid at an account, and gave a code of the second factor just now. */
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
    },
  };
};
