import { expect, test } from "vitest";
import { countryNames, likelyCountry } from "./buyer-country.ts";

test.each([
  [["en-US", "hi-IN"], "Asia/Kolkata", "IN"],
  [["de", "de-AT"], "Europe/Vienna", "AT"],
  [["en-GB"], undefined, "GB"],
  [["es-419", "es-MX"], "America/Mexico_City", "MX"],
  [["en"], "UTC", "US"],
  [["not a language"], "UTC", "US"],
  [[], undefined, "US"],
] as const)("of %j in %s it is %s", (languages, zone, country) => {
  expect(likelyCountry(languages, zone)).toBe(country);
});

test("every country is there once, by its name, in the reader's order", () => {
  const names = countryNames("en");
  expect(names).toHaveLength(249);
  expect(new Set(names.map(({ value }) => value)).size).toBe(249);
  expect(names).toContainEqual({ value: "IN", label: "India" });
  expect(names.map(({ label }) => label)).toEqual(
    names.map(({ label }) => label).sort(new Intl.Collator("en").compare),
  );
});
