/** What is to be published, gathered from the disk: the files of a folder or of a run, its curves and its card. Changes nothing. */
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { PracticumError } from '../../base/errors.ts';
import type { RunId } from '../../base/ids.ts';
import type { Paid } from '../../base/paid.ts';
import { hideSecrets } from '../../base/redact.ts';
import type { RepoId } from '../../hub/repoId.ts';
import type { UploadFile } from '../../hub/upload/describe.ts';
import { goalOf } from '../capture/names.ts';
import { readEnvironment } from '../environmentRecord.ts';
import { readEvaluation } from '../evaluate/readEvaluation.ts';
import { withBaseline } from '../evaluate/withBaseline.ts';
import { runPaths } from '../folder.ts';
import { headline } from '../headline.ts';
import { readLeftThere } from '../hub/leftThere.ts';
import type { RunState } from '../run.ts';
import type { Runs } from '../runs.ts';
import type { MetricSummary } from '../series.ts';
import { artifactsFolder } from '../ssh/progress.ts';
import { curvesPicture, thinned } from './curvesPicture.ts';
import { type ChosenFile, filesToPublish } from './filesToPublish.ts';
import { type FoundEvaluations, foundEvaluations } from './foundEvaluations.ts';
import { gatherFacts, type RecordedRun, type SaidOfIt } from './gatherFacts.ts';
import { modelCard } from './modelCard.ts';
import { type PublishRequest, sizeText } from './plan.ts';

export interface PublishWish extends Omit<SaidOfIt, 'repo' | 'type' | 'evaluations'> {
  readonly repo: RepoId;
  /** Whose result it is; absent: of no run. */
  readonly run?: RunId;
  /** Absolute; absent: where the run saved. */
  readonly from?: string;
  /** Records of evaluations: files or folders, absolute; see evaluate/readEvaluation.ts. */
  readonly evaluations?: readonly string[];
  /** The same of what it was made of. */
  readonly baselines?: readonly string[];
  readonly visibility?: 'public' | 'private';
  /** Absent: a card is written. `keep`: README.md of the folder, or the one that is there. */
  readonly card?: 'write' | 'keep';
  /** A collection that it is added to: `owner/title-id`, or a title of the owner's; absent: none. */
  readonly collection?: string;
}

export interface PublishSources {
  readonly runs: Pick<Runs, 'get' | 'list' | 'seriesOf'>;
  /** What was paid for a run; undefined: nothing, or nobody knows. */
  paidFor(run: RunId): Promise<Paid | undefined>;
}

const curvesName = 'curves.svg';
const mostCharts = 4;
const longestConfig = 1_000_000;

/** Throws `nothing-to-publish`, RunNotFound, or `run-goes-on`. */
export async function preparePublish(wish: PublishWish, { runs, paidFor }: PublishSources): Promise<PublishRequest> {
  const { repo, run, visibility, card = 'write' } = wish;
  const state = run === undefined ? undefined : await runs.get(run);
  const from = wish.from ?? (state === undefined ? undefined : await savedBy(state));
  if (from === undefined)
    throw new PracticumError('nothing-to-publish', 'It is not said what to publish.', { hint: 'Name a run, a folder or a file.' });
  const { files: chosen, left } = await filesToPublish(from);
  const series = state === undefined ? undefined : await runs.seriesOf(state.spec.id);
  const summaries = series === undefined ? [] : await series.summaries();
  const curves =
    series === undefined || state === undefined ? undefined : await pictureOf(state, summaries, (metric) => series.column(metric));
  const files: UploadFile[] = chosen.map(({ path: name, file }) => ({ path: name, from: { file } }));
  if (curves !== undefined && card === 'write') files.push({ path: curvesName, from: { bytes: Buffer.from(hideSecrets(curves)) } });
  const recorded: RecordedRun | undefined =
    state === undefined
      ? undefined
      : { state, summaries, environment: await readEnvironment(state.folder), paid: await paidFor(state.spec.id) };
  const { evaluations, notes } = await evaluationsOf(wish, await runs.list(), { from, files: chosen, state });
  const said: SaidOfIt = { ...wish, repo: repo.id, type: repo.type, evaluations };
  const text =
    card === 'keep'
      ? undefined
      : modelCard(
          gatherFacts(
            said,
            {
              paths: files.map(({ path: name }) => name),
              hasTransformersConfig: await saysTransformers(chosen),
              curves: curves === undefined ? undefined : curvesName,
            },
            recorded,
          ),
        );
  return {
    repo,
    files,
    left,
    notes: [
      ...notes,
      ...(await notHere(state)),
      ...(wish.isMarked === true && card === 'write' ? ['The card bears the tag practicum.'] : []),
    ],
    ...(wish.collection === undefined ? {} : { wishedCollection: wish.collection }),
    title: hideSecrets(`Publish ${said.title ?? (state === undefined ? path.basename(from) : state.spec.name)}`),
    ...(text === undefined ? {} : { card: hideSecrets(text) }),
    ...(visibility === undefined ? {} : { visibility }),
  };
}

