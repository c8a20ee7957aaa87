// `npm run check`: recounts the books of the database of DATABASE_URL, and exits 1 where something does not hold.
import { checkInvariants, openDatabase, roleUrls } from "@boltz/db";
import { openInstallation } from "./installation.ts";

const { databaseUrl, secret } = openInstallation();
const database = openDatabase({ url: roleUrls(databaseUrl, secret).boltz_app, max: 1 });
const found = await checkInvariants(database);
await database.close();
for (const { invariant, broken } of found) console.log(`BROKEN  ${invariant}: ${broken.join(", ")}`);
console.log(found.length === 0 ? "Every invariant holds." : `${found.length} do not hold.`);
process.exitCode = found.length === 0 ? 0 : 1;
