/** An identifier short enough for a table: its prefix and its end, which differ where ids do. */
export const shortId = (id: string): string => {
  const [, prefix, suffix] = /^([a-z]+)_([0-9a-z]{26})$/.exec(id) ?? [];
  return prefix === undefined || suffix === undefined ? id : `${prefix}_…${suffix.slice(-7)}`;
};
