import { currentServer } from "../files/credentials.ts";
import { CliRefused } from "../refused.ts";
import type { Session } from "../session.ts";

const defaultServer = "http://localhost:8005";

const isLoopback = (hostname: string): boolean =>
  hostname === "localhost" ||
  hostname.endsWith(".localhost") ||
  hostname === "[::1]" ||
  /^127\./.test(hostname);

/** A server's origin. Throws for an address over which a sign-in would travel in the clear. */
const serverOrigin = (address: string): string => {
  const url = URL.parse(address);
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:"))
    throw new CliRefused("usage", `"${address}" is no server address; it looks like https://market.example.`);
  if (url.username !== "" || url.password !== "" || url.pathname !== "/" || url.search !== "")
    throw new CliRefused("usage", `A server address is only a host, like ${url.origin}.`);
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw new CliRefused(
      "usage",
      `${url.origin} is not encrypted. Use https; http is only for this machine.`,
    );
  return url.origin;
};

/** The server meant by a command: what was said, else BOLTZ_SERVER, else the last sign-in. */
export const chooseServer = async (session: Session, said: string | undefined): Promise<string> =>
  serverOrigin(said ?? session.server ?? (await currentServer(session)) ?? defaultServer);
