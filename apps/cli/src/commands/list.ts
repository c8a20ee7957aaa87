import { resolve } from "node:path";
import type { LibraryItem } from "@boltz/contract";
import type { InstallLock } from "../files/install-lock.ts";
import { readInstalls } from "../files/read-installs.ts";
import { connect } from "../server/market-api.ts";
import { chooseServer } from "../server/server-address.ts";
import { requireToken } from "../server/sign-in.ts";
import { printable, type Session } from "../session.ts";
import type { ServerOptions } from "./login.ts";

export interface ListOptions extends ServerOptions {
  dir?: string;
}

/** Shows what the signed-in person may install. */
export const list = async (session: Session, options: ListOptions): Promise<void> => {
  const server = await chooseServer(session, options.server);
  const api = connect(server, await requireToken(session, server, options.token));
  const installed = await installedIn(session, options.dir);
  let cursor: string | undefined;
  let count = 0;
  do {
    const page = await api.library(cursor);
    for (const item of page.items) session.print(lineOf(item, installed));
    count += page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  if (count === 0) session.print("Your library is empty.");
};

const installedIn = async (session: Session, dir: string | undefined): Promise<Map<string, InstallLock>> => {
  const locks = dir === undefined ? [] : await readInstalls(resolve(session.workDir, dir));
  return new Map(locks.map((lock) => [lock.listingId, lock]));
};

const lineOf = (
  { listingId, latestVersion, title, creator }: LibraryItem,
  installed: ReadonlyMap<string, InstallLock>,
) => {
  const line = `${listingId}@${latestVersion}  ${printable(title)}, by ${printable(creator.displayName)}`;
  const lock = installed.get(listingId);
  if (lock === undefined) return line;
  const tier = lock.tier === undefined ? "" : `, ${lock.tier}`;
  const newer = lock.version === latestVersion ? "" : ", a newer version is there";
  return `${line}  (installed: ${lock.version}${tier}${newer})`;
};
