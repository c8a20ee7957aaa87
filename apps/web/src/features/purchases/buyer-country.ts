import { useState } from "react";

const codes =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

const storageKey = "boltz.paying-from";
const indianZones = ["Asia/Kolkata", "Asia/Calcutta"];

const regionOf = (language: string): string | undefined => {
  try {
    return new Intl.Locale(language).region;
  } catch {
    return undefined;
  }
};

/**
 * Where somebody most likely pays from. Many browsers in India speak American English, so the clock's zone
 * is asked first there; then the first language that names a region.
 */
export const likelyCountry = (languages: readonly string[], timeZone: string | undefined): string => {
  if (timeZone !== undefined && indianZones.includes(timeZone)) return "IN";
  const regions = languages.map(regionOf);
  return regions.find((region) => region !== undefined && codes.includes(region)) ?? "US";
};

function remembered(): string | null {
  try {
    const code = window.localStorage.getItem(storageKey);
    return code !== null && codes.includes(code) ? code : null;
  } catch {
    return null;
  }
}

function remember(code: string) {
  try {
    window.localStorage.setItem(storageKey, code);
  } catch {
    // A browser that stores nothing asks the next time again.
  }
}

/** The countries by their names in the reader's language, in its order. */
export function countryNames(locale?: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale ?? navigator.language, { type: "region" });
  const order = new Intl.Collator(locale);
  return codes
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => order.compare(a.label, b.label));
}

/** Where the buyer pays from: as chosen the last time, else as the browser suggests. */
export function useBuyerCountry() {
  const [country, setCountry] = useState(
    () =>
      remembered() ??
      likelyCountry(navigator.languages, new Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const choose = (code: string) => {
    remember(code);
    setCountry(code);
  };
  return { country, choose };
}
