/** All stages of a paper that there are, for whoever says where it stands. */
import { type KeptStage, readStage, type StageFiles } from './files.ts';
import { stageSchemas } from './records.ts';
import type { Stages } from './units.ts';

const all = Object.keys(stageSchemas) as readonly KeptStage[];

/** What a step of the work looks at: all but the triage, which comes before it. */
export const workStages: readonly KeptStage[] = all.filter((name) => name !== 'triage');

/** `names`: those that may be looked at. Throws what `readStage` throws for the first that cannot be read. */
export async function readStages(files: StageFiles, names: readonly KeptStage[] = all): Promise<Stages> {
  const read = await Promise.all(names.map(async (name) => [name, await readStage(files, name)] as const));
  return Object.fromEntries(read.filter(([, record]) => record !== undefined));
}
