import { defined } from '../../base/defined.ts';
import type { Paper } from '../../papers/document.ts';
import type { Said } from '../../papers/said/said.ts';
import { readStage, type StageFiles, writeStage } from '../stages/files.ts';
import type { Triage } from '../stages/resultRecords.ts';
import { inputsOf, paperHash } from '../stages/units.ts';
import { type LookedUp, makeTriage } from './makeTriage.ts';

/** Makes the card of a paper and keeps it as `triage.json`; what was looked up for an earlier one stays known. Throws what `readStage` throws. */
export async function keepTriage(
  { paper, said, found }: { readonly paper: Paper; readonly said: Said; readonly found?: LookedUp },
  files: StageFiles,
): Promise<Triage> {
  const inputs = inputsOf({ paper: paperHash(paper) }, ['paper']);
  const before = await readStage(files, 'triage');
  const known = { ...(before === undefined ? {} : lookedUpFor(before)), ...found };
  return await writeStage(files, 'triage', makeTriage({ paper, said, inputs, found: known }));
}

function lookedUpFor({ code, data, replications }: Triage): LookedUp {
  const datasets = data.sets.flatMap(({ hub, name, state, licence }) =>
    hub === undefined || state === 'unknown'
      ? []
      : [{ id: hub, name, isThere: state !== 'no', ...(licence === undefined ? {} : { licence }) }],
  );
  return {
    ...(code.repositories.length === 0 && code.state !== 'no' ? {} : { repositories: code.repositories }),
    ...(datasets.length === 0 ? {} : { datasets }),
    ...defined({
      replications:
        replications.length === 0 ? undefined : replications.map(({ title, url, outcome }) => ({ title, url, ...defined({ outcome }) })),
    }),
  };
}
