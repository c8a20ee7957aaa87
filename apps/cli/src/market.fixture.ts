import { generateKeyPairSync } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buildBundle, sha256, signingKeyOf } from "@boltz/bundle";
import {
  type ErrorCode,
  errorSentences,
  type LibraryChanges,
  type ListingId,
  listingId,
  type Receipt,
  strategyId,
  type WireError,
} from "@boltz/contract";
import { exampleBars, exampleDataset, filesOf, payloadOf, receiptOf } from "./proved.fixture.ts";

export const newKeyPem = (): string =>
  generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();

export const exampleListing: ListingId = listingId.parse("lst_01k9zt5w8xfj2r4m6n8p0q2s4t");
export const otherListing: ListingId = listingId.parse("lst_01k9zt5w8xfj2r4m6n8p0q2s4z");
const strategy = strategyId.parse("str_01k9zt5w8xfj2r4m6n8p0q2s4v");

export const bundleFor = (
  signingKeyPem: string,
  {
    version = "1.2.0",
    listing = exampleListing,
    receipt = receiptOf(payloadOf(version), signingKeyPem),
  }: { version?: string; listing?: ListingId; receipt?: Receipt | null } = {},
): Uint8Array => {
  const files = filesOf(listing, version, receipt);
  return buildBundle({
    listingId: listing,
    strategyId: strategy,
    version,
    specHash: payloadOf(version).specHash,
    issuedAt: new Date("2026-03-01T12:00:00.000Z"),
    files,
    signingKeyPem,
  });
};

/** The bundle with one text in it replaced by another of the same length. */
export const changed = (bundle: Uint8Array, from: string, to: string): Uint8Array => {
  const text = Buffer.from(bundle).toString("latin1");
  const altered = Buffer.from(text.replaceAll(from, to), "latin1");
  if (altered.equals(bundle)) throw new Error(`the bundle does not hold ${from}`);
  return new Uint8Array(altered);
};

/** What the pretended marketplace does next; tests change one thing and leave the rest as a good server has it. */
export interface MarketState {
  keyPem: string;
  /** Signs in; anything else is a visitor. */
  token: string;
  installRefusal: ErrorCode | null;
  /** Made anew for each install. */
  bundle(version: string): Uint8Array;
  /** What the link really answers. */
  served(bundle: Uint8Array): Uint8Array;
  /** What it hands out as bars. */
  bars(genuine: Uint8Array): Uint8Array;
  changes: LibraryChanges;
  announcedSha256: string | null;
  announcedVersion: string | null;
  bundleOrigin: string | null;
  downloadRefusal: ErrorCode | null;
  /** How many downloads break off before one comes through. */
  brokenDownloads: number;
  redirectTo: string | null;
  titles: string[];
  /** Answers of the device flow, in order. */
  devicePolls: Array<{ error: string } | "granted">;
}

export interface Market {
  url: string;
  state: MarketState;
  /** Every request as `METHOD path authorization`. */
  seen: string[];
  close(): Promise<void>;
}

const startingState = (): MarketState => {
  const keyPem = newKeyPem();
  return {
    keyPem,
    token: "good-token",
    installRefusal: null,
    bundle: (version) => bundleFor(keyPem, { version }),
    served: (bundle) => bundle,
    bars: (genuine) => genuine,
    changes: {
      from: "1.0.0",
      to: "1.2.0",
      changelog: "Leaves earlier.",
      rulesRemoved: ["Sells when the close is below the lowest low of the 40 bars before."],
      rulesAdded: ["Sells when the close is below the lowest low of the 20 bars before."],
      behaviour: null,
    },
    announcedSha256: null,
    announcedVersion: null,
    bundleOrigin: null,
    downloadRefusal: null,
    brokenDownloads: 0,
    redirectTo: null,
    titles: ["Channel breakout"],
    devicePolls: [],
  };
};

const viewer = {
  id: "usr_01k9zt5w8xfj2r4m6n8p0q2s4v",
  name: "Ada\u001b[31m Buyer",
  email: "ada@example.test",
  emailVerified: true,
  role: "user",
  suspended: false,
  twoFactorEnabled: false,
  secondFactorFresh: false,
  kyc: "none",
  creator: null,
};

const refusal = (code: ErrorCode) => {
  const data: WireError = {
    code,
    message: errorSentences[code],
    issues: [],
    correlationId: "req-1",
    retryAfterSeconds: null,
  };
  return { error: { message: data.message, code: -32_000, data } };
};

type Answer = { status: number; json: unknown } | { status: number; bytes: Uint8Array } | "break";
const data = (value: unknown): Answer => ({ status: 200, json: { result: { data: value } } });

