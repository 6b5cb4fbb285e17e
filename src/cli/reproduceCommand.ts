import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Cancelled, PracticumError } from '../base/errors.ts';
import { readLooseJson } from '../reproduction/plan/looseJson.ts';
import { acceptRow, changeRow, rowNamed, runsBehind, withRow } from '../reproduction/register/changes.ts';
import { setConfig } from '../reproduction/register/config.ts';
import { nextLine, registerLines, sliceLines, specLines } from '../reproduction/spec/begunText.ts';
import { draftStages, withRows } from '../reproduction/spec/draftStages.ts';
import { analysisFileName, type StageFiles, writeStage } from '../reproduction/stages/files.ts';
import { readStages } from '../reproduction/stages/readAll.ts';
import type { RegisterRow } from '../reproduction/stages/records.ts';
import { isAccepted, stagesOf } from '../reproduction/stages/stagesOf.ts';
import { paperHash, type Stages, unitStates } from '../reproduction/stages/units.ts';
import { type CommonOptions, type ReproduceRequest, WrongUsage } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { openGiven } from './givenPaper.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';
import { stageFolder } from './stageFolder.ts';

/** `practicum reproduce`: begins a reproduction, or says where it stands. Without a session and a model; what the person types is its own approval. */
export async function reproduce(options: CommonOptions, request: ReproduceRequest, output: Output): Promise<ExitCode> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Cancelled());
  process.once('SIGINT', stop);
  try {
    const host = createCliHost(options, output);
    const { opened } = await openGiven(host, request.paper, false, stopped.signal);
    if (request.shows !== 'stages') {
      const { reportOf, triageOf } = await import('./reproductionReport.ts');
      output.out(await (request.shows === 'report' ? reportOf : triageOf)(options, opened, output));
      return exitCode.done;
    }
    const root = host.roots[0] ?? process.cwd();
    const files = stageFolder(root, opened.paper.id);
    const before = await readStages(files);
    const drafted = draftStages(opened, request.sections, before);
    await writeStage(files, 'slice', drafted.slice);
    await writeStage(files, 'spec', drafted.spec);
    await writeStage(files, 'register', drafted.register);
    const decided = await decide(request, files, root);
    const stages = await withWorkspace(await readStages(files), files, root, paperHash(opened.paper));
    const { slice, spec, register } = stages;
    const standing = stagesOf(stages);
    if (options.json) {
      const { next } = standing;
      const rows = runsBehind(register ?? { rows: [] }, stages.runs);
      const shown = standing.stages.map(({ units, ...stage }) => ({ ...stage, units: units.map(({ key, state }) => ({ key, ...state })) }));
      output.out(
        `${JSON.stringify({ version: 1, paper: opened.paper.id, title: opened.paper.title, stages: shown, next, slice, spec, register, ...(await planShown(stages)), runsBehind: rows })}\n`,
      );
      return exitCode.done;
    }
    const lines = [
      `${opened.paper.title} (${opened.paper.id})`,
      ...decided,
      ...(slice === undefined ? [] : sliceLines(slice)),
      ...(spec === undefined ? [] : specLines(spec)),
      ...(register === undefined ? [] : registerLines(register)),
      ...standing.stages.map(({ stage, state, words }) => `${stage.padEnd(11)} ${state}${words === '' ? '' : `: ${words}`}`),
      nextLine(stages),
    ];
    output.out(`${lines.join('\n')}\n`);
    return exitCode.done;
  } finally {
    process.off('SIGINT', stop);
  }
}

/** The plan with its graph as data and as Mermaid draws it; nothing where there is none. */
async function planShown(stages: Stages): Promise<object> {
  const { plan } = stages;
  if (plan === undefined) return {};
  const { planGraph, planMermaid } = await import('../reproduction/plan/graph.ts');
  const states = unitStates(stages);
  const graph = planGraph(plan, (path) => states.get(`code/${path}`)?.kind ?? 'missing');
  return { plan, isAccepted: isAccepted(stages), graph, mermaid: planMermaid(graph) };
}

/** What the person says of rows: `--accept ROW`, `--set ROW=VALUE`. Answers what was done. */
async function decide({ accepts, sets }: ReproduceRequest, files: StageFiles, root: string): Promise<readonly string[]> {
  if (accepts.length === 0 && sets.length === 0) return [];
  const { register: read, spec } = await readStages(files, ['register', 'spec']);
  if (read === undefined || spec === undefined) throw new PracticumError('no-spec', 'There is no register yet.', { hint: 'Begin first.' });
  const changes = [
    ...accepts.map((name): RegisterRow => acceptRow(rowNamed(read, name))),
    ...sets.map((given): RegisterRow => {
      const at = given.indexOf('=');
      if (at < 1) throw new WrongUsage(`--set needs a row and a value: optimizer=Adam, not “${given}”.`);
      return changeRow(rowNamed(read, given.slice(0, at).trim()), valueIn(given.slice(at + 1)), 'Said on the command line.');
    }),
  ];
  const words: string[] = [];
  for (const row of changes) words.push(`${row.name}: ${JSON.stringify(row.value)}, ${row.state}.${await putInto(row, root)}`);
  const register = changes.reduce(withRow, read);
  await writeStage(files, 'register', register);
  await writeStage(files, 'spec', { ...spec, items: [...withRows(spec.items, register.rows)] });
  return words;
}

async function putInto({ config, value, state }: RegisterRow, root: string): Promise<string> {
  if (config?.file === undefined || value === undefined || state !== 'changed') return '';
  const path = resolve(root, config.file);
  const text = await readFile(path, 'utf8');
  const { text: now, was, line } = setConfig(text, config.file, config.key, value);
  if (now !== text) await writeFile(path, now);
  return ` ${config.file}, line ${line}: ${config.key} was ${was}.`;
}

/** `0.1`, `true` and `[1, 2]` are what they look like; everything else is a text. */
function valueIn(text: string): NonNullable<RegisterRow['value']> {
  const read = /^(?:[-+]?[\d.]|true$|false$|\[)/.test(text.trim()) ? readLooseJson(`{"v": ${text}}`) : undefined;
  const value =
    read?.kind === 'read' && typeof read.value === 'object' && read.value !== null && 'v' in read.value ? read.value['v'] : undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.flatMap((item) => (typeof item === 'number' || typeof item === 'string' ? [item] : []));
  return text.trim();
}

/** With the code and the analyses as they lie there now. */
async function withWorkspace(stages: Stages, files: StageFiles, root: string, paper: string): Promise<Stages> {
  const paths = stages.plan?.files.map(({ path }) => path) ?? [];
  const sources = new Map<string, string>();
  const analyses = new Map<string, string>();
  for (const path of paths) {
    const bytes = await readFile(resolve(root, path)).catch(() => undefined);
    if (bytes !== undefined) sources.set(path, createHash('sha256').update(bytes).digest('hex'));
    const text = await files.read(analysisFileName(path));
    if (text !== undefined) analyses.set(path, text);
  }
  return { ...stages, paper, sources, analyses };
}
