import { gunzipSync } from "node:zlib";
import type { Bars } from "@boltz/backtest";
import { CsvError, type InfoRecord, parse } from "csv-parse/sync";
import { parseBarTime } from "./bar-time.ts";
import { refuseFile } from "./refuse-file.ts";

const largestFile = 64 * 1_024 * 1_024;
export const mostBars = 2_000_000;
const largestRecord = 4_096;

const timeNames = ["date", "time", "datetime", "timestamp"];
const priceFields = ["open", "high", "low", "close"] as const;
const fields = [...priceFields, "volume"] as const;
const adjusted = new Set(["adjclose", "adjustedclose"]);
const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export interface CsvBars {
  bars: Bars;
  /** The line of the file that each bar stands on. */
  lines: number[];
  /** Columns that were not used. */
  ignored: string[];
}

/** Takes apart a CSV file of bars, or the gzip of one. Throws `invalid_input` that names line and column. */
export const readBarsCsv = (file: Uint8Array): CsvBars => {
  const table = createTable();
  try {
    parse(unpack(file), {
      bom: true,
      trim: true,
      skip_empty_lines: true,
      max_record_size: largestRecord,
      on_record: (record: string[], { lines }: InfoRecord) => {
        table.add(record, lines);
        // The columns are kept, not the records.
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError)
      refuseFile(error.code === "CSV_MAX_RECORD_SIZE" ? "the line is too long" : error.message);
    throw error;
  }
  return table.end();
};

const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

const unpack = (file: Uint8Array): Buffer => {
  const tooLarge = () => refuseFile(`the file has more than ${largestFile / 1_048_576} MiB`);
  if (file.length > largestFile) tooLarge();
  if (!isGzip(file)) return Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  try {
    return gunzipSync(file, { maxOutputLength: largestFile });
  } catch (error) {
    if (error instanceof RangeError) return tooLarge();
    return refuseFile("the file is no whole gzip");
  }
};

interface Header {
  time: number;
  /** The place of each field; -1 for a volume that is not there. */
  places: Record<(typeof fields)[number], number>;
  ignored: string[];
}

const readHeader = (record: readonly string[], line: number): Header => {
  const names = record.map((name) => name.toLowerCase().replace(/[\s_-]+/g, ""));
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice !== undefined) refuseFile("the column is there twice", { line, column: twice });
  const times = names.filter((name) => timeNames.includes(name));
  if (times.length !== 1)
    refuseFile(
      times.length === 0
        ? `the first line names no column for the time (${timeNames.join(", ")})`
        : `one column for the time is needed, and there are ${times.join(" and ")}`,
      { line },
    );
  for (const name of priceFields)
    if (!names.includes(name)) refuseFile(`the first line names no column ${name}`, { line });
  const placeOf = (name: string) => names.indexOf(name);
  const known = new Set<string>([...times, ...fields, ...adjusted]);
  return {
    time: placeOf(times[0] ?? ""),
    places: {
      open: placeOf("open"),
      high: placeOf("high"),
      low: placeOf("low"),
      close: placeOf("close"),
      volume: placeOf("volume"),
    },
    ignored: record.filter((_, place) => !known.has(names[place] ?? "")),
  };
};

const readNumber = (text: string, place: { line: number; column: string }): number =>
  numberPattern.test(text) ? Number(text) : refuseFile(`"${text.slice(0, 40)}" is no number`, place);

const createTable = () => {
  let header: Header | undefined;
  const columns = {
    at: column(),
    open: column(),
    high: column(),
    low: column(),
    close: column(),
    volume: column(),
  };
  const lines: number[] = [];
  const add = (record: readonly string[], line: number): void => {
    if (header === undefined) {
      header = readHeader(record, line);
      return;
    }
    if (lines.length === mostBars) refuseFile(`a file may have ${mostBars} bars at most`, { line });
    const time = record[header.time] ?? "";
    columns.at.push(
      parseBarTime(time) ??
        refuseFile(`"${time.slice(0, 40)}" is no date, ISO time or epoch time`, { line, column: "time" }),
    );
    for (const name of fields) {
      const place = header.places[name];
      columns[name].push(place === -1 ? 0 : readNumber(record[place] ?? "", { line, column: name }));
    }
    lines.push(line);
  };
  const end = (): CsvBars => {
    if (lines.length === 0) refuseFile("the file has no bars");
    const { at, open, high, low, close, volume } = columns;
    return {
      bars: {
        at: at.end(),
        open: open.end(),
        high: high.end(),
        low: low.end(),
        close: close.end(),
        volume: volume.end(),
      },
      lines,
      ignored: header?.ignored ?? [],
    };
  };
  return { add, end };
};

/** Numbers that grow in place: a list of two million would take four times the memory. */
const column = () => {
  let values = new Float64Array(1_024);
  let count = 0;
  return {
    push: (value: number): void => {
      if (count === values.length) {
        const wider = new Float64Array(count * 2);
        wider.set(values);
        values = wider;
      }
      values[count] = value;
      count += 1;
    },
    end: () => values.slice(0, count),
  };
};
