/** What the record of a run tells for its card. What it does not tell stays absent. */
import { defined } from '../../base/defined.ts';
import type { Paid } from '../../base/paid.ts';
import { hideSecrets } from '../../base/redact.ts';
import { argumentsOf } from '../compare.ts';
import type { EnvironmentRecord } from '../environmentRecord.ts';
import type { RunState } from '../run.ts';
import { runTitle } from '../runTitle.ts';
import type { MetricSummary } from '../series.ts';
import type { CardFacts, Evaluation, PaperFact } from './cardFacts.ts';

/** What a person or the agent says beside it. */
export interface SaidOfIt {
  readonly repo: string;
  readonly type: CardFacts['type'];
  readonly title?: string;
  readonly summary?: string;
  readonly license?: string;
  readonly languages?: readonly string[];
  readonly tags?: readonly string[];
  readonly pipeline?: string;
  readonly baseModel?: string;
  readonly datasets?: readonly string[];
  readonly papers?: readonly PaperFact[];
  readonly evaluations?: readonly Evaluation[];
  readonly limitations?: readonly string[];
  /** Whether the card says by a tag with what it was made; absent: it does not. */
  readonly isMarked?: boolean;
}

export interface RecordedRun {
  readonly state: RunState;
  readonly summaries: readonly MetricSummary[];
  readonly environment: EnvironmentRecord | undefined;
  /** US dollars that the ledger says were paid for it. */
  readonly paid: Paid | undefined;
}

/** Versions that a reader looks for; all of them are in the run's record. */
const toldPackages = [
  'torch',
  'transformers',
  'peft',
  'trl',
  'accelerate',
  'datasets',
  'lightning',
  'keras',
  'tensorflow',
  'jax',
  'scikit-learn',
  'numpy',
];

/** What is published, as far as its card speaks of it. */
export interface PublishedFiles {
  /** By their paths in the repository. */
  readonly paths: readonly string[];
  /** Its config.json is one of Transformers, which names an architecture. */
  readonly hasTransformersConfig: boolean;
  /** The picture of the curves, where there is one. */
  readonly curves?: string | undefined;
}

export function gatherFacts(
  said: SaidOfIt,
  { paths: files, hasTransformersConfig, curves }: PublishedFiles,
  recorded: RecordedRun | undefined,
): CardFacts {
  const settings = recorded?.state.spec.settings;
  const adapter = files.some((file) => file.endsWith('adapter_config.json'));
  const baseModel = said.baseModel ?? repoLike(settings?.model);
  const datasets = said.datasets ?? [repoLike(settings?.dataset)].filter((each) => each !== undefined);
  return {
    repo: said.repo,
    type: said.type,
    title: said.title ?? (recorded === undefined ? (said.repo.split('/').at(-1) ?? said.repo) : runTitle(recorded.state)),
    languages: said.languages ?? [],
    tags: [...(said.tags ?? []), ...(said.isMarked === true ? ['practicum'] : [])],
    datasets: datasets.map((id) => ({ id })),
    papers: said.papers ?? [],
    hyperparameters: recorded === undefined ? [] : hyperparametersOf(recorded.state),
    metrics: recorded?.summaries ?? [],
    evaluations: said.evaluations ?? [],
    limitations: said.limitations ?? [],
    files,
    ...defined({
      summary: said.summary,
      license: said.license,
      library: libraryOf(files, hasTransformersConfig),
      pipeline: said.pipeline,
      baseModel: baseModel === undefined ? undefined : { id: baseModel, relation: adapter ? ('adapter' as const) : ('finetune' as const) },
      training: recorded === undefined ? undefined : trainingOf(recorded),
      curves,
    }),
  };
}

/** A setting may name a file, a class, or several things: only what reads as one repository is taken for one. */
function repoLike(text: string | undefined): string | undefined {
  return text !== undefined &&
    /^[A-Za-z0-9][\w.-]*\/[A-Za-z0-9][\w.-]*$/.test(text) &&
    !/\.(?:py|jsonl?|csv|tsv|parquet|txt|ya?ml|pt|bin)$/.test(text)
    ? text
    : undefined;
}

