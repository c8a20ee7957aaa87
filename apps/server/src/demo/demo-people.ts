import { isId, type UserId } from "@boltz/contract";
import { users } from "@boltz/db/schema";
import { type Person, system } from "@boltz/domain";
import { becomeCreator, type Context, loadActor, logAudit, type Services } from "@boltz/services";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import type { Auth } from "../auth/create-auth.ts";

/** Known to everybody who reads this: the demo runs on one machine, for those who sit at it. */
export const demoPassword = "demo-password-8005";

export interface DemoPerson {
  email: string;
  name: string;
  role: "user" | "moderator" | "finance" | "admin";
  creator?: { displayName: string; bio: string };
}

export const demoBuyer: DemoPerson = { email: "buyer@demo.boltz.test", name: "Bo Buyer", role: "user" };
export const demoCreator: DemoPerson = {
  email: "creator@demo.boltz.test",
  name: "Cleo Creator",
  role: "user",
  creator: {
    displayName: "Cleo's Desk",
    bio: "The demo's own creator: sign in as me to write a strategy, list it and send it to review.",
  },
};
export const demoModerator: DemoPerson = {
  email: "moderator@demo.boltz.test",
  name: "Mo Moderator",
  role: "moderator",
};
export const demoFinance: DemoPerson = {
  email: "finance@demo.boltz.test",
  name: "Fin Finance",
  role: "finance",
};
export const demoAdmin: DemoPerson = { email: "admin@demo.boltz.test", name: "Ada Admin", role: "admin" };

/** Who else buys from the demo's creator. */
export const demoReaders = {
  nora: { email: "nora@demo.boltz.test", name: "Nora Nilsson", role: "user" },
  omar: { email: "omar@demo.boltz.test", name: "Omar Okoye", role: "user" },
  petra: { email: "petra@demo.boltz.test", name: "Petra Pohl", role: "user" },
  ravi: { email: "ravi@demo.boltz.test", name: "Ravi Rao", role: "user" },
} as const satisfies Record<string, DemoPerson>;

const loginOf = (role: string, { email }: DemoPerson) => ({ role, email, password: demoPassword });

export const demoLogins = [
  loginOf("buyer", demoBuyer),
  loginOf("creator", demoCreator),
  loginOf("moderator", demoModerator),
  loginOf("finance", demoFinance),
  loginOf("admin", demoAdmin),
];

export interface Seeding {
  services: Services;
  auth: Auth;
  /** The sign-in role's connections, which alone may write people. */
  pool: pg.Pool;
}

const providerId = "credential";

const idOf = (id: string): UserId => {
  if (!isId("usr", id)) throw new TypeError("a user without a user id");
  return id;
};

/** A person with a verified address and the demo's password; one who is there already is left alone. */
const signUp = async ({ auth }: Seeding, person: DemoPerson, passwordHash: string): Promise<UserId> => {
  const { internalAdapter } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(person.email, { includeAccounts: true });
  const { email, name } = person;
  const user =
    found?.user ??
    (await internalAdapter.createUser({ email, name, emailVerified: true }, { method: "admin" }));
  const hasPassword = found?.accounts.some((account) => account.providerId === providerId) === true;
  if (!hasPassword)
    await internalAdapter.linkAccount({
      userId: user.id,
      accountId: user.id,
      providerId,
      password: passwordHash,
    });
  return idOf(user.id);
};

/** Gives a role and records that it was given. */
const grantRole = async (
  { services, pool }: Seeding,
  id: UserId,
  role: DemoPerson["role"],
): Promise<void> => {
  await drizzle(pool).update(users).set({ role }).where(eq(users.id, id));
  const actor = system("seed-demo");
  await services.database.withActor(actor, (tx) =>
    logAudit(tx, actor, {
      action: "role_granted",
      subjectType: "user",
      subject: { prefix: "usr", id },
      detail: { role },
    }),
  );
};

const personOf = async ({ services }: Seeding, id: UserId): Promise<Person> => {
  const actor = await loadActor(services.database, id);
  if (actor.kind !== "person") throw new Error("a demo person is not there");
  return actor;
};

/** Signs a demo person up where they are missing, and answers what their verbs are called with. */
export const seedPerson = async (
  seeding: Seeding,
  wanted: DemoPerson,
  passwordHash: string,
): Promise<Context> => {
  const { services } = seeding;
  const id = await signUp(seeding, wanted, passwordHash);
  const before = await personOf(seeding, id);
  if (wanted.role !== "user" && before.role !== wanted.role) await grantRole(seeding, id, wanted.role);
  if (wanted.creator !== undefined && before.creator === null)
    await becomeCreator({ ctx: { ...services, actor: before }, input: wanted.creator });
  return { ...services, actor: await personOf(seeding, id) };
};
