/** Everything that planning looks at, read once for a call: stages, workspace, paper and runs. */
import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { Cancelled, PracticumError } from '../../base/errors.ts';
import { NotPermitted } from '../../base/permit.ts';
import type { ToolCall } from '../../base/tool.ts';
import type { PaperId } from '../../papers/address.ts';
import type { Paper } from '../../papers/document.ts';
import { readCode } from '../../runs/codeCopies.ts';
import type { RunState } from '../../runs/run.ts';
import type { RunServices } from '../../tools/define.ts';
import { firstRoot } from '../../tools/paths.ts';
import { FolderNotFound } from '../../workspace/fileErrors.ts';
import { type ReportedCell, reportedCells } from '../cells/reported.ts';
import { openPaper } from '../openPaper.ts';
import { analysisFileName, type StageFiles } from '../stages/files.ts';
import { readStages, workStages } from '../stages/readAll.ts';
import { stageFilePath } from '../stages/toolFiles.ts';
import { paperHash, type Stages } from '../stages/units.ts';
import { CodeIndex } from '../trace/codeIndex.ts';
import { readSource } from '../trace/pythonSource.ts';
import type { StagesOwner } from '../trace/sideFile.ts';
import type { PlanGround } from './ground.ts';
import { type ExecutedRun, executedRun, plannedRun, sha256Of } from './plannedRuns.ts';

export interface GatheredRun extends ExecutedRun {
  readonly state: RunState;
}

export interface Gathered {
  readonly stages: Stages;
  readonly ground: PlanGround;
  readonly paper: Paper | undefined;
  /** Why the paper could not be read now. */
  readonly paperNote: string | undefined;
  /** Those that execute a command of the plan, the oldest first. */
  readonly runs: readonly GatheredRun[];
}

type Services = Pick<RunServices, 'files' | 'folders' | 'roots' | 'papers' | 'runs'>;

const mostFiles = 20_000;
const readPattern = '*.{py,ipynb,yaml,yml,toml,json,cfg,ini,txt,md,sh}';

/** Throws what a stage that cannot be read throws. `id` undefined: there is no paper. */
export async function gather(
  id: PaperId | undefined,
  folder: StagesOwner,
  stageFiles: StageFiles,
  services: Services,
  call: ToolCall,
): Promise<Gathered> {
  const records = await readStages(stageFiles, workStages);
  const root = firstRoot(services.roots);
  const [{ files, texts, code }, read, analyses] = await Promise.all([
    readWorkspace(root, services, call),
    id === undefined ? { paper: undefined, note: undefined } : readPaperNow(id, services, call),
    readAnalyses(records, folder, services, call),
  ]);
  const planned = records.plan?.files.map(({ path }) => path) ?? [];
  const there = new Set([...files, ...(await hiddenFiles(root, planned, files))]);
  const { paper } = read;
  const stages: Stages = {
    ...records,
    ...(paper === undefined ? {} : { paper: paperHash(paper) }),
    sources: new Map(planned.flatMap((path) => (texts.has(path) ? [[path, sha256Of(texts.get(path) ?? '')] as const] : []))),
    analyses,
  };
  return {
    stages,
    paper,
    paperNote: read.note,
    ground: {
      files: there,
      code,
      texts,
      made: new Set(records.code?.files.map(({ path }) => path)),
      ...(records.spec === undefined ? {} : { spec: records.spec }),
      ...(records.register === undefined ? {} : { register: records.register }),
      ...(paper === undefined ? {} : { tables: tablesOf(paper), anchors: anchorsOf(paper) }),
      ...(id === undefined ? { tables: new Map() } : {}),
    },
    runs: records.plan === undefined ? [] : await plannedRuns(root, records, services),
  };
}

/** What is looked for in files of a plan must be known also where git ignores them. */
export async function hiddenFiles(root: string, paths: readonly string[], known: ReadonlySet<string>): Promise<readonly string[]> {
  const found = await Promise.all(
    paths
      .filter((path) => !known.has(path))
      .map(async (path) => ((await lstat(join(root, path)).catch(() => undefined))?.isFile() === true ? [path] : [])),
  );
  return found.flat();
}