/** Weights that stayed where they were made are not published by leaving them out silently. */
async function notHere(state: RunState | undefined): Promise<readonly string[]> {
  const left = state === undefined ? undefined : await readLeftThere(state.folder);
  if (left === undefined) return [];
  const names = left.files.slice(0, 5).map(({ name, bytes }) => `${name} (${sizeText(bytes)})`);
  const more = left.files.length > names.length ? ` and ${left.files.length - names.length} more` : '';
  return [
    `Not published, because it stayed in ${left.place} for its size: ${names.join(', ')}${more}. Let the script push it to the Hub itself.`,
  ];
}

/** Those that were named; where none was, what runs of this workspace measured. */
async function evaluationsOf(
  { evaluations, baselines = [], repo, baseModel }: PublishWish,
  runs: readonly RunState[],
  { from, files, state }: { readonly from: string; readonly files: readonly ChosenFile[]; readonly state: RunState | undefined },
): Promise<FoundEvaluations> {
  if (evaluations === undefined)
    return await foundEvaluations(runs, { from, files, repo: repo.id, baseModel: baseModel ?? state?.spec.settings?.model });
  const [measured, before] = [await Promise.all(evaluations.map(readEvaluation)), await Promise.all(baselines.map(readEvaluation))];
  return { evaluations: withBaseline(measured.flat(), before.flat()), notes: [] };
}

/** Where the result of a run lies: beside its newest checkpoint where a final model lies there, else that checkpoint, else what was fetched from elsewhere. Throws `nothing-to-publish`. */
export async function savedBy(state: RunState): Promise<string> {
  const newest = state.checkpoints?.at(-1)?.path;
  if (newest !== undefined) {
    const around = path.dirname(newest);
    return around !== state.spec.cwd && (await holdsModel(around)) ? around : newest;
  }
  const fetched = artifactsFolder(runPaths(state.folder));
  const { job } = state.spec;
  if (job !== undefined && state.exit === undefined)
    throw new PracticumError('nothing-to-publish', `What the run ${state.spec.id} makes comes here when it has ended on Hugging Face.`, {
      hint: 'Wait for its end, then publish it.',
    });
  if ((await readdir(fetched).catch(() => [])).length > 0) return await withoutLoneFolders(fetched);
  throw new PracticumError('nothing-to-publish', `The run ${state.spec.id} saved nothing that is known.`, {
    hint: 'Name the folder or file that it wrote.',
  });
}

/** `out/model.pt` alone is published as `model.pt`. */
async function withoutLoneFolders(folder: string): Promise<string> {
  const [only, ...more] = await readdir(folder, { withFileTypes: true });
  return only?.isDirectory() === true && more.length === 0 ? await withoutLoneFolders(path.join(folder, only.name)) : folder;
}

/** Many libraries write a config.json; that of Transformers names the architecture. */
async function saysTransformers(chosen: readonly ChosenFile[]): Promise<boolean> {
  const config = chosen.find(({ path: name, bytes }) => name === 'config.json' && bytes <= longestConfig);
  if (config === undefined) return false;
  try {
    const read: unknown = JSON.parse(await readFile(config.file, 'utf8'));
    return typeof read === 'object' && read !== null && ('architectures' in read || 'transformers_version' in read);
  } catch {
    return false;
  }
}

async function holdsModel(folder: string): Promise<boolean> {
  const info = await stat(folder).catch(() => undefined);
  if (info?.isDirectory() !== true) return false;
  const names = await readdir(folder);
  return (
    names.includes('config.json') ||
    names.includes('adapter_config.json') ||
    names.some((name) => /\.(?:safetensors|gguf|onnx|keras)$/.test(name))
  );
}

/** The metric that says most, and the losses and scores beside it. */
async function pictureOf(
  state: RunState,
  summaries: readonly MetricSummary[],
  column: (metric: string) => Promise<Parameters<typeof thinned>[0]>,
): Promise<string | undefined> {
  const curved = summaries.filter(({ n, metric }) => n > 1 && goalOf(metric) !== undefined);
  const first = headline(curved);
  const chosen = [...(first === undefined ? [] : [first]), ...curved.filter((one) => one !== first)].slice(0, mostCharts);
  const drawn = await Promise.all(chosen.map(async ({ metric }) => thinned(await column(metric))));
  return curvesPicture(drawn, `Curves of ${state.spec.name}: ${chosen.map(({ metric }) => metric).join(', ')}`);
}
