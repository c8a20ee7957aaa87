import {
  type InstallOutput,
  installOutput,
  type LibraryChanges,
  type LibraryItem,
  type ListingId,
  libraryChangesOutput,
  listLibraryOutput,
  type Viewer,
  viewer,
  type WireError,
  wireError,
} from "@boltz/contract";
import type { AppRouter } from "@boltz/server";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import type { z } from "zod";
import { CliRefused, refuse } from "../refused.ts";
import { printable } from "../session.ts";
import { request } from "./request.ts";

/** The few of the marketplace's calls that the command line makes. */
export interface MarketApi {
  /** Null for a token that signs nobody in. */
  me(): Promise<Viewer | null>;
  library(cursor?: string): Promise<{ items: LibraryItem[]; nextCursor: string | null }>;
  changes(input: { listingId: ListingId; from: string }): Promise<LibraryChanges>;
  install(input: { listingId: ListingId; version?: string }): Promise<InstallOutput>;
}

/** A refusal of the server in its own words. */
export const refusedBy = ({ code, message, correlationId }: WireError, cause: unknown): CliRefused => {
  if (code === "unauthenticated")
    return new CliRefused("signedOut", "You are not signed in. Run `boltz login` first.", { cause });
  const reference = code === "internal" && correlationId !== "" ? ` (code ${printable(correlationId)})` : "";
  return refuse(`${printable(message)}${reference}`, cause);
};

const translated = (error: unknown): unknown => {
  if (!(error instanceof TRPCClientError)) return error;
  if (error.cause instanceof CliRefused) return error.cause;
  const refusal = wireError.safeParse(error.data);
  if (refusal.success) return refusedBy(refusal.data, error);
  return refuse("The server's answer cannot be understood. Is this a BoltzTrader marketplace?", error);
};

const ask = async <T extends z.ZodType>(schema: T, call: Promise<unknown>): Promise<z.infer<T>> => {
  let answer: unknown;
  try {
    answer = await call;
  } catch (error) {
    throw translated(error);
  }
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw refuse("The server's answer is of another version. Update this program.", parsed.error);
};

export const connect = (server: string, token: string): MarketApi => {
  const client = createTRPCClient<AppRouter>({
    links: [
      httpLink({
        url: `${server}/api/trpc`,
        headers: { authorization: `Bearer ${token}` },
        fetch: (address, init) => request(address.toString(), init),
      }),
    ],
  });
  return {
    me: () => ask(viewer.nullable(), client.people.me.query()),
    library: (cursor) =>
      ask(
        listLibraryOutput,
        client.library.list.query({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
      ),
    changes: (input) => ask(libraryChangesOutput, client.library.changes.query(input)),
    install: (input) => ask(installOutput, client.library.install.mutate(input)),
  };
};
