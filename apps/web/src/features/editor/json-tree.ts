export type JsonPath = readonly (string | number)[];

interface Span {
  from: number;
  to: number;
}

export interface JsonMember extends Span {
  name: string;
  /** The name in its quotes. */
  key: Span;
  value: JsonNode;
}

/** A value as it stands in a text. */
export type JsonNode = Span &
  (
    | { kind: "object"; members: readonly JsonMember[] }
    | { kind: "array"; items: readonly JsonNode[] }
    | { kind: "plain" }
  );

export interface JsonPlace extends Span {
  /** Counts from 1. */
  line: number;
}

export type JsonReading =
  | { ok: true; value: unknown; root: JsonNode; twice: readonly { path: JsonPath; key: Span }[] }
  | { ok: false; at: number; line: number; message: string };

const deepest = 200;

/** Reads JSON exactly as `JSON.parse` does, with the syntax tree that tells where each value stands. */
export function readJson(text: string): JsonReading {
  const reader = new Reader(text);
  try {
    const root = reader.document();
    const value: unknown = JSON.parse(text);
    return { ok: true, value, root, twice: reader.twice };
  } catch {
    const line = lineAt(text, reader.at);
    return { ok: false, at: reader.at, line, message: `is not valid JSON: ${reader.expected} is expected` };
  }
}

export const lineAt = (text: string, offset: number) => text.slice(0, offset).split("\n").length;

/** The last member of a name: it is the one that counts where a name stands twice. */
export const memberOf = (node: JsonNode, name: string | number | undefined): JsonMember | undefined =>
  node.kind === "object" ? node.members.findLast((member) => member.name === String(name)) : undefined;

const inside = (node: JsonNode, part: string | number | undefined): JsonNode | undefined =>
  node.kind === "array" && typeof part === "number" ? node.items[part] : memberOf(node, part)?.value;

/** The value at a path, or undefined where there is none. */
export const nodeAt = (root: JsonNode, path: JsonPath): JsonNode | undefined =>
  path.reduce<JsonNode | undefined>((node, part) => node && inside(node, part), root);

/**
 * Where an issue at a path is shown: from the member's name (or the item) to the end of its value. A path that is not
 * there is shown at the name, or the first sign, of its nearest parent.
 */
export function placeOf(text: string, root: JsonNode, path: JsonPath): JsonPlace {
  const span = spanOf(root, path);
  return { ...span, line: lineAt(text, span.from) };
}

function spanOf(root: JsonNode, path: JsonPath): Span {
  for (let length = path.length; length > 0; length--) {
    const parent = nodeAt(root, path.slice(0, length - 1));
    const node = nodeAt(root, path.slice(0, length));
    if (parent === undefined || node === undefined) continue;
    const key = memberOf(parent, path[length - 1])?.key;
    if (length === path.length) return { from: key?.from ?? node.from, to: node.to };
    return key ?? { from: node.from, to: node.from + 1 };
  }
  return { from: root.from, to: root.from + 1 };
}

const simpleValue = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const quoted = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class Reader {
  readonly text: string;
  readonly twice: { path: JsonPath; key: Span }[] = [];
  at = 0;
  expected = "a value";

  constructor(text: string) {
    this.text = text;
  }

  document(): JsonNode {
    const root = this.value([]);
    this.space();
    if (this.at < this.text.length) this.fail("the end of the document");
    return root;
  }

  private value(path: JsonPath): JsonNode {
    this.space();
    if (path.length > deepest) this.fail("less nesting");
    const next = this.text[this.at];
    if (next === "{") return this.object(path);
    if (next === "[") return this.array(path);
    const from = this.at;
    if (next === '"') this.match(quoted, "a closed text");
    else this.match(simpleValue, "a value");
    return { kind: "plain", from, to: this.at };
  }

  private object(path: JsonPath): JsonNode {
    const from = this.at++;
    const members: JsonMember[] = [];
    this.space();
    if (this.take("}")) return { kind: "object", from, to: this.at, members };
    do {
      this.space();
      const key = { from: this.at, to: this.at };
      const name = String(JSON.parse(this.match(quoted, "a name in double quotes")));
      key.to = this.at;
      if (members.some((member) => member.name === name)) this.twice.push({ path: [...path, name], key });
      this.space();
      if (!this.take(":")) this.fail("a colon after the name");
      const value = this.value([...path, name]);
      members.push({ from: key.from, to: value.to, name, key, value });
      this.space();
    } while (this.take(","));
    if (!this.take("}")) this.fail("a comma or a closing brace");
    return { kind: "object", from, to: this.at, members };
  }

  private array(path: JsonPath): JsonNode {
    const from = this.at++;
    const items: JsonNode[] = [];
    this.space();
    if (this.take("]")) return { kind: "array", from, to: this.at, items };
    do {
      items.push(this.value([...path, items.length]));
      this.space();
    } while (this.take(","));
    if (!this.take("]")) this.fail("a comma or a closing bracket");
    return { kind: "array", from, to: this.at, items };
  }

  private space() {
    while (/[ \t\n\r]/.test(this.text[this.at] ?? "")) this.at++;
  }

  private take(sign: string) {
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp, expected: string): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) return this.fail(expected);
    this.at += found.length;
    return found;
  }

  private fail(expected: string): never {
    this.expected = expected;
    throw new SyntaxError(expected);
  }
}
