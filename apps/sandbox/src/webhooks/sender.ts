import type { EventRecord, ProviderName } from "../store/records.ts";

/** How one provider posts an event. */
export interface WebhookScheme {
  target: () => string;
  /** Body and headers for one attempt, signed as of now. */
  sign(event: EventRecord): { body: string; headers: Record<string, string> };
}

export interface Sender {
  knows(provider: ProviderName): boolean;
  /** Whether the receiver took it. Never rejects for what the receiver does. */
  send(event: EventRecord): Promise<boolean>;
}

const timeoutMs = 10_000;

export function createSender(schemes: ReadonlyMap<ProviderName, WebhookScheme>, signal: AbortSignal): Sender {
  return {
    knows: (provider) => schemes.has(provider),
    async send(event) {
      const scheme = schemes.get(event.provider);
      if (scheme === undefined) throw new Error(`no webhook of ${event.provider} can be sent`);
      const request = scheme.sign(event);
      try {
        const response = await fetch(scheme.target(), {
          method: "POST",
          ...request,
          redirect: "manual",
          signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        });
        await response.body?.cancel();
        return response.ok;
      } catch {
        // Nobody listens, or no answer in time: either way it was not taken, and is sent again.
        return false;
      }
    },
  };
}
