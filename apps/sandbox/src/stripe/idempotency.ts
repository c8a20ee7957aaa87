import { createHash } from "node:crypto";
import type { Core } from "../core.ts";
import type { AnswerRecord } from "../store/records.ts";
import { WireError } from "./wire-error.ts";

export interface KeyedRequest {
  key: string;
  requestHash: string;
}

export function keyedRequest(key: string, method: string, path: string, body: string): KeyedRequest {
  if (key.length > 255) {
    throw new WireError(400, {
      type: "invalid_request_error",
      message: "The idempotency key is longer than 255.",
    });
  }
  return { key, requestHash: createHash("sha256").update(`${method} ${path}\n${body}`).digest("hex") };
}

/** The answer already given under the key, if any; refuses a key that was used for something else. */
export function findAnswer(core: Core, request: KeyedRequest): AnswerRecord | undefined {
  const answer = core.store.answers.find(request.key);
  if (answer !== undefined && answer.requestHash !== request.requestHash) {
    throw new WireError(400, {
      type: "idempotency_error",
      message:
        "Keys for idempotent requests can only be used with the same parameters they were first used with. " +
        `Try using a key other than '${request.key}' if you meant to execute a different request.`,
    });
  }
  return answer;
}

export function keyInUse(key: string): WireError {
  return new WireError(409, {
    type: "invalid_request_error",
    code: "idempotency_key_in_use",
    message: `There is currently another in-progress request using this idempotent key: ${key}.`,
  });
}