function libraryOf(files: readonly string[], hasTransformersConfig: boolean): string | undefined {
  const has = (name: RegExp): boolean => files.some((file) => name.test(file));
  if (has(/(^|\/)adapter_config\.json$/)) return 'peft';
  if (has(/(^|\/)modules\.json$/)) return 'sentence-transformers';
  if (has(/(^|\/)model_index\.json$/)) return 'diffusers';
  if (hasTransformersConfig && has(/\.(?:safetensors|bin)$/)) return 'transformers';
  if (has(/\.keras$/)) return 'keras';
  if (has(/\.gguf$/)) return 'gguf';
  if (has(/\.onnx$/)) return 'onnx';
  return has(/\.(?:pt|pth|ckpt)$/) ? 'pytorch' : undefined;
}

function hyperparametersOf({ spec }: RunState): CardFacts['hyperparameters'] {
  const given = [...argumentsOf(spec.argv, spec.script)].filter(([name]) => name !== 'program' && !name.startsWith('argument '));
  const declared = Object.entries(spec.settings ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const all = new Map([...declared, ...given.map(([name, value]) => [name.replace(/^[-+]+/, ''), value] as const)]);
  return [...all].map(([name, value]) => [name, withoutFolders(hideSecrets(value))] as const);
}

const absolutePath = /(?<![\w./:~\\-])(?:file:\/\/|~|[A-Za-z]:)?[\\/](?:[^\s\\/'",]+[\\/])*([^\s\\/'",]+)[\\/]?/g;

/** Where something lies on this machine, and how its person is called there, says nothing to a reader: of a path its last name. */
function withoutFolders(value: string): string {
  return value.replaceAll(absolutePath, '$1');
}

function trainingOf({ state, environment, paid }: RecordedRun): NonNullable<CardFacts['training']> {
  const { spec, startedMs, exit, status } = state;
  const packages = environment?.interpreter.packages ?? {};
  const versions = [
    ...(environment?.interpreter.version === undefined ? [] : [['Python', environment.interpreter.version] as const]),
    ...toldPackages.flatMap((name) => (packages[name] === undefined ? [] : [[name, packages[name]] as const])),
  ];
  const seconds = startedMs === undefined || exit === undefined ? undefined : Math.max(0, (exit.endedMs - startedMs) / 1000);
  return {
    run: spec.id,
    status,
    seeds: seedsOf(spec, environment),
    versions,
    isByAgent: spec.origin.by === 'agent',
    ...defined({ startedMs, seconds, hardware: hardwareOf(state, environment), paid, code: codeOf(spec.code) }),
  };
}

/** As they were recorded, else as the script's own words say. */
function seedsOf({ settings }: RunState['spec'], environment: EnvironmentRecord | undefined): readonly string[] {
  const recorded = [...new Set((environment?.seeds ?? []).map(({ value }) => value))];
  return recorded.length > 0 || settings?.seed === undefined ? recorded : [settings.seed];
}

function hardwareOf({ devices = [], spec: { job } }: RunState, environment: EnvironmentRecord | undefined): string | undefined {
  if (job !== undefined) return `Hugging Face ${job.kind === 'space' ? 'Spaces' : 'Jobs'}, ${job.flavor}`;
  if (environment === undefined) return undefined;
  const { gpus, cpu, cores } = environment.hardware;
  const used = devices.length > 0 ? devices.map(({ name }) => name) : gpus.map(({ name }) => name);
  if (used.length === 0) return `${cpu}, ${cores} cores, no GPU`;
  const counts = Map.groupBy(used, (name) => name);
  return [...counts].map(([name, all]) => (all.length === 1 ? name : `${all.length} × ${name}`)).join(', ');
}

/** The page of a commit, where the remote has one; a remote that needs an account of its own is still only a name. */
function codeOf({ commit, isDirty, remote }: RunState['spec']['code']): NonNullable<CardFacts['training']>['code'] {
  if (commit === undefined) return undefined;
  const page = /^(?:https:\/\/|git@|ssh:\/\/git@)((?:github\.com|gitlab\.com|huggingface\.co|codeberg\.org))[/:](.+?)(?:\.git)?$/.exec(
    remote ?? '',
  );
  const [, host, name] = page ?? [];
  return { commit, isDirty, ...(host === undefined || name === undefined ? {} : { address: `https://${host}/${name}/commit/${commit}` }) };
}
