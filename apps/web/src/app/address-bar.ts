/** The address bar holds plain words, never JSON: `?words=trend&tags=btc,eth`. */
export const parseAddress = (search: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(search));

export function writeAddress(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search))
    if (typeof value === "string" && value !== "") params.set(key, value);
  // Commas and slashes are legal in a query and read better as themselves.
  const text = params.toString().replaceAll("%2C", ",").replaceAll("%2F", "/");
  return text === "" ? "" : `?${text}`;
}

/** Where to go after signing in: only ever a path of this site. */
export const safeNext = (next: string | undefined): string =>
  next?.startsWith("/") && !next.startsWith("//") && !next.includes("\\") ? next : "/";

/** Pages that the server draws, or files: the router knows none of them. */
const isServers = (path: string) => /^\/(pay|exports)\//.test(path);

/** Goes on to a path of this site, whoever draws it. */
export const goOn = (path: string, push: (path: string) => void): void => {
  if (isServers(path)) window.location.assign(path);
  else push(path);
};
