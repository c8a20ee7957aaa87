import { stringify } from "csv-stringify/sync";

export interface CsvPart {
  columns: readonly string[];
  rows: readonly Readonly<Record<string, unknown>>[];
  /** Begins the file: with the names of the columns, behind a mark by which spreadsheets know UTF-8. */
  isFirst: boolean;
}

/** Lines of a file (RFC 4180). A text that a spreadsheet would take for a formula is escaped, a number is not. */
export const csvText = ({ columns, rows, isFirst }: CsvPart): string =>
  stringify([...rows], {
    columns: [...columns],
    header: isFirst,
    bom: isFirst,
    escape_formulas: true,
    record_delimiter: "windows",
    quoted_match: /[\r\n]/,
    cast: { boolean: String, date: (date) => date.toISOString() },
  });
