import { execFile } from "node:child_process";
import { join } from "node:path";
import { roles } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { type Actor, system, visitor } from "@boltz/domain";
import { listStaff, loadActor, type SetRoleInput, setRole } from "@boltz/services";
import { seedPerson, testSecret, useDatabase } from "@boltz/testkit";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";

const db = useDatabase();

/** The command as an operator types it: its exit code, and what it prints. */
const command = (...parameters: string[]) =>
  new Promise<[code: number, out: string]>((resolve) => {
    const env = { DATABASE_URL: db().adminUrl, APP_SECRET: testSecret };
    const script = join(import.meta.dirname, "../../scripts/roles.ts");
    execFile(process.execPath, [script, ...parameters], { env }, (error, out, problems) =>
      resolve([typeof error?.code === "number" ? error.code : 0, out + problems]),
    );
  });

const emailOf = async (id: string): Promise<string> => {
  const [row] = await db().stored("SELECT email FROM users WHERE id = $1", [id]);
  return String(row?.["email"]);
};

const ctx = {
  actor: system("roles"),
  get database() {
    return db().database;
  },
};

test("an operator gives a role and takes it away, and each change is in the audit log once", async () => {
  const person = await seedPerson(db(), { creator: true });
  const id = uuidFromId("usr", person.id);
  const email = await emailOf(id);
  const roleNow = async () => {
    const actor = await loadActor(db().database, person.id);
    return actor.kind === "person" ? actor.role : actor.kind;
  };
  const set = (role: SetRoleInput["role"]) => setRole({ ctx, input: { email: email.toUpperCase(), role } });
  expect(await command("grant", email, "admin")).toEqual([0, `${email} is admin now.\n`]);
  expect(await roleNow()).toBe("admin");
  expect(await set("admin")).toBe(false);
  expect(await listStaff({ ctx })).toEqual([{ email, role: "admin", twoFactorEnabled: false }]);
  expect([await set(null), await set(null)]).toEqual([true, false]);
  expect(await roleNow()).toBe("creator");
  expect(await listStaff({ ctx })).toEqual([]);
  expect(
    await db().stored(
      "SELECT actor_label, action, subject_type, detail FROM audit_log WHERE subject_id = $1 ORDER BY seq",
      [id],
    ),
  ).toEqual([
    { actor_label: "system:roles", action: "role_granted", subject_type: "user", detail: { role: "admin" } },
    { actor_label: "system:roles", action: "role_revoked", subject_type: "user", detail: { role: "admin" } },
  ]);
});

test("an address that nobody has or confirmed gets no role", async () => {
  expect(await command("grant", "nobody@example.test", "admin")).toEqual([
    1,
    "Nobody here has the address nobody@example.test.\n",
  ]);
  const email = await emailOf(uuidFromId("usr", (await seedPerson(db(), { verified: false })).id));
  const input = { email, role: "finance" as const };
  await expect(setRole({ ctx, input })).rejects.toMatchObject({ code: "email_unverified" });
  expect(await db().stored("SELECT 1 FROM users WHERE role <> 'user'")).toEqual([]);
});

test("nobody gives a role through the application, whoever they are", async () => {
  const person = await seedPerson(db());
  const id = uuidFromId("usr", person.id);
  const give = (actor: Actor, role: string) =>
    db().database.withActor(actor, (tx) => tx.execute(sql`SELECT app.set_role(${id}, ${role})`));
  const actors: Actor[] = [visitor, ...roles.map((role) => ({ ...person, role }))];
  for (const actor of actors)
    await expect(give(actor, "admin")).rejects.toMatchObject({ cause: { code: "42501" } });
  await expect(give(system("roles"), "owner")).rejects.toMatchObject({ cause: { code: "23514" } });
  expect(await db().stored("SELECT role FROM users WHERE id = $1", [id])).toEqual([{ role: "user" }]);
});
