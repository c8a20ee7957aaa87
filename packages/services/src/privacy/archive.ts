import { Zip, ZipDeflate } from "fflate";

/** One file of an archive, written piece by piece. */
export interface ArchiveFile {
  write(text: string): void;
  end(): void;
}

/** A zip that is packed while it is written, so that only what is packed takes room. */
export const createArchive = () => {
  const encoder = new TextEncoder();
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  const open = (name: string): ArchiveFile => {
    const file = new ZipDeflate(name);
    zip.add(file);
    return {
      write: (text) => file.push(encoder.encode(text)),
      end: () => file.push(new Uint8Array(), true),
    };
  };
  return {
    open,
    /** The whole of it, once every file is ended. */
    finish: (): Buffer => {
      zip.end();
      return Buffer.concat(chunks);
    },
  };
};
