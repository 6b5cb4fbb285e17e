/** What a job made comes here from the bucket that it was kept in. */
import type { Clock } from '../../base/clock.ts';
import { describeError } from '../../base/errors.ts';
import type { HubClient } from '../../hub/client.ts';
import type { RunPaths } from '../folder.ts';
import type { Recorder } from '../recorder.ts';
import type { RunSpec } from '../run.ts';
import type { JobExit } from './jobLines.ts';
import { writeLeftThere } from './leftThere.ts';
import { fetchFile, filesOf, type OutFile, placeOfOutputs } from './outBucket.ts';

export const usualFetchedBytes = 2 * 2 ** 30;
const attempts = 5;

/** What of a supervision it takes. */
export interface Fetching {
  readonly paths: Pick<RunPaths, 'folder'>;
  readonly recorder: Pick<Recorder, 'note'>;
  readonly options: { readonly clock: Clock };
  readonly segment: { readonly spec: Pick<RunSpec, 'id'> };
}

/** The smallest first: settings, records and the evaluation are here whatever the weights weigh. Answers how many files are here now. */
export async function fetchOutputs(
  hub: HubClient,
  payer: string,
  { paths, recorder, options, segment }: Fetching,
  exit: Pick<JobExit, 'kept'> | undefined,
  into: string,
  atMostBytes = usualFetchedBytes,
): Promise<number> {
  const run = segment.spec.id;
  const here = new Set<string>();
  let left: readonly OutFile[] = [];
  // What a mounted bucket was given a moment ago may not be listed yet.
  const isAllThere = (files: readonly OutFile[]): boolean => files.length >= (exit?.kept.length ?? 0);
  if (exit !== undefined && exit.kept.length === 0) return 0;
  let failure: unknown;
  for (let attempt = 1, waitMs = 1_000; attempt <= attempts; attempt++, waitMs *= 2) {
    try {
      const files = (await filesOf(hub, payer, run)).toSorted((a, b) => a.bytes - b.bytes);
      const fitting = files.slice(0, countWithin(files, atMostBytes));
      left = files.slice(fitting.length);
      for (const file of fitting.filter(({ name }) => !here.has(name))) {
        await fetchFile(hub, payer, run, file, into);
        here.add(file.name);
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
  else if (left.length > 0) {
    await writeLeftThere(paths.folder, { place, files: left });
    const names = left.slice(0, 5).map(({ name, bytes }) => `${name} (${(bytes / 1e9).toFixed(1)} GB)`);
    const more = left.length > names.length ? ` and ${left.length - names.length} more` : '';
    await recorder.note(`Left on the Hub because of their size: ${names.join(', ')}${more}. They lie in ${place}; all else was fetched.`);
  } else if (here.size > 0)
    await recorder.note(`${here.size} ${here.size === 1 ? 'file that it made was' : 'files that it made were'} fetched into artifacts/.`);
  return here.size;
}

/** How many of the first of them have at most so many bytes together. */
function countWithin(files: readonly OutFile[], atMostBytes: number): number {
  let bytes = 0;
  const first = files.findIndex((file) => {
    bytes += file.bytes;
    return bytes > atMostBytes;
  });
  return first < 0 ? files.length : first;
}
