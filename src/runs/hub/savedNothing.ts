/** The disk of a job or a Space is gone with it: a script that ends well and left nothing anywhere has trained for nothing. */
import { readFile } from 'node:fs/promises';
import type { RunAlert } from '../alert.ts';
import type { RunSpec } from '../run.ts';
import type { JobExit } from './jobLines.ts';

/** What puts something on the Hub from inside a script. */
const pushes = /push_to_hub|upload_(?:file|folder|large_folder)|create_commit|\bHfApi\b|hf upload|huggingface-cli upload/;

/** `fetched`: files that are here. Undefined: something was saved, or nobody knows. */
export async function savedNothing(
  { id, script, argv }: Pick<RunSpec, 'id' | 'script' | 'argv'>,
  exit: JobExit | undefined,
  fetched: number,
  atMs: number,
  noun: 'job' | 'Space' = 'job',
): Promise<RunAlert | undefined> {
  if (exit === undefined || exit.code !== 0 || fetched > 0 || exit.kept.length > 0) return undefined;
  const text = await readFile(script, 'utf8').catch(() => '');
  if (pushes.test(text) || pushes.test(argv.join(' '))) return undefined;
  const isLost = exit.made > 0;
  return {
    id: `${id}-saves-nothing`,
    atMs,
    rule: 'saves-nothing',
    level: 'warning',
    title: isLost
      ? `What the script saved is gone with the ${noun}: ${exit.made} ${exit.made === 1 ? 'file' : 'files'} that nobody kept`
      : `The script saved nothing, and the disk of its ${noun} is gone`,
    evidence: [`${exit.made} files made in its folder, 0 kept`],
    suggestion: 'Save below the folder that the script runs in or in $PRACTICUM_OUT, or push to the Hub, and run it again.',
    action: 'notify',
  };
}
