import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { LanguageModel, ModelRequest } from '../../../src/models/model.ts';
import { childrenOf, readChildren } from '../../../src/sessions/children.ts';
import { calls, end, failure, hang, say } from '../agent/scriptedModel.ts';
import { AnsweringModel, agentsOf, ask, reportOf, resultsOf, sendsOut, withRoles } from './researchSupport.ts';
import { testHost, until } from './support.ts';

const eightThousand = { inputTokens: 8_000, outputTokens: 100, cacheReadTokens: 0, cacheWriteTokens: 0, isEstimated: false };
const hasRead = ({ messages }: ModelRequest): boolean => messages.some(({ role }) => role === 'tool');

describe('Research by sub-agents', () => {
  let folder: string;
  let root: string;
  const opened: OpenWorkbench[] = [];

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-research-')));
    root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'import torch\nlr = 3e-4\nbatch = 32\n');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((workbench) => workbench.close()));
    await rm(folder, { recursive: true, force: true });
  });

  async function open(main: LanguageModel, research: LanguageModel, overrides: Partial<WorkbenchHost> = {}): Promise<OpenWorkbench> {
    const workbench = await createWorkbench(testHost(folder, root, () => main, { ...withRoles(main, research), ...overrides }));
    opened.push(workbench);
    return workbench;
  }

  // shows: research-subagents, research-cited
  it('brings back facts that were read, each with its line, and keeps the rest out', async () => {
    const reader = new AnsweringModel((request) =>
      hasRead(request)
        ? reportOf(
            [
              { fact: 'The learning rate is 3e-4.', source: 'train.py:2', quote: 'lr = 3e-4' },
              { fact: 'It trains for 90 epochs.', source: 'https://example.org/recipe' },
              { fact: 'The batch is 64.', source: 'train.py:3', quote: 'batch = 64' },
            ],
            ['The number of epochs'],
          )
        : calls(['read_file', { path: 'train.py' }]),
    );
    const main = sendsOut({ task: 'Find the hyper-parameters' });
    const workbench = await open(main, reader);
    await ask(workbench);
    const [agent] = agentsOf(workbench);
    assert.equal(agent?.state, 'done');
    assert.deepEqual(agent.facts, [
      { text: 'The learning rate is 3e-4.', source: { kind: 'file', path: 'train.py', line: 2 }, quote: 'lr = 3e-4' },
    ]);
    assert.deepEqual(
      agent.notBacked.map(({ text, why }) => [text, why]),
      [
        ['It trains for 90 epochs.', 'Nothing that was read here shows this source.'],
        ['The batch is 64.', 'The quoted words do not stand in what was read of this source.'],
      ],
    );
    assert.deepEqual(agent.open, ['The number of epochs']);
    assert.deepEqual(agent.looks, [{ title: 'Read train.py', source: { kind: 'file', path: 'train.py', line: 1 } }]);
    const [result = ''] = resultsOf(workbench);
    assert.match(result, /- The learning rate is 3e-4\. \[train\.py:2\] “lr = 3e-4”/);
    assert.match(result, /Not backed by anything it read:\n- It trains for 90 epochs\./);
    // Its words come from outside: the model reads them in a fence.
    assert.match(JSON.stringify(main.requests.at(-1)?.messages), /<untrusted/);
  });

  // shows: research-context
  it('begins with nothing of the conversation but the task, and only with tools that look', async () => {
    const reader = new AnsweringModel(() => reportOf([]));
    const workbench = await open(sendsOut({ task: 'Find it', context: 'It is about optimisers', questions: ['Which one?'] }), reader);
    await ask(workbench, 'A secret plan');
    const [request] = reader.requests;
    const said = JSON.stringify(request?.messages);
    assert.ok(said.includes('It is about optimisers') && said.includes('Which one?'));
    assert.ok(!said.includes('A secret plan'));
    const names = (request?.tools ?? []).map(({ name }) => name);
    assert.deepEqual(
      ['edit_file', 'write_file', 'run_shell', 'start_run', 'update_plan', 'remember', 'research', 'wait_run', 'install_packages'].filter(
        (name) => names.includes(name),
      ),
      [],
    );
    assert.ok(names.includes('read_file') && names.includes('recall_output'));
  });

  // shows: research-log
  it('keeps a log of its own beside the session’s, of its call', async () => {
    const workbench = await open(sendsOut({ task: 'Find it' }), new AnsweringModel(() => reportOf([])));
    await ask(workbench);
    const { path, session } = workbench.currentSession().log;
    const [child] = await readChildren(path);
    assert.equal(child?.question, 'Find it');
    const names = await readdir(childrenOf(path));
    assert.equal(names.length, 1);
    const [first = ''] = (await readFile(join(childrenOf(path), names[0] ?? ''), 'utf8')).split('\n');
    const { childOf } = JSON.parse(first);
    assert.equal(childOf.session, session);
    assert.equal(childOf.call, child?.call);
  });

  // shows: research-never-asks
  it('is refused in words what would have to be asked, and asks nobody', async () => {
    const outside = join(folder, 'outside.txt');
    await writeFile(outside, 'private');
    const reader = new AnsweringModel((request) =>
      hasRead(request) ? reportOf([], ['It may not be read']) : calls(['read_file', { path: outside }]),
    );
    const workbench = await open(sendsOut({ task: 'Read it' }), reader);
    await ask(workbench);
    assert.equal(workbench.approvals.pending.length, 0);
    assert.match(JSON.stringify(reader.requests[1]?.messages), /Nobody is asked within research/);
    assert.deepEqual(
      agentsOf(workbench)[0]?.looks.map(({ isFailed }) => isFailed),
      [true],
    );
  });

  // shows: research-parallel
  it('works with three at a time, over all calls of one answer, and lets the others wait', async () => {
    let atWork = 0;
    let most = 0;
    const gate = Promise.withResolvers<void>();
    const three = Promise.withResolvers<void>();
    const reader = new AnsweringModel(async function* () {
      atWork += 1;
      most = Math.max(most, atWork);
      if (atWork === 3) three.resolve();
      await gate.promise;
      atWork -= 1;
      yield* reportOf([]);
    });
    const workbench = await open(sendsOut({ task: 'A', questions: ['a', 'b', 'c'] }, { task: 'B', questions: ['d', 'e'] }), reader);
    const done = ask(workbench);
    await three.promise;
    await until(workbench.chat.onDidChange, () => agentsOf(workbench).filter(({ state }) => state === 'waiting').length === 2);
    gate.resolve();
    await done;
    assert.equal(most, 3);
    assert.deepEqual(
      agentsOf(workbench).map(({ state }) => state),
      ['done', 'done', 'done', 'done', 'done'],
    );
  });

  // shows: research-stop
  it('stops with the turn', async () => {
    const begun = Promise.withResolvers<void>();
    const reader = new AnsweringModel((request, signal) => {
      begun.resolve();
      return hang(request, signal);
    });
    const workbench = await open(sendsOut({ task: 'A', questions: ['a', 'b', 'c', 'd'] }), reader);
    const done = ask(workbench);
    await begun.promise;
    await workbench.currentSession().agent.stop();
    await done;
    const requests = reader.requests.length;
    assert.ok(requests <= 3);
    const children = await readChildren(workbench.currentSession().log.path);
    for (const { events } of children) assert.deepEqual(events.filter(({ type }) => type === 'turn.ended').length, 1);
    assert.equal(reader.requests.length, requests);
  });

  // shows: research-always-reports
  it('is asked once more without tools when it is cut short, and reports what it has', async () => {
    const reader = new AnsweringModel((request) => {
      if (request.tools.length === 0) return reportOf([{ fact: 'The batch is 32.', source: 'train.py:3', quote: 'batch = 32' }]);
      return hasRead(request) ? [say('I do not know how to say it.'), end()] : calls(['read_file', { path: 'train.py' }]);
    });
    const workbench = await open(sendsOut({ task: 'Find the batch' }), reader);
    await ask(workbench);
    const last = reader.requests.at(-1);
    assert.deepEqual(last?.tools, []);
    assert.ok(last?.messages.every(({ role }) => role === 'user'));
    assert.match(JSON.stringify(last?.messages), /batch = 32/);
    assert.equal(agentsOf(workbench)[0]?.facts.length, 1);
  });

  // shows: research-outage
  it('reports what it noted on the way when its model is gone for good', async () => {
    const reader = new AnsweringModel((request) =>
      hasRead(request)
        ? [failure('wrong-key')]
        : [say('Notes so far:\n- The rate is 3e-4 (train.py:2)\n'), ...calls(['read_file', { path: 'train.py' }])],
    );
    const workbench = await open(sendsOut({ task: 'Find the rate' }), reader);
    await ask(workbench);
    const [agent] = agentsOf(workbench);
    assert.equal(agent?.state, 'partial');
    assert.deepEqual(
      agent.facts.map(({ source }) => source),
      [{ kind: 'file', path: 'train.py', line: 2 }],
    );
    assert.ok(agent.notes.some((note) => note.includes('wrong-key')));
  });

  // shows: research-budget
  it('asks about a model whose price is not known before it sends anybody out, and counts its tokens', async () => {
    const unpriced = Object.assign(
      new AnsweringModel((request) =>
        request.tools.length === 0
          ? reportOf([])
          : [
              ...calls(['read_file', { path: 'train.py', from_line: request.messages.length }]).slice(0, -1),
              { type: 'end', stop: 'calls', usage: eightThousand },
            ],
      ),
      { endpoint: 'https://models.example/v1' },
    );
    const workbench = await open(sendsOut({ task: 'Read on', questions: ['a', 'b'] }), unpriced, {
      researchBudget: () => ({ usd: 1, tokens: 120_000 }),
    });
    const done = ask(workbench);
    await until(workbench.approvals.onDidChange, () => workbench.approvals.pending.length > 0);
    assert.equal(unpriced.requests.length, 0);
    const [question] = workbench.approvals.pending;
    assert.ok(question !== undefined);
    await workbench.approvals.answer(question.id, 'approve', 'call', 'test');
    await done;
    const agents = agentsOf(workbench);
    assert.equal(agents.length, 2);
    const tokens = agents.reduce((sum, agent) => sum + agent.tokens, 0);
    assert.ok(tokens > 20_000 && tokens <= 120_000, `${tokens} tokens`);
    for (const agent of agents)
      assert.ok(
        agent.notes.some((note) => note.includes('budget')),
        agent.notes.join(),
      );
  });

  // shows: research-budget, research-outage
  it('ends where the cap of the session is reached on the way, with what it noted, and asks nobody', async () => {
    const paid = Object.assign(
      new AnsweringModel((request) => [
        say('- The rate is 3e-4 (train.py:2)\n'),
        ...calls(['read_file', { path: 'train.py', from_line: 1 + (request.messages.length % 3) }]).slice(0, -1),
        { type: 'end', stop: 'calls', usage: eightThousand },
      ]),
      { endpoint: 'https://models.example/v1', listedPrice: async () => ({ input: 1, output: 1 }) },
    );
    const workbench = await open(sendsOut({ task: 'Read on' }), paid, {
      researchBudget: () => ({ usd: null, tokens: 10_000_000 }),
      budget: () => ({ sessionUsd: 0.05, dayUsd: null, runUsd: null, unpricedTokens: 1 }),
    });
    await ask(workbench);
    const [agent] = agentsOf(workbench);
    assert.equal(agent?.state, 'partial');
    assert.ok(
      agent.notes.some((note) => note.includes('Stopped before the next request')),
      agent.notes.join(),
    );
    assert.deepEqual(
      agent.facts.map(({ source }) => source),
      [{ kind: 'file', path: 'train.py', line: 2 }],
    );
    assert.equal(workbench.approvals.pending.length, 0);
    assert.ok(workbench.chat.snapshot().head.spend.spentUsd <= 0.05);
  });

  // shows: research-budget
  it('ends at its own budget with a report, and asks nobody for more', async () => {
    const paid = Object.assign(
      new AnsweringModel((request) =>
        request.tools.length === 0
          ? reportOf([])
          : [
              ...calls(['read_file', { path: 'train.py', from_line: request.messages.length }]).slice(0, -1),
              { type: 'end', stop: 'calls', usage: eightThousand },
            ],
      ),
      { endpoint: 'https://models.example/v1', listedPrice: async () => ({ input: 1, output: 1 }) },
    );
    const workbench = await open(sendsOut({ task: 'Read on and on' }), paid, { researchBudget: () => ({ usd: 0.1, tokens: 1_000_000 }) });
    await ask(workbench);
    const [agent] = agentsOf(workbench);
    assert.equal(agent?.state, 'partial');
    assert.ok((agent.usd ?? 1) <= 0.1, `$${agent.usd}`);
    assert.deepEqual(paid.requests.at(-1)?.tools, []);
    assert.ok(
      agent.notes.some((note) => note.includes('budget')),
      agent.notes.join(),
    );
    assert.equal(workbench.approvals.pending.length, 0);
    const { spend } = workbench.chat.snapshot().head;
    assert.deepEqual(
      spend.byKind.map(({ kind }) => kind),
      ['research'],
    );
  });
});
