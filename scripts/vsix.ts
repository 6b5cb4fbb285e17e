/** What lies in a VSIX, read from the zip's central directory (APPNOTE.TXT 4.3.12). */
import { readFileSync } from 'node:fs';

export interface PackedFile {
  readonly path: string;
  readonly packedBytes: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

export function readVsix(file: string): readonly PackedFile[] {
  const zip = readFileSync(file);
  // The end record has a comment of unknown length behind it, so it is looked for from the back.
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new Error(`${file} is no zip file`);
  const count = zip.readUInt16LE(end + 10);
  const files: PackedFile[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new Error(`${file} has a broken directory`);
    const nameLength = zip.readUInt16LE(at + 28);
    files.push({ path: zip.toString('utf8', at + 46, at + 46 + nameLength), packedBytes: zip.readUInt32LE(at + 20) });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** The list to compare. Shared chunks are one line, however many there are: their names and number change with every edit and say nothing. */
export function packedList(files: readonly PackedFile[]): readonly string[] {
  return [...new Set(files.map(({ path }) => path.replace(/\/chunk-[A-Z0-9]{8}\.js$/, '/chunk-[hash].js')))];
}
