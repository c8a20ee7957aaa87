const datePattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const secondsPattern = /^\d{9,10}$/;
const millisecondsPattern = /^\d{12,13}$/;

/** Days that no month has would otherwise count on into the next one. */
const isDay = (date: string): boolean => {
  const at = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
};

/** Milliseconds since 1970 of a date, an ISO time (UTC where it names no zone) or epoch seconds or milliseconds. */
export const parseBarTime = (text: string): number | undefined => {
  if (secondsPattern.test(text)) return Number(text) * 1_000;
  if (millisecondsPattern.test(text)) return Number(text);
  const [, date, time = "00:00", zone = "Z"] = datePattern.exec(text) ?? [];
  if (date === undefined || !isDay(date)) return undefined;
  const offset = zone.toUpperCase() === "Z" ? "Z" : zone.replace(/^(.\d{2}):?/, "$1:");
  const at = Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(at) ? undefined : at;
};
