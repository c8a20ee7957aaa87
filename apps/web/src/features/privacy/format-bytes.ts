const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A file's size in the reader's locale: "820 byte", "1.4 MB". */
export const formatBytes = (bytes: number, locale?: string): string => {
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[step] ?? "byte",
    maximumFractionDigits: 1,
  }).format(bytes / 1_000 ** step);
};
