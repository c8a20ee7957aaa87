/** Where Stripe pays recipients to, by ISO 3166-1 code; the provider has the last word. */
const codes =
  "AE AT AU BE BG BR CA CH CY CZ DE DK EE ES FI FR GB GI GR HK HR HU IE IN IT JP KW LI LT LU LV MT MX MY NL NO NZ PL PT RO SE SG SI SK TH US";

/** Countries to choose from, by their names in the reader's language. */
export function countriesByName(locale?: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return codes
    .split(" ")
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}

/** The country that the reader's language points to, where it is one of them. */
export function countryHere(language: string = navigator.language): string {
  const region = new Intl.Locale(language).maximize().region ?? "";
  return codes.split(" ").includes(region) ? region : "US";
}
