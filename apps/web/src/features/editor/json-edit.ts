import { type JsonNode, type JsonPath, memberOf, nodeAt, readJson } from "./json-tree.ts";

const oneLineWidth = 72;
const step = "  ";

/** JSON as people write it: what is short on one line, the rest indented; `indent` stands before each further line. */
export function formatJson(value: unknown, indent = ""): string {
  const oneLine = inOneLine(value);
  if (oneLine.length + indent.length <= oneLineWidth || typeof value !== "object" || value === null)
    return oneLine;
  const deeper = indent + step;
  const parts = Array.isArray(value)
    ? value.map((inner) => formatJson(inner, deeper))
    : Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${formatJson(inner, deeper)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.map((part) => deeper + part).join(",\n")}\n${indent}${close}`;
}

function inOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const parts = Object.entries(value).map(([name, inner]) => `${JSON.stringify(name)}: ${inOneLine(inner)}`);
  return parts.length === 0 ? "{}" : `{ ${parts.join(", ")} }`;
}

interface Change {
  from: number;
  to: number;
  insert: string;
}

const applied = (text: string, { from, to, insert }: Change) => text.slice(0, from) + insert + text.slice(to);

const indentAt = (text: string, at: number) => {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? "";
};

/**
 * The text with the value at `path` replaced, or added as the last of its parent, whose own parents are made where they
 * are missing. Everything else keeps its every sign. A text that is no JSON, or a path through something that holds
 * no members, comes back as it was.
 */
export function setAt(text: string, path: JsonPath, value: unknown): string {
  const read = readJson(text);
  if (!read.ok) return text;
  const present = nodeAt(read.root, path);
  if (present) {
    const insert = formatJson(value, indentAt(text, present.from));
    return applied(text, { from: present.from, to: present.to, insert });
  }
  const [name, parentPath] = [path.at(-1), path.slice(0, -1)];
  const parent = nodeAt(read.root, parentPath);
  if (name === undefined) return text;
  if (parent) return addedTo(text, parent, name, value);
  return typeof name === "number" ? text : setAt(text, parentPath, { [name]: value });
}

function addedTo(text: string, parent: JsonNode, name: string | number, value: unknown): string {
  if (parent.kind === "plain" || (parent.kind === "array") !== (typeof name === "number")) return text;
  const entries = parent.kind === "object" ? parent.members : parent.items;
  const write = (indent: string) =>
    (typeof name === "number" ? "" : `${JSON.stringify(name)}: `) + formatJson(value, indent);
  const last = entries.at(-1);
  if (last === undefined) {
    const indent = indentAt(text, parent.from);
    const insert = `${text[parent.from]}\n${indent}${step}${write(indent + step)}\n${indent}${text[parent.to - 1]}`;
    return applied(text, { from: parent.from, to: parent.to, insert });
  }
  const before = text.slice(parent.from, last.from);
  const indent = indentAt(text, last.from);
  const isSpread = before.slice(before.lastIndexOf("\n")).trim() === "" && before.includes("\n");
  const insert = isSpread ? `,\n${indent}${write(indent)}` : `, ${write(indent)}`;
  return applied(text, { from: last.to, to: last.to, insert });
}

/** The text without the member or item at `path`; one that is not there, or the whole, changes nothing. */
export function removeAt(text: string, path: JsonPath): string {
  const read = readJson(text);
  if (!read.ok || path.length === 0) return text;
  const parent = nodeAt(read.root, path.slice(0, -1));
  const name = path.at(-1);
  if (!parent || parent.kind === "plain" || name === undefined) return text;
  const entries: readonly { from: number; to: number }[] =
    parent.kind === "object" ? parent.members : parent.items;
  const place =
    parent.kind === "object"
      ? parent.members.findLastIndex((member) => member.name === String(name))
      : Number(name);
  const entry = entries[place];
  if (!entry) return text;
  const [before, after] = [entries[place - 1], entries[place + 1]];
  const cut = before
    ? { from: before.to, to: entry.to }
    : after
      ? { from: entry.from, to: after.from }
      : { from: parent.from + 1, to: parent.to - 1 };
  const rest = applied(text, { ...cut, insert: "" });
  // A name that stood twice must not come back with its other value.
  return parent.kind === "object" ? removeAt(rest, path) : rest;
}

/** The text with the member at `path` under another name, at the same place. */
export function renameAt(text: string, path: JsonPath, name: string): string {
  const read = readJson(text);
  if (!read.ok) return text;
  const parent = nodeAt(read.root, path.slice(0, -1));
  const key = parent && memberOf(parent, path.at(-1))?.key;
  return key ? applied(text, { ...key, insert: JSON.stringify(name) }) : text;
}
