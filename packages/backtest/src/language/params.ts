import type { Strategy } from "./schema.ts";
import type { Path } from "./walk.ts";

export type ParamValues = Record<string, number>;

/** The value that each parameter has when nobody turns it. */
export const defaultValues = (strategy: Strategy): ParamValues =>
  Object.fromEntries(Object.entries(strategy.params).map(([name, param]) => [name, param.default]));

/** A copy of the document with every reference to a known parameter replaced by its value. */
export function substituteParams(node: unknown, values: ParamValues): unknown {
  if (Array.isArray(node)) return node.map((inner) => substituteParams(inner, values));
  if (typeof node !== "object" || node === null) return node;
  const name = paramNameOf(node);
  if (name !== undefined && Object.hasOwn(values, name)) return values[name];
  return Object.fromEntries(
    Object.entries(node).map(([key, inner]) => [key, substituteParams(inner, values)]),
  );
}

export interface ParamUse {
  name: string;
  path: Path;
}

/** Every place below `node` that refers to a parameter, known or not. */
export function paramUses(node: unknown, path: Path = []): ParamUse[] {
  if (typeof node !== "object" || node === null) return [];
  if (Array.isArray(node)) return node.flatMap((inner, index) => paramUses(inner, [...path, index]));
  const name = paramNameOf(node);
  if (name !== undefined) return [{ name, path }];
  return Object.entries(node).flatMap(([key, inner]) => paramUses(inner, [...path, key]));
}

/** The parameter that a node of a checked document refers to; nothing else there has `param` as text. */
function paramNameOf(node: object): string | undefined {
  return "param" in node && typeof node.param === "string" ? node.param : undefined;
}
