import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import { type ChildLog, readChildren } from '../../../src/sessions/children.ts';
import { calls, end, say } from '../agent/scriptedModel.ts';
import { AnsweringModel, agentsOf, ask, reportOf, resultsOf, withRoles } from './researchSupport.ts';
import { testHost } from './support.ts';

const program = fileURLToPath(new URL('./researchProcess.ts', import.meta.url));
const kills = 8;

interface Entry {
  readonly type: string;
  readonly id?: string;
  readonly purpose?: string;
}

describe('Research whose program is killed', () => {
  // shows: research-crash, research-goes-on
  it(`loses nothing that was found and pays for nothing twice, at each of ${kills} kills`, async function () {
    this.timeout(300_000);
    let whole = 0;
    let cut = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-research-kill-')));
      const root = join(folder, 'space');
      await mkdir(root);
      await writeFile(join(root, 'train.py'), 'import torch\nlr = 3e-4\nbatch = 32\n');
      try {
        // Half of them as soon as so many have reported, half wherever it happens to be.
        const told = await killedAfter(folder, root, kill % 2 === 0 ? { reports: 1 + (kill % 3) } : { ms: kill * 250 });
        const { promised, open } = await promisesIn(folder);
        assert.ok(open.length <= 3, `${open.length} promises at once, of three at work`);
        const models = twoModels();
        const silent = models.main;
        const workbench = await createWorkbench(testHost(folder, root, () => silent, withRoles(silent, models.reader)));
        try {
          const { log } = workbench.currentSession();
          const children = await readChildren(log.path);
          const agents = agentsOf(workbench);
          assert.equal(agents.length, children.length);
          for (const question of told) {
            const agent = agents.find((each) => each.question === question);
            assert.equal(agent?.facts.length, 1, `${question} had reported`);
          }
          whole += agents.filter(({ state }) => state === 'done').length;
          cut += agents.filter(({ state }) => state === 'stopped').length;
          if (children.length > 0) assert.match(resultsOf(workbench)[0] ?? '', /sub-agent/);
          assert.equal(silent.requests.length + models.reader.requests.length, 0);
          // Nothing new is promised.
          await workbench.spending.standing();
          assert.deepEqual((await promisesIn(folder)).promised, promised);
          assert.equal(new Set(promised).size, promised.length);
          // One before the first is sent out. Logs may be written a moment later than what is paid for.
          const requests = children.flatMap(({ events }) => events.filter(({ type }) => type === 'response.started')).length;
          assert.ok(promised.length >= requests + (children.length > 0 ? 1 : 0), `${promised.length} promises for ${requests} requests`);
          if (children.length > 0) await goesOn(workbench, models, children);
        } finally {
          await workbench.close();
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
    assert.ok(whole > 0 && cut > 0, `${whole} had ended, ${cut} were cut off: the kills came at the wrong moments`);
  });
});

const questions = ['first', 'second', 'third', 'fourth'];

/** One that asks the same again when it is told to, and one that reads three times and reports. */
function twoModels(): { readonly main: AnsweringModel; readonly reader: AnsweringModel } {
  let asked = 0;
  const main = new AnsweringModel(() => {
    asked += 1;
    return asked === 1 ? calls(['research', { task: 'Find the rate', questions }]) : [say('Nothing.'), end()];
  });
  const reader = new AnsweringModel((request) => {
    const results = request.messages.filter(({ role }) => role === 'tool');
    // What the kill interrupted was not read.
    const reads = results.filter((result) => !JSON.stringify(result).includes('Practicum ended')).length;
    if (reads < 3) return calls(['read_file', { path: 'train.py', from_line: 1 + reads, lines: 1 }]);
    return reportOf([{ fact: 'The rate is 3e-4.', source: 'train.py:2', quote: 'lr = 3e-4' }]);
  });
  return { main, reader };
}

/** What was promised for research, and what of it is still open, by the ledger on the disk. */
async function promisesIn(folder: string): Promise<{ readonly promised: readonly string[]; readonly open: readonly string[] }> {
  const lines = await readFile(join(folder, 'home', 'ledger', 'ledger.jsonl'), 'utf8').catch(() => '');
  const entries = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Entry => JSON.parse(line));
  const promised = entries.flatMap(({ type, id, purpose }) =>
    type === 'reserve' && id !== undefined && purpose === 'research' ? [id] : [],
  );
  const open = promised.filter((promise) => !entries.some(({ type, id }) => type !== 'reserve' && id === promise));
  return { promised, open };
}

/** Asked again, each has its answer, and nothing that was read is read a second time; what was all told before the kill is asked anew. */
async function goesOn(workbench: OpenWorkbench, { reader }: ReturnType<typeof twoModels>, before: readonly ChildLog[]): Promise<void> {
  const wasTold = workbench.currentSession().log.events.some((event) => event.type === 'tool.ended' && event.outcome === 'done');
  await ask(workbench, 'Go on');
  const agents = agentsOf(workbench).slice(before.length);
  assert.deepEqual(
    agents.map(({ question, facts }) => [question, facts.length]),
    questions.map((question) => [question, 1]),
  );
  const left = questions.map((question) => {
    const { events = [] } = before.find((child) => child.question === question) ?? {};
    if (!wasTold && events.some((event) => event.type === 'turn.ended' && event.end === 'done')) return 0;
    return wasTold ? 4 : 4 - events.filter((event) => event.type === 'tool.ended' && event.outcome === 'done').length;
  });
  assert.equal(
    reader.requests.length,
    left.reduce((sum, each) => sum + each, 0),
  );
}

/** The questions whose sub-agents had reported before. */
async function killedAfter(
  folder: string,
  root: string,
  when: { readonly reports: number } | { readonly ms: number },
): Promise<readonly string[]> {
  const child = spawn(process.execPath, [program, folder, root, '120'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: string[] = [];
  const lines = createInterface({ input: child.stdout });
  const began = Promise.withResolvers<void>();
  const reported = Promise.withResolvers<void>();
  lines.on('line', (line) => {
    if (line === 'began') began.resolve();
    if (line.startsWith('done ')) told.push(line.slice(5));
    if ('reports' in when && told.length >= when.reports) reported.resolve();
  });
  const gone = once(child, 'exit').then(() => assert.fail('the program ended before it was killed'));
  gone.catch(() => undefined);
  await Promise.race([began.promise, gone]);
  if ('ms' in when) await new Promise((resolve) => setTimeout(resolve, when.ms));
  else await Promise.race([reported.promise, gone]);
  child.kill('SIGKILL');
  await gone.catch(() => undefined);
  return told;
}
