import { DEFAULT_THEME, mergeMantineTheme } from "@mantine/core";
import { expect, test } from "vitest";
import { cssVariables, theme } from "./theme.tsx";

const { light, dark } = cssVariables(mergeMantineTheme(DEFAULT_THEME, theme));
const schemes = {
  light: new Map(Object.entries(light)),
  dark: new Map(Object.entries(dark)),
};

function luminance(hex: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string) {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ["--mantine-color-body", "--bz-surface", "--bz-sunken"];
const texts = ["--mantine-color-text", "--mantine-color-dimmed", "--bz-text-2", "--bz-text-3", "--bz-accent"];
const pairs = [
  ...texts.flatMap((text) => surfaces.map((surface) => [text, surface] as const)),
  ["--mantine-color-placeholder", "--bz-surface"] as const,
  ["--mantine-color-error", "--bz-surface"] as const,
  ...["accent", "good", "warn", "bad", "in-sample", "holdout", "after"].map(
    (tone) => [`--bz-${tone}`, `--bz-${tone}-soft`] as const,
  ),
  ...["in-sample", "holdout", "after"].flatMap((part) =>
    surfaces.map((surface) => [`--bz-${part}`, surface] as const),
  ),
];

test.each(["light", "dark"] as const)("every text of the %s scheme can be read on its surface", (scheme) => {
  const weak = pairs
    .map(([text, surface]) => ({
      pair: `${text} on ${surface}`,
      ratio: contrast(schemes[scheme].get(text) ?? "", schemes[scheme].get(surface) ?? ""),
    }))
    .filter(({ ratio }) => !(ratio >= 4.5));
  expect(weak).toEqual([]);
});
