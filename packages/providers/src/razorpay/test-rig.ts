import { HttpResponse, http } from "msw";
import type { SetupServer } from "msw/node";
import { ProviderError } from "../port.ts";
import { createRazorpayProvider, type RazorpayProvider } from "./razorpay-provider.ts";

const api = "http://127.0.0.1:12112";

export function testProvider(x: { accountNumber: string } | null = null): RazorpayProvider {
  return createRazorpayProvider({
    keyId: "rzp_test_wxyz",
    keySecret: "secret-of-the-key",
    webhookSecrets: ["whsec-new", "whsec-old"],
    endpoint: { host: "127.0.0.1", port: 12112, protocol: "http" },
    timeoutMs: 400,
    x,
  });
}

export async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw new Error("expected a ProviderError", { cause: error });
}

interface SentCall {
  call: string;
  query: Record<string, string>;
  headers: Headers;
  body: unknown;
}

type Answer = object | (() => Response | object | Promise<Response>);

/** Answers each `METHOD /path` as told, refuses every other, and gives what was sent, in order. */
export function answerCalls(server: SetupServer, answers: Record<string, Answer>): SentCall[] {
  const sent: SentCall[] = [];
  server.use(
    http.all(`${api}/*`, async ({ request }) => {
      const { pathname, searchParams } = new URL(request.url);
      const call = `${request.method} ${pathname}`;
      const isJson = request.headers.get("content-type")?.startsWith("application/json") === true;
      const body: unknown = isJson ? await request.json() : await request.text();
      sent.push({ call, query: Object.fromEntries(searchParams), headers: request.headers, body });
      const answer = answers[call];
      if (answer === undefined) {
        const error = { code: "BAD_REQUEST_ERROR", description: `The requested URL was not found: ${call}` };
        return HttpResponse.json({ error }, { status: 404 });
      }
      const given = typeof answer === "function" ? await answer() : answer;
      return given instanceof Response ? given : new HttpResponse(JSON.stringify(given));
    }),
  );
  return sent;
}

export const refuse = (body: object, status = 400) => HttpResponse.json(body, { status });
