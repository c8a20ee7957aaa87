import {
  type ErrorCode,
  errorSentences,
  type FieldIssue,
  type ListingPage,
  listingPage,
  type Viewer,
  viewer,
} from "@boltz/contract";
import { MantineProvider } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { createElement, type ReactNode } from "react";
import { vi } from "vitest";
import { theme } from "../app/theme.tsx";
import { queryClient } from "./client.ts";

type Answer = { data: unknown } | { code: ErrorCode; issues?: FieldIssue[]; retryAfterSeconds?: number };
type Handler = (input: unknown) => Answer | Promise<Answer>;

export interface Ask {
  procedure: string;
  input: unknown;
}

const envelope = (answer: Answer) =>
  "data" in answer
    ? { result: { data: answer.data } }
    : {
        error: {
          message: errorSentences[answer.code],
          code: -32000,
          data: {
            code: answer.code,
            message: errorSentences[answer.code],
            issues: answer.issues ?? [],
            correlationId: `c-test-${crypto.randomUUID()}`,
            retryAfterSeconds: answer.retryAfterSeconds ?? null,
          },
        },
      };

// Sign-in's client keeps the first `fetch` that it finds, so it is the same one in every test of a file.
let current: typeof fetch = () => Promise.reject(new TypeError("no test answers"));
const fetchCurrent: typeof fetch = (input, init) => current(input, init);

/** Answers the screen's calls in place of the server, sign-in's (`doors`) by their path, and keeps what was asked. */
export function answerCalls(
  handlers: Record<string, Handler>,
  doors: Record<string, (input: unknown) => Response> = {},
) {
  const asked: Ask[] = [];
  const answer = async (address: string, body: string | null): Promise<Response> => {
    const url = new URL(address, "http://localhost");
    const door = doors[url.pathname];
    if (door !== undefined) {
      const [procedure, input] = [url.pathname, JSON.parse(body ?? "{}")];
      asked.push({ procedure, input });
      return door(input);
    }
    const names = url.pathname.replace("/api/trpc/", "").split(",");
    const inputs: Record<string, unknown> = JSON.parse(body ?? url.searchParams.get("input") ?? "{}");
    const answers = await Promise.all(
      names.map(async (procedure, place) => {
        const input = inputs[place];
        asked.push({ procedure, input });
        const handler = handlers[procedure];
        return envelope(handler ? await handler(input) : { code: "internal" });
      }),
    );
    return new Response(JSON.stringify(answers), { headers: { "content-type": "application/json" } });
  };
  current = (input, init) =>
    answer(
      input instanceof Request ? input.url : String(input),
      typeof init?.body === "string" ? init.body : null,
    );
  vi.stubGlobal("fetch", fetchCurrent);
  return {
    asked,
    inputsOf: (procedure: string) =>
      asked.filter((ask) => ask.procedure === procedure).map(({ input }) => input),
  };
}

/**
 * Draws one screen at an address, with a fresh memory of everything read and no notice left standing.
 * What fails is asked for again as often as ever, only at once.
 */
export async function drawScreen(children: ReactNode, address = "/") {
  queryClient.clear();
  notifications.clean();
  const { queries = {} } = queryClient.getDefaultOptions();
  queryClient.setDefaultOptions({ queries: { ...queries, retryDelay: 0 } });
  // This page loads no fonts; fields that grow wait for them.
  if (!("fonts" in document)) Object.defineProperty(document, "fonts", { value: new EventTarget() });
  const router = createRouter({
    routeTree: createRootRoute({ component: () => children, notFoundComponent: () => children }),
    history: createMemoryHistory({ initialEntries: [address] }),
  });
  await router.load();
  const routed = createElement(RouterProvider, { router });
  const reading = createElement(QueryClientProvider, { client: queryClient }, routed);
  render(createElement(MantineProvider, { theme, env: "test", withCssVariables: false }, reading));
  return { router };
}

const suffix = "01m81rhhyeecv80qyjt241nv7y";

export const listingFixture: ListingPage = listingPage.parse({
  id: `lst_${suffix}`,
  strategyId: `str_${suffix}`,
  title: "Index tide",
  summary: "In when the market rises, out when it does not.",
  description: "Holds three broad index funds.",
  tags: ["etf"],
  price: { amountMinor: "4900", currency: "USD" },
  refundDays: 14,
  rating: { mean: null, count: 0 },
  totalSales: 0,
  publishedAt: "2026-11-22T12:00:00.000Z",
  creator: { id: `usr_${suffix}`, displayName: "Cleo's Desk" },
  status: "published",
  harmful: false,
  proof: null,
  style: null,
  latestVersion: null,
  versions: [],
  viewer: { owns: false, isCreator: false, pendingPurchaseId: null, wished: false, flagged: false },
});

export const viewerFixture: Viewer = viewer.parse({
  id: `usr_${suffix}`,
  name: "Bo Buyer",
  email: "bo@example.com",
  emailVerified: true,
  role: "user",
  suspended: false,
  twoFactorEnabled: false,
  secondFactorFresh: false,
  kyc: "none",
  creator: null,
});
