/** Which entries the page shows, as the address bar says it. */
export interface AuditSearch {
  actor?: string;
  action?: string;
  subject?: string;
  from?: string;
  to?: string;
}

const dayShape = /^\d{4}-\d{2}-\d{2}$/;
const isDay = (text: string) =>
  dayShape.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

/** Reads the address bar or the form; what cannot be meant is left out, so no address is an error. */
export function readAuditSearch(raw: Record<string, unknown>): AuditSearch {
  const word = (key: keyof AuditSearch, longest: number) => {
    const value = raw[key];
    const text = typeof value === "string" ? value.trim().slice(0, longest) : "";
    return text === "" ? {} : { [key]: text };
  };
  const day = (key: keyof AuditSearch) => {
    const value = raw[key];
    return typeof value === "string" && isDay(value) ? { [key]: value } : {};
  };
  return {
    ...word("actor", 80),
    ...word("action", 60),
    ...word("subject", 80),
    ...day("from"),
    ...day("to"),
  };
}

export const isFiltered = (search: AuditSearch) => Object.keys(search).length > 0;

/** The same entries as a file. */
export const fileAddress = (search: AuditSearch) => {
  const query = new URLSearchParams({ ...search }).toString();
  return `/exports/audit.csv${query === "" ? "" : `?${query}`}`;
};
