export type JsonPath = readonly (string | number)[];

export type JsonReading =
  | { ok: true; value: unknown; lineOf: (path: JsonPath) => number }
  | { ok: false; line: number; message: string };

const deepest = 200;
const keyOf = (path: JsonPath) => JSON.stringify(path);

/**
 * Reads JSON and remembers where each value stands, so that an issue at a path in the document can be shown at its line.
 * Lines count from 1; a path that is not there gets the line of its nearest parent.
 */
export function readJson(text: string): JsonReading {
  const scanner = new Scanner(text);
  try {
    scanner.document();
    const value: unknown = JSON.parse(text);
    return { ok: true, value, lineOf: (path) => nearestLine(text, scanner.places, path) };
  } catch {
    const line = lineAt(text, scanner.at);
    return { ok: false, line, message: `is not valid JSON: ${scanner.expected} is expected` };
  }
}

function nearestLine(text: string, places: ReadonlyMap<string, number>, path: JsonPath): number {
  for (let length = path.length; length > 0; length--) {
    const place = places.get(keyOf(path.slice(0, length)));
    if (place !== undefined) return lineAt(text, place);
  }
  return 1;
}

const lineAt = (text: string, offset: number) => text.slice(0, offset).split("\n").length;

const simpleValue = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const quoted = /"(?:[^"\\\n\r\t]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

class Scanner {
  readonly text: string;
  readonly places = new Map<string, number>();
  at = 0;
  expected = "a value";

  constructor(text: string) {
    this.text = text;
  }

  document() {
    this.value([]);
    this.space();
    if (this.at < this.text.length) this.fail("the end of the document");
  }

  private value(path: (string | number)[]) {
    this.space();
    if (path.length > deepest) this.fail("less nesting");
    if (!this.places.has(keyOf(path))) this.places.set(keyOf(path), this.at);
    const next = this.text[this.at];
    if (next === "{") this.object(path);
    else if (next === "[") this.array(path);
    else if (next === '"') this.match(quoted, "a closed text");
    else this.match(simpleValue, "a value");
  }

  private object(path: (string | number)[]) {
    this.at++;
    this.space();
    if (this.take("}")) return;
    do {
      this.space();
      const start = this.at;
      const name: unknown = JSON.parse(this.match(quoted, "a name in double quotes"));
      const inside = [...path, String(name)];
      this.places.set(keyOf(inside), start);
      this.space();
      if (!this.take(":")) this.fail("a colon after the name");
      this.value(inside);
      this.space();
    } while (this.take(","));
    if (!this.take("}")) this.fail("a comma or a closing brace");
  }

  private array(path: (string | number)[]) {
    this.at++;
    this.space();
    if (this.take("]")) return;
    let place = 0;
    do {
      this.value([...path, place++]);
      this.space();
    } while (this.take(","));
    if (!this.take("]")) this.fail("a comma or a closing bracket");
  }

  private space() {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
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