async function readWorkspace(root: string, { folders }: Services, call: ToolCall): Promise<Pick<PlanGround, 'files' | 'texts' | 'code'>> {
  const { entries } = await folders.list(call.permit, { path: root, maxEntries: mostFiles }, call.signal);
  const files = new Set(entries.map(({ path }) => path).filter((path) => !path.endsWith('/')));
  const texts = new Map<string, string>();
  for await (const { path, text } of folders.texts(call.permit, { path: root, pattern: readPattern }, call.signal))
    if (!path.startsWith('.practicum/')) texts.set(path, text);
  const python = [...texts].filter(([path]) => /\.(?:py|ipynb)$/u.test(path));
  return { files, texts, code: new CodeIndex(python.map(([path, text]) => readSource(path, text))) };
}

/** A service that is away is nobody’s mistake: the plan can be looked at without the paper. */
async function readPaperNow(
  id: PaperId,
  services: Services,
  call: ToolCall,
): Promise<{ paper: Paper | undefined; note: string | undefined }> {
  try {
    return { paper: (await openPaper(id, services, call)).paper, note: undefined };
  } catch (error) {
    if (call.signal.aborted) throw new Cancelled();
    if (!(error instanceof PracticumError) || error instanceof NotPermitted) throw error;
    return { paper: undefined, note: `The paper could not be read now (${error.message}), so what it says is not shown here.` };
  }
}

/** The folder in which analyses lie: what a call has to name to read it. */
export function analysesFolder(id: StagesOwner, roots: readonly string[]): string {
  return stageFilePath(id, 'analysis', roots);
}

async function readAnalyses(
  { analysis }: Stages,
  id: StagesOwner,
  { folders, roots }: Services,
  call: ToolCall,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (analysis === undefined) return found;
  const names = new Map(analysis.files.map(({ path }) => [analysisFileName(path).replace(/^analysis\//u, ''), path]));
  try {
    for await (const { path: name, text } of folders.texts(
      call.permit,
      { path: analysesFolder(id, roots), pattern: '*.md' },
      call.signal,
    )) {
      const path = names.get(name);
      if (path !== undefined) found.set(path, text);
    }
  } catch (error) {
    if (!(error instanceof FolderNotFound)) throw error;
  }
  return found;
}

export function tablesOf({ nodes }: Pick<Paper, 'nodes'>): ReadonlyMap<string, readonly ReportedCell[]> {
  const tables = new Map<string, readonly ReportedCell[]>();
  for (const node of nodes) {
    if (node.kind !== 'table') continue;
    const cells = reportedCells(node);
    for (const name of [node.anchor, ...node.aliases]) tables.set(name, cells);
  }
  return tables;
}

function anchorsOf({ nodes, sections }: Paper): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const { anchor, aliases } of [...nodes, ...sections]) for (const name of [anchor, ...aliases]) anchors.add(name);
  for (const node of nodes) {
    if (node.kind === 'algorithm') for (const { anchor } of node.lines) anchors.add(anchor);
    if (node.kind === 'paragraph' || node.kind === 'footnote')
      for (const inline of node.content) if (inline.kind === 'math' && inline.anchor !== undefined) anchors.add(inline.anchor);
  }
  return anchors;
}

async function plannedRuns(root: string, { plan, register }: Stages, { runs }: Services): Promise<readonly GatheredRun[]> {
  if (plan === undefined) return [];
  const found: GatheredRun[] = [];
  for (const state of await runs.list()) {
    const executed = executedRun(state, root);
    if (executed === undefined || plannedRun(executed, plan, register) === undefined) continue;
    const code = await readCode(state.folder).catch(() => undefined);
    const kept = code === undefined ? {} : { code: new Map(code.files.map(({ path, sha256 }) => [path, sha256])) };
    found.push({ ...executed, ...kept, state });
  }
  return found.toSorted((a, b) => a.createdMs - b.createdMs);
}
