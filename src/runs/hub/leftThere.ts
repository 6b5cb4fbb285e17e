/** Files of a job that stayed on the Hub because of their size: `left-there.json`, so that nobody takes what is here for all of it. */
import path from 'node:path';
import * as z from 'zod';
import { readIfThere, writeWhole } from '../folder.ts';

export interface LeftThere {
  /** As people find it: `buckets/ada/practicum-runs/run_…`. */
  readonly place: string;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

const schema = z.object({
  v: z.literal(1),
  place: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: z.number() })),
});

function fileIn(folder: string): string {
  return path.join(folder, 'left-there.json');
}

export async function writeLeftThere(folder: string, left: LeftThere): Promise<void> {
  await writeWhole(fileIn(folder), `${JSON.stringify({ v: 1, ...left })}\n`);
}

/** Undefined: all of it is here, or it was no job. */
export async function readLeftThere(folder: string): Promise<LeftThere | undefined> {
  const text = await readIfThere(fileIn(folder));
  if (text === undefined) return undefined;
  try {
    const { place, files } = schema.parse(JSON.parse(text));
    return { place, files };
  } catch {
    return undefined;
  }
}
