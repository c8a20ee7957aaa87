import { isRecord } from "./is-record.ts";

const number = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A number as it was typed: the number itself, or, while it is none yet, the text, which the checker then refuses at
 * this very field. So the document always holds what was typed.
 */
export function numberTyped(text: string): number | string {
  const value = Number(text.trim());
  return number.test(text.trim()) && Number.isFinite(value) ? value : text;
}

const paramName = /^[A-Za-z_]\w*$/;

/** A number, or the parameter that a word names. */
export function knobTyped(text: string): unknown {
  return paramName.test(text.trim()) ? { param: text.trim() } : numberTyped(text);
}

/** What a field shows of a number, of a parameter by its name, or of anything else that stands there. */
export function typedText(value: unknown): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  if (isRecord(value) && typeof value["param"] === "string" && Object.keys(value).length === 1)
    return value["param"];
  return JSON.stringify(value);
}
