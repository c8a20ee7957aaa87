import { createContext, use } from "react";
import { type DocumentIssue, pathText } from "../check-document.ts";
import { isRecord } from "../is-record.ts";
import { removeAt, setAt } from "../json-edit.ts";
import type { JsonPath } from "../json-tree.ts";

export interface StrategyForm {
  /** What the text holds now; the form shows it and writes into the text. */
  document: unknown;
  issues: readonly DocumentIssue[];
  edit(change: (text: string) => string): void;
  /** The id of the list of parameters that a number's field suggests. */
  paramsId: string;
}

const FormContext = createContext<StrategyForm | null>(null);
export const StrategyFormProvider = FormContext;

export function useStrategyForm(): StrategyForm {
  const form = use(FormContext);
  if (form === null) throw new Error("a field of the strategy stands outside of its form");
  return form;
}

export const valueAt = (document: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>((node, part) => {
    if (Array.isArray(node)) return typeof part === "number" ? node[part] : undefined;
    return isRecord(node) && Object.hasOwn(node, part) ? node[part] : undefined;
  }, document);

/** One part of the document: what it holds, what is wrong with exactly it, and how to change it. */
export function usePart(path: JsonPath) {
  const { document, issues, edit } = useStrategyForm();
  const where = pathText(path);
  const errors = issues.filter((issue) => issue.where === where).map(({ message }) => message);
  return {
    value: valueAt(document, path),
    error: errors.length === 0 ? undefined : sentences(errors),
    where,
    set: (value: unknown) => edit((text) => setAt(text, path, value)),
    remove: () => edit((text) => removeAt(text, path)),
  };
}

/** What is wrong anywhere below a part. */
export function useIssuesBelow(path: JsonPath): string | undefined {
  const { issues } = useStrategyForm();
  const below = issues.filter(
    (issue) => issue.path.length >= path.length && path.every((part, place) => issue.path[place] === part),
  );
  return below.length === 0 ? undefined : sentences(below.map(({ message }) => message));
}

const sentences = (messages: readonly string[]) =>
  messages.map((message) => message.charAt(0).toUpperCase() + message.slice(1)).join("; ");
