/** What a job made comes here from the bucket that it was kept in. */
import { describeError } from '../../base/errors.ts';
import type { HubClient } from '../../hub/client.ts';
import type { Supervision } from '../supervision.ts';
import type { JobExit } from './jobLines.ts';
import { fetchFile, filesOf, type OutFile, placeOfOutputs } from './outBucket.ts';

const maxFetchedBytes = 2 * 2 ** 30;
const attempts = 5;

/** Answers how many files are here now. */
export async function fetchOutputs(
  hub: HubClient,
  payer: string,
  { recorder, options, segment }: Supervision,
  exit: JobExit | undefined,
  into: string,
): Promise<number> {
  const run = segment.spec.id;
  const here = new Set<string>();
  const left: string[] = [];
  // What a mounted bucket was given a moment ago may not be listed yet.
  const isAllThere = (files: readonly OutFile[]): boolean => files.length >= (exit?.kept.length ?? 0);
  if (exit !== undefined && exit.kept.length === 0) return 0;
  let failure: unknown;
  for (let attempt = 1, waitMs = 1_000; attempt <= attempts; attempt++, waitMs *= 2) {
    try {
      const files = await filesOf(hub, payer, run);
      let bytes = 0;
      for (const file of files) {
        bytes += file.bytes;
        if (bytes > maxFetchedBytes) left.push(file.name);
        else if (!here.has(file.name)) {
          await fetchFile(hub, payer, run, file, into);
          here.add(file.name);
        }
      }
      failure = undefined;
      if (isAllThere(files)) break;
    } catch (error) {
      failure = error;
    }
    if (attempt < attempts) await options.clock.sleep(waitMs);
  }
  const place = placeOfOutputs(payer, run);
  if (failure !== undefined) await recorder.note(`Not all that it made could be fetched (${describeError(failure)}). It lies in ${place}.`);
  else if (left.length > 0)
    await recorder.note(`Left on the Hub because of their size: ${[...new Set(left)].slice(0, 5).join(', ')}. They lie in ${place}.`);
  else if (here.size > 0)
    await recorder.note(`${here.size} ${here.size === 1 ? 'file that it made was' : 'files that it made were'} fetched into artifacts/.`);
  return here.size;
}
