import { savedToken } from "../files/credentials.ts";
import { CliRefused } from "../refused.ts";
import type { Session } from "../session.ts";

/** The token to use with a server: what was said, else BOLTZ_TOKEN, else the saved sign-in. */
export const requireToken = async (
  session: Session,
  server: string,
  said: string | undefined,
): Promise<string> => {
  const token = said ?? session.token ?? (await savedToken(session, server));
  if (token !== undefined && token !== "") return token;
  throw new CliRefused(
    "signedOut",
    `You are not signed in to ${server}. Run \`boltz login --server ${server}\`.`,
  );
};
