import { dirname, sep } from 'node:path';
import * as z from 'zod';
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import { parseRepo, repoTitle } from '../hub/repoId.ts';
import type { PublishPlan } from '../runs/publish/plan.ts';
import type { PublishWish } from '../runs/publish/prepare.ts';
import { publishEffects, readsOf } from '../runs/publish/publishing.ts';
import { rootOf } from '../runs/rootOf.ts';
import { defineTool, rare } from './define.ts';
import { absolutePath, pathField } from './paths.ts';

const words = z.string().min(1).max(200);
const paragraph = z.string().min(1).max(4_000);

const input = z.strictObject({
  repo: words,
  type: z.enum(['model', 'dataset', 'space']).optional(),
  run: z.string().max(80).optional(),
  folder: pathField.optional(),
  visibility: z.enum(['public', 'private']).optional(),
  title: rare(words.optional()),
  summary: rare(paragraph.optional()),
  license: rare(z.string().max(60).optional()),
  languages: rare(z.array(z.string().max(12)).max(50).optional()),
  tags: rare(z.array(z.string().max(60)).max(30).optional()),
  pipeline: rare(z.string().max(60).optional()),
  base_model: rare(words.optional()),
  datasets: rare(z.array(words).max(20).optional()),
  papers: rare(z.array(words).max(20).optional()),
  limitations: rare(z.array(paragraph).max(20).optional()),
  evaluations: rare(z.array(pathField).max(10).optional()),
  baselines: rare(z.array(pathField).max(10).optional()),
  keep_card: rare(z.boolean().optional()),
  mark: rare(z.boolean().optional()),
  collection: rare(words.optional()),
});

/** Uploads what a run or a folder holds, with a card of what is known of it. */
export const publishToHub = defineTool({
  name: 'publish_to_hub',
  description:
    'Publish a run or a folder to Hugging Face, with a card written from the run’s record. Private unless visibility says otherwise. More fields, where they are known, never guessed: title, summary, license, pipeline, base_model; lists: languages, tags, datasets, papers, limitations; lists of files: evaluations, baselines (evaluation.json or results of lm-eval; of what the model was made of). keep_card: true leaves the card alone. Only where the person asks for it: mark (true: tag practicum), collection (owner/title-id, or a title).',
  input,
  effectKinds: ['read', 'publish'],
  title: ({ repo, visibility }) => `Publish ${repo}${visibility === 'public' ? ' for everybody' : ''}`,
  effects: (given, { roots }) => {
    const wish = wishOf(given, roots);
    return [...readsOf(wish).map((path) => ({ kind: 'read', path }) as const), ...publishEffects(wish)];
  },
  async preview(given, { roots, publishing }, signal) {
    const { planLines } = await import('../runs/publish/plan.ts');
    const wish = wishOf(given, roots);
    const plan = await publishing.plan(wish, signal);
    requireNamed(plan, wish, roots);
    return { kind: 'text', text: planLines(plan).join('\n') };
  },
  async run(given, { roots, publishing }, call) {
    const wish = wishOf(given, roots);
    const { page, commit, isPublic, notes } = await publishing.carryOut(call.permit, wish, (text) => call.progress(text), call.signal);
    const what = commit === undefined ? 'Nothing was different there; nothing was uploaded.' : `Uploaded as commit ${commit.slice(0, 10)}.`;
    return {
      content: [what, `${repoTitle(wish.repo)}: ${page}`, `visibility: ${isPublic ? 'public' : 'private'}`, ...notes].join('\n'),
    };
  },
});

/** A run may have saved anywhere that its arguments named. What lies outside of the workspace is read only where that was asked about. */
function requireNamed({ files }: PublishPlan, wish: PublishWish, roots: readonly string[]): void {
  const named = [...roots, ...readsOf(wish)];
  const far = files
    .flatMap(({ from }) => ('file' in from ? [from.file] : []))
    .find((file) => !named.includes(file) && rootOf(named, file) === undefined && !isOfRecord(file, wish.run));
  if (far === undefined) return;
  throw new PracticumError('outside-workspace', `The run saved in ${dirname(far)}, outside the workspace.`, {
    hint: 'Name that folder: the person is asked about it then.',
  });
}

/** What was fetched lies in the run's own folder, which may be kept elsewhere. */
function isOfRecord(file: string, run: RunId | undefined): boolean {
  return run !== undefined && file.split(sep).includes(run);
}

function wishOf(given: z.infer<typeof input>, roots: readonly string[]): PublishWish {
  const { repo, type, run, folder, base_model: baseModel, papers, keep_card: keep, evaluations, baselines, mark, ...said } = given;
  const absolute = (paths: readonly string[] | undefined): readonly string[] | undefined => paths?.map((each) => absolutePath(each, roots));
  return {
    repo: parseRepo(repo, type),
    ...defined({
      ...said,
      run: run === undefined ? undefined : (run as RunId),
      from: folder === undefined ? undefined : absolutePath(folder, roots),
      baseModel,
      isMarked: mark,
      papers: papers?.map((address) => ({ address })),
      evaluations: absolute(evaluations),
      baselines: absolute(baselines),
      card: keep === true ? ('keep' as const) : undefined,
    }),
  };
}
