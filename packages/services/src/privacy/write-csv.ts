import type { SectionRow } from "./section.ts";

/** A spreadsheet takes a text that begins so for a formula. */
const looksLikeFormula = /^[=+\-@\t\r＝＋－＠]/;
const needsQuotes = /[",\r\n]/;

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return "";
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return `${value}`;
  if (value instanceof Date) return value.toISOString();
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return looksLikeFormula.test(text) ? `'${text}` : text;
};

const cellOf = (value: unknown): string => {
  const text = textOf(value);
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const lineOf = (cells: readonly unknown[]): string => `${cells.map(cellOf).join(",")}\r\n`;

/** The first line, behind a mark by which spreadsheets know UTF-8. */
export const csvHead = (columns: readonly string[]): string => `\ufeff${lineOf(columns)}`;

/** RFC 4180; a text that a spreadsheet would take for a formula is escaped. */
export const csvLines = (columns: readonly string[], rows: readonly SectionRow[]): string =>
  rows.map((row) => lineOf(columns.map((column) => row[column]))).join("");
