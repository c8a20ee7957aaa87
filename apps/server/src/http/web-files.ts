import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { createMiddleware } from "hono/factory";
import type { Env } from "./parts.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};
const packed = new Set([".html", ".js", ".css", ".json", ".svg", ".txt", ".webmanifest"]);

type Bytes = Uint8Array<ArrayBuffer>;

interface WebFile {
  type: string;
  etag: string;
  plain: Bytes;
  gzipped: Bytes | null;
  /** Its name changes with its contents, so it may be kept for ever. */
  isHashed: boolean;
}

/** The built web app by address. */
export type WebFiles = ReadonlyMap<string, WebFile>;

const load = async (path: string, address: string): Promise<WebFile> => {
  const plain = new Uint8Array(await readFile(path));
  const type = types[extname(path)] ?? "application/octet-stream";
  const etag = `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"`;
  const gzipped = packed.has(extname(path)) ? new Uint8Array(await promisify(gzip)(plain)) : null;
  return { type, etag, plain, gzipped, isHashed: address.startsWith("/assets/") };
};

/** Reads the whole build once: nothing outside it can ever be asked for. */
export const loadWebFiles = async (directory: string): Promise<WebFiles> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.map(async (path): Promise<[string, WebFile]> => {
      const address = `/${relative(directory, path).split(sep).join("/")}`;
      return [address, await load(path, address)];
    }),
  );
  return new Map(files);
};

const isServer = (path: string) =>
  /^\/(api|bundles|bars|schemas|pay|exports|\.well-known|assets)(\/|$)/.test(path);

/** Files under their address; every other page address answers index.html, which routes by itself. */
export const webFiles = (files: WebFiles) =>
  createMiddleware<Env>(async (c, next) => {
    if (c.req.method !== "GET" && c.req.method !== "HEAD") return next();
    const file = files.get(c.req.path) ?? (isServer(c.req.path) ? undefined : files.get("/index.html"));
    if (file === undefined) return next();
    c.header("cache-control", file.isHashed ? "public, max-age=31536000, immutable" : "no-cache");
    c.header("etag", file.etag);
    c.header("vary", "accept-encoding");
    if (c.req.header("if-none-match") === file.etag) return c.body(null, 304);
    const isPacked = file.gzipped !== null && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
    if (isPacked) c.header("content-encoding", "gzip");
    c.header("content-type", file.type);
    return c.body(isPacked && file.gzipped !== null ? file.gzipped : file.plain);
  });
