import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { openBench } from '../../app/bench.ts';
import { defined } from '../../base/defined.ts';
import { parseRepo, repoTypes } from '../../hub/repoId.ts';
import { planLines } from '../../runs/publish/plan.ts';
import type { PublishWish } from '../../runs/publish/prepare.ts';
import { WrongUsage } from '../command.ts';
import { exitCode } from '../exitCodes.ts';
import { nothingMore, required } from '../options.ts';
import { find } from '../runsCommands.ts';
import type { HubCommand, HubCommandContext } from './context.ts';

/** `hub publish RUN|FOLDER|FILE OWNER/NAME`: shows what would change, asks, and publishes exactly that. */
export const publish: HubCommand = async (context) => {
  const { values, options, host, output, terminal, signal } = context;
  const bench = openBench(host);
  try {
    const wish = await wishOf(context, bench);
    const plan = await bench.planPublish(wish, signal);
    const lines = planLines(plan, options.json ? 0 : undefined);
    if (!options.json) output.err(`${lines.join('\n')}\n`);
    if (values.yes !== true) {
      if (terminal === undefined) throw new WrongUsage('Nobody can be asked here: look at what would change, then give --yes.');
      const answer = await terminal.ask(plan.willBePublic ? 'Publish it for everybody? Type “public”: ' : 'Publish it? [y/N] ', signal);
      const isYes = plan.willBePublic ? answer?.trim() === 'public' : /^y(es)?$/i.test(answer?.trim() ?? '');
      if (!isYes) {
        output.err('Nothing was published.\n');
        return exitCode.needsApproval;
      }
    }
    const done = await bench.publishFromClick(wish, () => {}, signal);
    for (const note of done.notes) output.err(`${note}\n`);
    output.out(options.json ? `${JSON.stringify({ ...done, changes: plan.changes, left: plan.left })}\n` : `${done.page}\n`);
    return exitCode.done;
  } finally {
    bench.dispose();
  }
};

async function wishOf({ words, values, options }: HubCommandContext, bench: Parameters<typeof find>[0]): Promise<PublishWish> {
  const [what, repo, ...more] = words;
  nothingMore(more);
  const type = repoTypes.find((each) => each === (values.type ?? 'model'));
  if (type === undefined) throw new WrongUsage(`“${values.type}” is no type: ${repoTypes.join(', ')}.`);
  const named = required(what, 'hub publish needs a run, a folder or a file');
  const place = resolve(options.cwd ?? process.cwd(), named);
  const from = existsSync(place) ? { from: place } : { run: (await find(bench, named)).spec.id };
  return {
    ...from,
    repo: parseRepo(required(repo, 'hub publish needs the repository, as ada/tiny'), type),
    ...defined({
      visibility: values.public === true ? ('public' as const) : undefined,
      license: values.license,
      title: values.name,
      tags: values.tag,
      papers: values.paper?.map((address) => ({ address })),
      evaluations: values.evaluation?.map((each) => resolve(options.cwd ?? process.cwd(), each)),
      baselines: values.baseline?.map((each) => resolve(options.cwd ?? process.cwd(), each)),
      isMarked: values.mark,
      collection: values.collection,
      card: values['keep-card'] === true ? ('keep' as const) : undefined,
    }),
  };
}
