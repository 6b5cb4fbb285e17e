import type { Paper } from '../../papers/document.ts';
import type { Said } from '../../papers/said/said.ts';
import { type StageFiles, writeStage } from '../stages/files.ts';
import type { Triage } from '../stages/resultRecords.ts';
import { inputsOf, paperHash } from '../stages/units.ts';
import { type LookedUp, makeTriage } from './makeTriage.ts';

/** Makes the card of a paper and keeps it as `triage.json`. Throws what `writeStage` throws. */
export async function keepTriage(
  { paper, said, found }: { readonly paper: Paper; readonly said: Said; readonly found?: LookedUp },
  files: StageFiles,
): Promise<Triage> {
  const inputs = inputsOf({ paper: paperHash(paper) }, ['paper']);
  return await writeStage(files, 'triage', makeTriage({ paper, said, inputs, ...(found === undefined ? {} : { found }) }));
}
