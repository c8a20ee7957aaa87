import { writeSync } from "node:fs";
import { env } from "node:process";
import { MarketError } from "@boltz/contract";
import { answerOf, type Task } from "./answer.ts";

/** Does what the request's document says, which the real one never would. */
const misbehave = (document: unknown): { document: unknown; secrets: string[] } => {
  if (document === "throws") throw new TypeError("the rules could not be read");
  if (document === "refuses")
    throw new MarketError("invalid_input", { issues: [{ path: ["long", "entry"], message: "is missing" }] });
  if (document === "exits") process.exit(3);
  if (document === "spins") for (;;) writeSync(2, "");
  if (document === "grows") for (const all: object[] = []; ; ) all.push({ place: all.length });
  return { document, secrets: Object.keys(env) };
};

export const prove = ({ request, news }: Task<{ document: unknown }>) => {
  news.postMessage({ share: 0, stage: "" });
  news.postMessage({ share: 0.5, stage: "half of it" });
  return answerOf(() => misbehave(request.document));
};

export const tryOut = ({ request, news }: Task<{ document: unknown }>) => {
  news.postMessage({ share: 0, stage: "" });
  return answerOf(() => misbehave(request.document));
};
