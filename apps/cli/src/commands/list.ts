import type { LibraryItem } from "@boltz/contract";
import { connect } from "../server/market-api.ts";
import { chooseServer } from "../server/server-address.ts";
import { requireToken } from "../server/sign-in.ts";
import { printable, type Session } from "../session.ts";
import type { ServerOptions } from "./login.ts";

/** Shows what the signed-in person may install. */
export const list = async (session: Session, options: ServerOptions): Promise<void> => {
  const server = await chooseServer(session, options.server);
  const api = connect(server, await requireToken(session, server, options.token));
  let cursor: string | undefined;
  let count = 0;
  do {
    const page = await api.library(cursor);
    for (const item of page.items) session.print(lineOf(item));
    count += page.items.length;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  if (count === 0) session.print("Your library is empty.");
};

const lineOf = ({ listingId, latestVersion, title, creator }: LibraryItem) =>
  `${listingId}@${latestVersion}  ${printable(title)}, by ${printable(creator.displayName)}`;
