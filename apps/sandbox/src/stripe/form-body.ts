import { invalidRequest } from "./wire-error.ts";

export type FormValue = string | FormValue[] | { [key: string]: FormValue };
type FormMap = Map<string, string | FormMap>;

const maxDepth = 8;
const maxFields = 1000;

/** Reads `a[b][0][c]=v` as Stripe does: brackets nest, whole numbers make a list. */
export function parseFormBody(body: string): { [key: string]: FormValue } {
  const root: FormMap = new Map();
  let fields = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    fields += 1;
    if (fields > maxFields) throw invalidRequest("Too many parameters.");
    put(root, readPath(name), value, name);
  }
  return toRecord(root);
}

function readPath(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (match?.[1] === undefined) throw invalidRequest(`Invalid parameter name: ${name}`, name);
  const inner = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "");
  if (inner.length >= maxDepth) throw invalidRequest(`Parameter nested too deeply: ${name}`, name);
  return [match[1], ...inner];
}

function put(root: FormMap, path: string[], value: string, name: string): void {
  let level = root;
  for (const [index, part] of path.entries()) {
    const key = part === "" ? String(level.size) : part;
    if (index === path.length - 1) {
      level.set(key, value);
      return;
    }
    const next = level.get(key) ?? new Map();
    if (typeof next === "string") throw invalidRequest(`Invalid object at: ${name}`, name);
    level.set(key, next);
    level = next;
  }
}

function toRecord(map: FormMap): { [key: string]: FormValue } {
  // No prototype: a parameter named __proto__ is then a parameter like any other.
  const record: { [key: string]: FormValue } = Object.create(null);
  for (const [key, value] of map) record[key] = typeof value === "string" ? value : toValue(value);
  return record;
}

function toValue(map: FormMap): FormValue {
  const isList = map.size > 0 && [...map.keys()].every((key, index) => key === String(index));
  return isList
    ? [...map.values()].map((value) => (typeof value === "string" ? value : toValue(value)))
    : toRecord(map);
}
