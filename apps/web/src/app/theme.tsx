import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";
import { IconSelector } from "@tabler/icons-react";

const ink: MantineColorsTuple = [
  "#f6f8f8",
  "#edf1f2",
  "#dfe5e7",
  "#c5ced2",
  "#9ba8ae",
  "#74838a",
  "#57656c",
  "#3c4950",
  "#263138",
  "#121a1f",
];

const night: MantineColorsTuple = [
  "#e4ebed",
  "#bcc8cd",
  "#94a3aa",
  "#72828a",
  "#43525b",
  "#232f36",
  "#172127",
  "#111a1f",
  "#0c1317",
  "#070c0f",
];

const petrol: MantineColorsTuple = [
  "#e7f4f5",
  "#cde7ea",
  "#9fd2d8",
  "#6fbdc6",
  "#45a1ad",
  "#238591",
  "#126c79",
  "#0b5863",
  "#08454e",
  "#063038",
];

const leaf: MantineColorsTuple = [
  "#e6f5ec",
  "#cbe9d7",
  "#9bd4b2",
  "#69bd8c",
  "#3fa56d",
  "#268a55",
  "#177245",
  "#0f5c37",
  "#0b482b",
  "#07321e",
];

const clay: MantineColorsTuple = [
  "#fcecea",
  "#f7d5d1",
  "#efaba4",
  "#e67f76",
  "#d9584f",
  "#c43f37",
  "#a9302a",
  "#8b2520",
  "#6d1c18",
  "#4d1310",
];

const amber: MantineColorsTuple = [
  "#fdf3e0",
  "#fae4b8",
  "#f5cd7f",
  "#f0b64a",
  "#dc9c26",
  "#b97d13",
  "#96630b",
  "#774e08",
  "#5b3b05",
  "#402903",
];

const sans =
  '"Inter Variable", "Inter Fallback", ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif';
const mono = '"Geist Mono Variable", ui-monospace, "SF Mono", Menlo, Consolas, monospace';

/** The quiet pairs of badges and alerts, which change with the scheme. */
const tones: Record<string, readonly [background: string, text: string]> = {
  petrol: ["var(--bz-accent-soft)", "var(--bz-accent)"],
  green: ["var(--bz-good-soft)", "var(--bz-good)"],
  yellow: ["var(--bz-warn-soft)", "var(--bz-warn)"],
  red: ["var(--bz-bad-soft)", "var(--bz-bad)"],
  gray: ["var(--bz-sunken)", "var(--bz-text-2)"],
};

/** What stands on a filled colour: white on the deep shades of light, ink on the pale ones of dark. */
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant === "filled") return { ...colors, color: "var(--bz-on-filled)" };
  const tone = tones[input.color ?? "petrol"];
  if (input.variant !== "light" || tone === undefined) return colors;
  const [background, color] = tone;
  return { ...colors, background, color, hover: `color-mix(in srgb, ${color} 14%, ${background})` };
};

export const theme = createTheme({
  colors: { gray: ink, dark: night, petrol, green: leaf, red: clay, yellow: amber },
  primaryColor: "petrol",
  primaryShade: { light: 7, dark: 3 },
  variantColorResolver: variantColors,
  black: "#0c1317",
  fontFamily: sans,
  fontFamilyMonospace: mono,
  fontSizes: { xs: "0.75rem", sm: "0.875rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.25rem" },
  lineHeights: { xs: "1.4", sm: "1.5", md: "1.55", lg: "1.6", xl: "1.6" },
  spacing: { xs: "0.5rem", sm: "0.75rem", md: "1rem", lg: "1.5rem", xl: "2.25rem" },
  radius: { xs: "3px", sm: "5px", md: "8px", lg: "12px", xl: "18px" },
  defaultRadius: "md",
  headings: {
    fontFamily: sans,
    fontWeight: "640",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: "clamp(1.625rem, 1.25rem + 1.6vw, 2.125rem)", lineHeight: "1.18" },
      h2: { fontSize: "1.25rem", lineHeight: "1.3" },
      h3: { fontSize: "1.0625rem", lineHeight: "1.35" },
      h4: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  shadows: {
    xs: "0 1px 2px rgb(12 19 23 / 6%)",
    sm: "0 1px 2px rgb(12 19 23 / 6%), 0 2px 6px rgb(12 19 23 / 5%)",
    md: "0 2px 4px rgb(12 19 23 / 5%), 0 8px 20px rgb(12 19 23 / 8%)",
    lg: "0 4px 8px rgb(12 19 23 / 6%), 0 18px 44px rgb(12 19 23 / 14%)",
    xl: "0 8px 16px rgb(12 19 23 / 8%), 0 32px 72px rgb(12 19 23 / 20%)",
  },
  focusRing: "auto",
  cursorType: "pointer",
  // By name, so that the theme pulls no component into the first page.
  components: {
    Button: { styles: { label: { fontWeight: 560, letterSpacing: "-0.005em" } } },
    Badge: {
      defaultProps: { variant: "light", radius: "sm" },
      styles: { root: { textTransform: "none", letterSpacing: 0, fontWeight: 560 } },
    },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Anchor: { defaultProps: { underline: "hover" } },
    Input: { defaultProps: { size: "md" } },
    InputWrapper: {
      defaultProps: { size: "md" },
      styles: {
        label: { fontSize: "0.875rem", fontWeight: 560, marginBottom: "0.3rem" },
        description: { fontSize: "0.8125rem", color: "var(--bz-text-3)" },
        error: { fontSize: "0.8125rem" },
      },
    },
    Modal: {
      defaultProps: {
        closeButtonProps: { "aria-label": "Close" },
        radius: "lg",
        overlayProps: { backgroundOpacity: 0.55, blur: 2 },
      },
      styles: {
        content: { background: "var(--bz-surface)" },
        header: { background: "var(--bz-surface)" },
        title: { fontSize: "1.125rem", fontWeight: 640, letterSpacing: "-0.015em" },
      },
    },
    Drawer: {
      defaultProps: { closeButtonProps: { "aria-label": "Close" } },
      styles: {
        content: { background: "var(--bz-surface)" },
        header: { background: "var(--bz-surface)" },
        title: { fontSize: "1.125rem", fontWeight: 640, letterSpacing: "-0.015em" },
      },
    },
    NativeSelect: {
      defaultProps: {
        rightSection: <IconSelector size={16} stroke={1.6} aria-hidden />,
        rightSectionPointerEvents: "none",
      },
    },
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "Close the message" } } },
    Skeleton: { defaultProps: { radius: "sm" } },
  },
});

