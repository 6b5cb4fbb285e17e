/**
 * A process that researches until it is killed. `argv`: folder of the home, workspace, and how long each answer of the model takes, in
 * milliseconds. Says on stdout what is on the disk: `began`, then `done <question>` for each sub-agent that has reported.
 */
import { createWorkbench } from '../../../src/app/workbench.ts';
import { calls } from '../agent/scriptedModel.ts';
import { AnsweringModel, reportOf, sendsOut, withRoles } from './researchSupport.ts';
import { testHost } from './support.ts';

const [, , folder = '', root = '', pause = '0'] = process.argv;
const questions = ['first', 'second', 'third', 'fourth'];
const reader = Object.assign(
  new AnsweringModel(async function* (request) {
    await new Promise((resolve) => setTimeout(resolve, Number(pause) * (1 + Math.random())));
    const reads = request.messages.filter(({ role }) => role === 'tool').length;
    if (reads < 3) yield* calls(['read_file', { path: 'train.py', from_line: 1 + reads, lines: 1 }]);
    else yield* reportOf([{ fact: 'The rate is 3e-4.', source: 'train.py:2', quote: 'lr = 3e-4' }]);
  }),
  { endpoint: 'https://models.example/v1', listedPrice: async () => ({ input: 1, output: 1 }) },
);
const main = sendsOut({ task: 'Find the rate', questions });
const workbench = await createWorkbench(testHost(folder, root, () => main, withRoles(main, reader)));
const told = new Set<string>();
workbench.currentSession().agent.onDidShow(({ detail }) => {
  if (detail.kind !== 'research') return;
  for (const { state, question } of detail.agents) {
    if (state !== 'done' || told.has(question)) continue;
    told.add(question);
    process.stdout.write(`done ${question}\n`);
  }
});
process.stdout.write('began\n');
await workbench.chat.send('Look into it', []);
await workbench.currentSession().agent.whenIdle();
process.stdout.write('over\n');
setInterval(() => undefined, 60_000); // until somebody ends it
