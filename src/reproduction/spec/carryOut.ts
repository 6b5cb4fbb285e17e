/** Carries out `start_reproduction` and `record_spec`. */
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import { parsePaperId } from '../../papers/address.ts';
import type { OpenedPaper } from '../../papers/readPaper.ts';
import type { RunServices } from '../../tools/define.ts';
import { displayPath } from '../../tools/paths.ts';
import { openPaper } from '../openPaper.ts';
import type { Subject } from '../plan/subject.ts';
import { writeStage } from '../stages/files.ts';
import { readStages, workStages } from '../stages/readAll.ts';
import { stageFilesFor, stagesFolder } from '../stages/toolFiles.ts';
import { hashesNow, paperHash, type Stages } from '../stages/units.ts';
import { paperFolder } from '../trace/sideFile.ts';
import { keepTriage } from '../triage/keepTriage.ts';
import type { LookedUp } from '../triage/makeTriage.ts';
import { nextLine, registerLines, sliceLines, specLines, unnamedLines } from './begunText.ts';
import { draftExperiment } from './draftExperiment.ts';
import { draftStages, requireBegun } from './draftStages.ts';
import { readGiven, recordItems } from './recordItems.ts';

export interface StartWish {
  readonly subject: Subject;
  readonly selection?: readonly string[] | undefined;
  readonly goal?: string | undefined;
  readonly budget?: number | undefined;
  /** For the triage. */
  readonly found?: LookedUp | undefined;
}

/** Throws `start-nothing`, `start-other-name`, `paper-body-unread`, `slice-no-part`, and what the ports and stages throw. */
export async function start(
  { subject, selection = [], goal, budget, found }: StartWish,
  services: RunServices,
  call: ToolCall,
): Promise<ToolResult> {
  const files = stageFilesFor(subject.folder, services, call);
  const before = await readStages(files, workStages);
  if (subject.paper === undefined) return await startExperiment({ subject, goal }, before, files, services);
  const read = await openPaper(subject.paper, services, call);
  requireSameFolder(subject, read);
  const drafted = draftStages(read, selection, before, budget);
  const triage = await keepTriage({ paper: read.paper, said: read.said, ...defined({ found }) }, files);
  const slice = await writeStage(files, 'slice', drafted.slice);
  const spec = await writeStage(files, 'spec', goal === undefined ? drafted.spec : { ...drafted.spec, goal });
  const register = await writeStage(files, 'register', drafted.register);
  const lines = [
    `“${read.paper.title}” (${read.paper.id}): begun in ${displayPath(stagesFolder(subject.folder, services.roots), services.roots)}.`,
    `Worth it? ${triage.advice}`,
    ...sliceLines(slice),
    ...specLines(spec),
    ...registerLines(register),
    ...unnamedLines(
      read.said.unnamed,
      slice.nodes.map(({ address }) => address),
    ),
    'Read the parts with read_paper before you record anything; formulas that could not be read are never guessed.',
    nextLine({ ...before, slice, spec, register, paper: paperHash(read.paper) }),
  ];
  return {
    content: lines.join('\n'),
    detail: { kind: 'files', paths: [...files.written] },
    origin: { kind: 'paper', name: read.paper.id },
  };
}

async function startExperiment(
  { subject, goal }: Pick<StartWish, 'subject' | 'goal'>,
  before: Stages,
  files: ReturnType<typeof stageFilesFor>,
  { roots }: RunServices,
): Promise<ToolResult> {
  const wanted = goal ?? before.spec?.goal;
  if (wanted === undefined || wanted.trim() === '')
    throw new PracticumError('start-nothing', `Nothing says what ${subject.name} is for.`, {
      hint: 'Give the goal as the person said it.',
    });
  const drafted = draftExperiment(wanted, before);
  const spec = await writeStage(files, 'spec', drafted.spec);
  const register = await writeStage(files, 'register', drafted.register);
  const lines = [
    `${subject.name}: begun in ${displayPath(stagesFolder(subject.folder, roots), roots)}. Later calls take paper ${JSON.stringify(subject.name)}.`,
    ...specLines(spec),
    ...registerLines(register),
    nextLine({ ...before, spec, register }),
  ];
  return { content: lines.join('\n'), detail: { kind: 'files', paths: [...files.written] } };
}

/** A DOI may turn out to be a paper of arXiv: one paper has one folder. */
function requireSameFolder({ folder, name }: Subject, { paper }: OpenedPaper): void {
  const own = parsePaperId(paper.id);
  if (paperFolder(own) === paperFolder(folder)) return;
  throw new PracticumError('start-other-name', `${name} is ${paper.id}, under which its stages and links are kept.`, {
    hint: `Call again with paper ${JSON.stringify(paper.id)}.`,
  });
}

/** Throws `no-spec`, `spec-unreadable`, `spec-refused` and what the ports and stages throw. */
export async function record(
  { subject, given }: { readonly subject: Subject; readonly given: unknown },
  services: RunServices,
  call: ToolCall,
): Promise<ToolResult> {
  const files = stageFilesFor(subject.folder, services, call);
  const before = await readStages(files, workStages);
  const begun = requireBegun(before, subject.name);
  const { given: wish, repairs } = readGiven(given);
  const read = subject.paper === undefined ? undefined : await openPaper(subject.paper, services, call);
  const recorded = recordItems(wish, read, begun);
  if (recorded.taken === 0 && wish.items.length > 0 && recorded.refused.length >= wish.items.length)
    throw new PracticumError('spec-refused', `Nothing was recorded: ${recorded.refused.slice(0, 8).join(' ')}`, {
      hint: 'Correct these with the words that stand in the paper, and record them again.',
    });
  const slice = hashesNow(before).get('slice');
  const inputs = slice === undefined ? {} : { slice };
  const spec = await writeStage(files, 'spec', { ...recorded.spec, inputs });
  const register = await writeStage(files, 'register', { ...recorded.register, inputs });
  const stages: Stages = { ...before, spec, register, ...(read === undefined ? {} : { paper: paperHash(read.paper) }) };
  const lines = [
    `${recorded.taken} of ${wish.items.length} items recorded; the specification has ${spec.items.length}.`,
    ...recorded.refused.slice(0, 30).map((problem) => `- refused: ${problem}`),
    ...repairs.slice(0, 10).map((repair) => `- mended: ${repair}`),
    ...registerLines(register),
    nextLine(stages),
  ];
  const origin = read === undefined ? {} : { origin: { kind: 'paper' as const, name: read.paper.id } };
  return { content: lines.join('\n'), detail: { kind: 'files', paths: [...files.written] }, ...origin };
}