/** `in-sample`, `holdout` and `after` are the three parts of a strategy's record, in the same colours everywhere. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    "--bz-measure": "68ch",
    "--bz-header": "60px",
  },
  light: {
    "--mantine-color-body": "#f6f8f8",
    "--mantine-color-text": "#121a1f",
    "--mantine-color-dimmed": "#4f5d64",
    "--mantine-color-placeholder": "#66757c",
    "--mantine-color-anchor": "#0b5863",
    "--mantine-color-error": "#a9302a",
    "--mantine-color-default-border": "#cdd6d9",
    "--bz-on-filled": "#ffffff",
    "--bz-surface": "#ffffff",
    "--bz-sunken": "#eef2f3",
    "--bz-line": "#e0e6e8",
    "--bz-line-strong": "#c5ced2",
    "--bz-text-2": "#46545b",
    "--bz-text-3": "#5a686f",
    "--bz-accent": "#0b5863",
    "--bz-accent-soft": "#e3f1f3",
    "--bz-good": "#0f5c37",
    "--bz-good-soft": "#e3f4ea",
    "--bz-warn": "#774e08",
    "--bz-warn-soft": "#fdf3e0",
    "--bz-bad": "#a9302a",
    "--bz-bad-soft": "#fceceb",
    "--bz-star": "#b97d13",
    "--bz-in-sample": "#8f5a00",
    "--bz-in-sample-soft": "#fbf0dc",
    "--bz-holdout": "#1c5fbe",
    "--bz-holdout-soft": "#e6effb",
    "--bz-after": "#9c2f74",
    "--bz-after-soft": "#fae9f3",
  },
  dark: {
    "--mantine-color-body": "#0c1317",
    "--mantine-color-text": "#e4ebed",
    "--mantine-color-dimmed": "#a3b1b7",
    "--mantine-color-placeholder": "#87969d",
    "--mantine-color-anchor": "#7fcad2",
    "--mantine-color-error": "#ef938b",
    "--mantine-color-default-border": "#43525b",
    "--mantine-color-default": "#172127",
    "--mantine-color-default-hover": "#1d2930",
    "--bz-on-filled": "#0c1317",
    "--bz-surface": "#121b20",
    "--bz-sunken": "#0a1013",
    "--bz-line": "#212d34",
    "--bz-line-strong": "#37464f",
    "--bz-text-2": "#b3c0c5",
    "--bz-text-3": "#93a2a9",
    "--bz-accent": "#7fcad2",
    "--bz-accent-soft": "#12292f",
    "--bz-good": "#7fd0a0",
    "--bz-good-soft": "#10281c",
    "--bz-warn": "#f0c069",
    "--bz-warn-soft": "#2b2110",
    "--bz-bad": "#ef938b",
    "--bz-bad-soft": "#301614",
    "--bz-star": "#f0b64a",
    "--bz-in-sample": "#e3ab4e",
    "--bz-in-sample-soft": "#2a2010",
    "--bz-holdout": "#7db2f7",
    "--bz-holdout-soft": "#11233c",
    "--bz-after": "#ea92c6",
    "--bz-after-soft": "#331626",
  },
});
