import { places } from "./places.ts";

interface StrategyMarkProps {
  /** What the mark is drawn from; the same seed always gives the same mark. */
  seed: string;
  size?: number;
}

const cells = 3;

function hashOf(text: string) {
  let hash = 0x811c9dc5;
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 0;
}

const corners = [
  "M0 0h10A10 10 0 0 1 0 10Z",
  "M10 0v10A10 10 0 0 1 0 0Z",
  "M10 10H0A10 10 0 0 1 10 0Z",
  "M0 10V0A10 10 0 0 1 10 10Z",
] as const;

/** A tile of quarter circles drawn from an identifier: a face for a strategy that promises nothing. */
export function StrategyMark({ seed, size = 44 }: StrategyMarkProps) {
  const hash = hashOf(seed);
  const hue = [178, 192, 204, 160, 36, 216][hash % 6] ?? 192;
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 30 30"
      aria-hidden
      style={{ flex: "none", borderRadius: size / 4.4, background: `hsl(${hue} 42% 22%)` }}
    >
      {places(cells * cells).map((cell) => {
        const bits = (hashOf(`${seed}:${cell}`) >>> 7) & 15;
        const path = corners[bits & 3];
        const light = [34, 48, 66, 80][bits >> 2] ?? 48;
        return (
          <path
            key={cell}
            d={path}
            transform={`translate(${(cell % cells) * 10} ${Math.floor(cell / cells) * 10})`}
            fill={bits === 7 ? "#f3bd4f" : `hsl(${hue} 40% ${light}%)`}
          />
        );
      })}
    </svg>
  );
}
