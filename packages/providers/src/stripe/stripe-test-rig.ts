import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { ProviderError } from "../port.ts";
import { createStripeProvider } from "./stripe-provider.ts";

/** Where the recorded answers are served. Read by tests only. */
export const origin = "http://127.0.0.1:12111";
export const server = setupServer();
export const provider = createStripeProvider({
  secretKey: "sk_test_wxyz",
  webhookSecrets: ["whsec_1"],
  endpoint: { host: "127.0.0.1", port: 12111, protocol: "http" },
  timeoutMs: 400,
});

export interface SentRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: string;
  key: string | null;
}

/** Answers every call to the API from now on, and keeps what was sent. */
export function answerWith(answer: (sent: SentRequest) => Response | object | Promise<Response>) {
  const requests: SentRequest[] = [];
  server.use(
    http.all(`${origin}/*`, async ({ request }) => {
      const url = new URL(request.url);
      const sent = {
        method: request.method,
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        body: await request.text(),
        key: request.headers.get("idempotency-key"),
      };
      requests.push(sent);
      const answered = await answer(sent);
      return answered instanceof Response ? answered : HttpResponse.json(answered);
    }),
  );
  return requests;
}

export function formOf(sent: SentRequest | undefined): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(sent?.body));
}

export async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw new Error("expected a ProviderError", { cause: error });
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
