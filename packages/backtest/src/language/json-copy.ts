import type { StrategyIssue, StrategyLimits } from "./limits.ts";

type Path = (string | number)[];
type Copied = { ok: true; value: unknown } | { ok: false; issue: StrategyIssue };

class NotJson extends Error {
  readonly path: Path;
  constructor(path: Path, message: string) {
    super(message);
    this.path = path;
  }
}

/** Every level of a rule is an object and a list; around them stand the document, a side and its entry. */
const jsonDepth = (limits: StrategyLimits) => 2 * limits.maxDepth + 8;

/**
 * Copies a document of unknown origin into plain JSON, or says where it is not JSON or too large. Reads each property
 * once and stops as soon as a bound is passed, so cycles, shared branches and vast arrays cost no more than the bounds.
 */
export function copyJson(document: unknown, limits: StrategyLimits): Copied {
  const budget = { bytes: limits.maxBytes };
  const spend = (bytes: number) => {
    budget.bytes -= bytes;
    if (budget.bytes < 0) throw new NotJson([], `is too large; at most ${limits.maxBytes} bytes are taken`);
  };

  const copyText = (text: string, path: Path) => {
    spend(text.length + 2);
    if (!text.isWellFormed() || text.includes("\u0000"))
      throw new NotJson(path, "holds a character that cannot be stored");
    return text;
  };

  const copyObject = (source: object, path: Path): unknown => {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(source)) {
      if (key === "__proto__") throw new NotJson(path, '"__proto__" is a reserved word; choose another name');
      const member: unknown = Reflect.get(source, key);
      if (member === undefined) continue;
      copy[copyText(key, path)] = copyValue(member, [...path, key]);
    }
    return copy;
  };

  const copyArray = (source: unknown[], path: Path): unknown => {
    spend(2 * source.length);
    return Array.from({ length: source.length }, (_, index) => copyValue(source[index], [...path, index]));
  };

  const copyValue = (source: unknown, path: Path): unknown => {
    spend(1);
    if (source === null || typeof source === "boolean") return source;
    if (typeof source === "string") return copyText(source, path);
    if (typeof source === "number") {
      if (Number.isFinite(source)) return source;
      throw new NotJson(path, "must be a finite number");
    }
    if (path.length >= jsonDepth(limits))
      throw new NotJson(path, `is nested too deeply; a rule takes at most ${limits.maxDepth} levels`);
    if (Array.isArray(source)) return copyArray(source, path);
    if (typeof source === "object" && isPlain(source)) return copyObject(source, path);
    throw new NotJson(path, "is not JSON; only objects, lists, text, numbers, true, false and null are");
  };

  try {
    return { ok: true, value: copyValue(document, []) };
  } catch (error) {
    if (error instanceof NotJson) return { ok: false, issue: { path: error.path, message: error.message } };
    return { ok: false, issue: { path: [], message: "cannot be read as JSON" } };
  }
}

function isPlain(source: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(source);
  return prototype === null || (typeof prototype === "object" && Object.getPrototypeOf(prototype) === null);
}
