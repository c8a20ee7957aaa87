// `npm run roles -- grant <e-mail> <moderator|finance|admin>`, `-- revoke <e-mail>` and `-- list`: who works here, in the
// database of DATABASE_URL. Whoever gets a role has signed up on the site before.
import { openDatabase, roleUrls } from "@boltz/db";
import { system } from "@boltz/domain";
import { listStaff, type SetRoleInput, setRole, staffRole } from "@boltz/services";
import { openInstallation } from "./installation.ts";

const usage = "usage: npm run roles -- grant <e-mail> <moderator|finance|admin> | revoke <e-mail> | list";

/** The change that is asked for, `list`, or undefined where it cannot be understood. */
const readCommand = ([command, email, name, more]: readonly string[]): SetRoleInput | "list" | undefined => {
  if (command === "list" && email === undefined) return "list";
  if (email === undefined || more !== undefined) return undefined;
  if (command === "revoke" && name === undefined) return { email, role: null };
  const role = command === "grant" ? staffRole.safeParse(name).data : undefined;
  return role === undefined ? undefined : { email, role };
};

const run = async (input: SetRoleInput | "list"): Promise<void> => {
  const { databaseUrl, secret } = openInstallation();
  const database = openDatabase({ url: roleUrls(databaseUrl, secret).boltz_app, max: 1 });
  const ctx = { database, actor: system("roles") };
  try {
    if (input === "list")
      for (const { email, role, twoFactorEnabled } of await listStaff({ ctx }))
        console.log(`${role.padEnd(9)}  ${twoFactorEnabled ? "two-step" : "password"}  ${email}`);
    else {
      const changed = await setRole({ ctx, input });
      const now = input.role === null ? "has no role" : `is ${input.role}`;
      console.log(`${input.email} ${now}${changed ? " now" : " already, nothing changed"}.`);
    }
  } finally {
    await database.close();
  }
};

const command = readCommand(process.argv.slice(2));
if (command === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  try {
    await run(command);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
