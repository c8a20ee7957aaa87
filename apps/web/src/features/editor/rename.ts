import { isRecord } from "./is-record.ts";
import { renameAt, setAt } from "./json-edit.ts";
import { type JsonPath, readJson } from "./json-tree.ts";

const referenceIn = { params: "param", indicators: "indicator" } as const;
export type NamedPart = keyof typeof referenceIn;

/** The text with a parameter or an indicator under another name, everywhere it is used. */
export function renamed(text: string, part: NamedPart, before: string, name: string): string {
  const read = readJson(text);
  if (!read.ok) return text;
  const uses = usesOf(read.value, referenceIn[part], before);
  const followed = uses.reduce((edited, path) => setAt(edited, path, name), text);
  return renameAt(followed, [part, before], name);
}

function usesOf(node: unknown, field: string, name: string, path: JsonPath = []): JsonPath[] {
  if (Array.isArray(node))
    return node.flatMap((inner, index) => usesOf(inner, field, name, [...path, index]));
  if (!isRecord(node)) return [];
  return Object.entries(node).flatMap(([key, inner]) =>
    key === field && inner === name ? [[...path, key]] : usesOf(inner, field, name, [...path, key]),
  );
}

/** Why a name cannot be taken here, or null. */
export function nameProblem(document: unknown, before: string, name: string): string | null {
  if (name === before) return null;
  if (!/^[a-z][A-Za-z0-9_]{0,39}$/.test(name))
    return "Begin with a small letter; then letters, digits and underscores";
  const taken = ["params", "indicators"].some((part) => {
    const holder = isRecord(document) ? document[part] : undefined;
    return isRecord(holder) && Object.hasOwn(holder, name);
  });
  return taken ? "This name is taken already" : null;
}

/** The first of `base1`, `base2` … that is free. */
export function freeName(document: unknown, base: string): string {
  for (let number = 1; ; number++)
    if (nameProblem(document, "", `${base}${number}`) === null) return `${base}${number}`;
}