const libraryOf = ({ titles }: MarketState, cursor: unknown) => {
  const at = typeof cursor === "string" ? Number(cursor) : 0;
  const items = titles.slice(at, at + 1).map((title) => ({
    entitlementId: "ent_01k9zt5w8xfj2r4m6n8p0q2s4v",
    listingId: exampleListing,
    purchaseId: null,
    title,
    creator: { id: viewer.id, displayName: "Grace Maker" },
    ownedVersion: "1.0.0",
    latestVersion: "1.2.0",
    versions: ["1.2.0", "1.0.0"],
    grantedAt: "2026-03-01T12:00:00.000Z",
    lastInstalledAt: null,
  }));
  return { items, nextCursor: at + 1 < titles.length ? String(at + 1) : null };
};

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return JSON.parse(Buffer.concat(chunks).toString() || "{}");
};

const answerInstall = (
  state: MarketState,
  url: string,
  body: unknown,
  links: Map<string, Uint8Array>,
): Answer => {
  if (state.installRefusal !== null) return { status: 403, json: refusal(state.installRefusal) };
  const asked =
    typeof body === "object" && body !== null && "version" in body ? String(body.version) : undefined;
  const version = asked ?? "1.2.0";
  const bundle = state.bundle(version);
  const link = `t${links.size}`;
  links.set(link, state.served(bundle));
  return data({
    bundleUrl: `${state.bundleOrigin ?? url}/bundles/${link}`,
    expiresAt: "2026-03-01T12:01:00.000Z",
    version: state.announcedVersion ?? version,
    bundleSha256: state.announcedSha256 ?? sha256(bundle),
  });
};

const answerDownload = (state: MarketState, bytes: Uint8Array | undefined): Answer => {
  if (state.brokenDownloads > 0) {
    state.brokenDownloads -= 1;
    return "break";
  }
  if (state.downloadRefusal !== null) return { status: 403, json: refusal(state.downloadRefusal) };
  return bytes === undefined ? { status: 404, json: refusal("not_found") } : { status: 200, bytes };
};

const answerAuth = (state: MarketState, url: string, path: string): Answer => {
  if (path === "/api/auth/sign-out") return { status: 200, json: { success: true } };
  if (path === "/api/auth/device/code")
    return {
      status: 200,
      json: {
        device_code: "device",
        user_code: "ABCDEFGH",
        verification_uri: `${url}/device`,
        verification_uri_complete: `${url}/device?user_code=ABCDEFGH`,
        expires_in: 900,
        interval: 5,
      },
    };
  const poll = state.devicePolls.shift() ?? { error: "expired_token" };
  return poll === "granted"
    ? { status: 200, json: { access_token: state.token, token_type: "Bearer" } }
    : { status: 400, json: poll };
};

const answerTo = async (
  request: IncomingMessage,
  { state, url, links }: { state: MarketState; url: string; links: Map<string, Uint8Array> },
): Promise<Answer> => {
  const { pathname, searchParams } = new URL(request.url ?? "/", url);
  const isSignedIn = request.headers.authorization === `Bearer ${state.token}`;
  if (pathname === "/.well-known/boltz-signing-key") return { status: 200, json: signingKeyOf(state.keyPem) };
  if (pathname.startsWith("/api/auth/")) return answerAuth(state, url, pathname);
  if (pathname === `/bars/${exampleDataset}/400`) return { status: 200, bytes: state.bars(exampleBars()) };
  if (pathname.startsWith("/bundles/")) return answerDownload(state, links.get(pathname.slice(9)));
  if (pathname === "/api/trpc/people.me") return data(isSignedIn ? viewer : null);
  if (!isSignedIn) return { status: 401, json: refusal("unauthenticated") };
  if (pathname === "/api/trpc/library.list")
    return data(libraryOf(state, JSON.parse(searchParams.get("input") ?? "{}").cursor));
  if (pathname === "/api/trpc/library.changes")
    return state.installRefusal === null
      ? data({ ...state.changes, from: JSON.parse(searchParams.get("input") ?? "{}").from })
      : { status: 403, json: refusal(state.installRefusal) };
  if (pathname === "/api/trpc/library.install")
    return answerInstall(state, url, await bodyOf(request), links);
  return { status: 404, json: refusal("not_found") };
};

const send = (response: ServerResponse, answer: Answer, redirectTo: string | null) => {
  if (redirectTo !== null) return response.writeHead(302, { location: redirectTo }).end();
  if (answer === "break") return response.writeHead(200).write("PK", () => response.destroy());
  if ("bytes" in answer) return response.writeHead(answer.status).end(answer.bytes);
  response.writeHead(answer.status, { "content-type": "application/json" });
  return response.end(JSON.stringify(answer.json));
};

/** A marketplace that speaks the real one's wire, and lies where a test wants it to. */
export const startMarket = async (): Promise<Market> => {
  const state = startingState();
  const seen: string[] = [];
  const links = new Map<string, Uint8Array>();
  let url = "";
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization ?? "-"}`);
    answerTo(request, { state, url, links }).then(
      (answer) => send(response, answer, state.redirectTo),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    state,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
