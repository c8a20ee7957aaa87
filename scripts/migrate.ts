// `npm run migrate`: brings the database of DATABASE_URL to the present schema. Doing it again changes nothing.
import { migrate } from "@boltz/db";
import { openInstallation } from "./installation.ts";

const { databaseUrl, secret } = openInstallation();
await migrate({ adminUrl: databaseUrl, secret });
console.log("The database is up to date.");
