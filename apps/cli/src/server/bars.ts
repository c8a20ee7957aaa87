import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { barBytes } from "@boltz/backtest";
import { sha256 } from "@boltz/bundle";
import type { ReceiptPayload } from "@boltz/contract";
import { writeNewFile } from "../files/private-file.ts";
import { readPlainFile } from "../files/read-folder.ts";
import { refuse } from "../refused.ts";
import { printable, type Session } from "../session.ts";
import { readBody, request } from "./request.ts";

type WantedBars = ReceiptPayload["bars"][number];

const cacheOf = (session: Session) => join(session.configDir, "bars");

/** Bars that were fetched before and are still what they were; undefined where there are none. */
export const cachedBars = async (session: Session, wanted: WantedBars): Promise<Uint8Array | undefined> => {
  try {
    const bytes = await readPlainFile(join(cacheOf(session), wanted.sha256), wanted.count * barBytes);
    return sha256(bytes) === wanted.sha256 ? bytes : undefined;
  } catch {
    return undefined;
  }
};

/** The bars that a receipt names, kept for the next time. Throws where the server sends any others. */
export const fetchBars = async (
  session: Session,
  server: string,
  wanted: WantedBars,
): Promise<Uint8Array> => {
  const cached = await cachedBars(session, wanted);
  if (cached !== undefined) return cached;
  const address = `${server}/bars/${wanted.datasetId}/${wanted.count}`;
  const response = await request(address);
  const bytes = await readBody(response, address, wanted.count * barBytes);
  if (response.status !== 200)
    throw refuse(
      `${server} does not hand out the bars of ${printable(wanted.symbol)} (status ${response.status}).`,
    );
  if (sha256(bytes) !== wanted.sha256)
    throw refuse(`The bars of ${printable(wanted.symbol)} are not those that the receipt names.`);
  await keep(session, wanted.sha256, bytes);
  return bytes;
};

const keep = async (session: Session, name: string, bytes: Uint8Array): Promise<void> => {
  const folder = cacheOf(session);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${name}.${session.now().getTime()}.${process.pid}`);
  await writeNewFile(draft, bytes, 0o600);
  await rename(draft, join(folder, name));
};
