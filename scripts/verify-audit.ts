// `npm run verify-audit`: recomputes the audit chain of the database of DATABASE_URL, and exits 1 where it is broken.
// With `-- --csv audit.csv [--anchor <seq>:<hash>]…` it needs no database, only an export.
import { parseArgs } from "node:util";
import { type VerifiedFile, verifyAuditFile } from "./verify-audit-file.ts";

interface Verified extends Pick<VerifiedFile, "rows" | "head"> {
  faults: readonly { seq: string; fault: string }[];
}

const verifyDatabase = async (): Promise<Verified> => {
  const [{ openDatabase, roleUrls }, { system }, { verifyAudit }, { openInstallation }] = await Promise.all([
    import("@boltz/db"),
    import("@boltz/domain"),
    import("@boltz/services"),
    import("./installation.ts"),
  ]);
  const { databaseUrl, secret } = openInstallation();
  const database = openDatabase({ url: roleUrls(databaseUrl, secret).boltz_app, max: 1 });
  const ctx = { database, actor: system("verify-audit"), now: () => new Date() };
  return verifyAudit({ ctx }).finally(() => database.close());
};

const anchorOf = (text: string): [seq: string, hash: string] => {
  const [, seq, hash] = /^([1-9][0-9]*):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === undefined || hash === undefined)
    throw new Error("An anchor is <seq>:<hash>, as it was mailed.");
  return [seq, hash];
};

const verify = (): Promise<Verified> => {
  const options = { csv: { type: "string" }, anchor: { type: "string", multiple: true } } as const;
  const { csv, anchor = [] } = parseArgs({ options }).values;
  if (csv !== undefined) return verifyAuditFile(csv, new Map(anchor.map(anchorOf)));
  if (anchor.length > 0) throw new Error("Anchors are compared with a file: name it with --csv.");
  return verifyDatabase();
};

try {
  const { rows, head, faults } = await verify();
  for (const { seq, fault } of faults) console.log(`${fault.padEnd(8)}  ${seq}`);
  console.log(
    `${faults.length === 0 ? "The chain is whole" : "The chain is broken"}: ${rows} entries, the head is ${head.seq} with ${head.hash}.`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
