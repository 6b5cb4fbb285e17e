import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cutOffBefore } from '../../../src/app/researchRecovery.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { LanguageModel, ModelRequest } from '../../../src/models/model.ts';
import { childrenOf, readChildren } from '../../../src/sessions/children.ts';
import { deleteSession, sweepDeleted, undeleteSession } from '../../../src/sessions/deleted.ts';
import { exportSession } from '../../../src/sessions/export/exportSession.ts';
import { forkSession } from '../../../src/sessions/fork.ts';
import { calls, end, hang, say } from '../agent/scriptedModel.ts';
import { AnsweringModel, agentsOf, ask, reportOf, resultsOf, sendsOut, withRoles } from './researchSupport.ts';
import { testHost, until } from './support.ts';

const secret = ['hf', 'Abcdefghijklmnopqrstuvwxyz01234567'].join('_');
const reader = (): AnsweringModel =>
  new AnsweringModel(({ messages }) =>
    messages.some(({ role }) => role === 'tool')
      ? reportOf([{ fact: 'The rate is 3e-4.', source: 'train.py:2', quote: 'lr = 3e-4' }])
      : [say(`I look with ${secret}. `), ...calls(['read_file', { path: 'train.py' }])],
  );

describe('The log of a sub-agent', () => {
  let folder: string;
  let root: string;
  const opened: OpenWorkbench[] = [];

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'practicum-research-')));
    root = join(folder, 'space');
    await mkdir(root);
    await writeFile(join(root, 'train.py'), 'import torch\nlr = 3e-4\n');
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((workbench) => workbench.close()));
    await rm(folder, { recursive: true, force: true });
  });

  async function open(main: LanguageModel, research: LanguageModel): Promise<OpenWorkbench> {
    const workbench = await createWorkbench(testHost(folder, root, () => main, withRoles(main, research)));
    opened.push(workbench);
    return workbench;
  }

  async function researched() {
    const workbench = await open(sendsOut({ task: 'Find the rate' }), reader());
    await ask(workbench);
    const { path, session } = workbench.currentSession().log;
    await opened.pop()?.close();
    return { path, where: { home: join(folder, 'home'), workspace: root, session, app: 'test' } };
  }

  // shows: research-log
  it('is redacted, put aside, brought back and removed with its session', async () => {
    const { path, where } = await researched();
    const folderOfChildren = childrenOf(path);
    const [name = ''] = await readdir(folderOfChildren);
    const text = await readFile(join(folderOfChildren, name), 'utf8');
    assert.ok(text.includes('I look with') && !text.includes(secret));
    await deleteSession(where);
    assert.ok(!existsSync(folderOfChildren));
    await undeleteSession(where);
    assert.deepEqual(await readdir(folderOfChildren), [name]);
    await deleteSession(where);
    const month = { nowMs: () => Date.now() + 40 * 86_400_000, sleep: async () => undefined };
    assert.equal(await sweepDeleted({ home: where.home, clock: month }), 1);
    assert.deepEqual(await readdir(join(path, '..', 'deleted')), []);
  });

  // shows: research-log
  it('goes into every export, and into a copy of the session', async () => {
    const { where } = await researched();
    const markdown = await exportSession({ ...where, format: 'markdown' });
    assert.match(markdown, /## Sub-agent: Find the rate/);
    const json = JSON.parse(await exportSession({ ...where, format: 'json' }));
    assert.equal(json.children.length, 1);
    assert.equal(json.children[0].events[0].type, 'session.created');
    const trace = (await exportSession({ ...where, format: 'claude-code', isSecretPath: () => false }))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const beside = trace.filter(({ isSidechain }) => isSidechain === true);
    assert.ok(beside.length >= 3 && beside.every(({ sessionId }) => sessionId === where.session));
    const rows = (await exportSession({ ...where, format: 'messages', isSecretPath: () => false })).trim().split('\n');
    assert.equal(rows.length, 2);
    const copy = await forkSession({ ...where });
    const copied = await readChildren(copy.path);
    await copy.close();
    assert.deepEqual(
      copied.map(({ question }) => question),
      ['Find the rate'],
    );
  });

  // shows: research-crash
  it('says after a reload what was found until then, and nobody is asked anew', async () => {
    const begun = Promise.withResolvers<void>();
    const slow = new AnsweringModel((request, signal) => {
      const isSecond = JSON.stringify(request.messages).includes('Your question: second');
      if (!request.messages.some(({ role }) => role === 'tool')) return calls(['read_file', { path: 'train.py' }]);
      if (!isSecond) return reportOf([{ fact: 'The rate is 3e-4.', source: 'train.py:2', quote: 'lr = 3e-4' }]);
      begun.resolve();
      return hang(request, signal);
    });
    const first = await open(sendsOut({ task: 'Find it', questions: ['first', 'second', 'third', 'fourth'] }), slow);
    void ask(first).catch(() => undefined);
    await begun.promise;
    await until(first.chat.onDidChange, () => agentsOf(first).some(({ state }) => state === 'done'));
    opened.pop();
    await first.close();

    const silent = new AnsweringModel(() => [say('Again.'), end()]);
    const second = await open(silent, silent);
    const [result = ''] = resultsOf(second);
    assert.match(result, /Practicum ended while this research was running/);
    assert.match(result, /- The rate is 3e-4\. \[train\.py:2\]/);
    const agents = agentsOf(second);
    assert.ok(agents.some(({ state, facts }) => state === 'done' && facts.length === 1));
    assert.ok(agents.some(({ question, state }) => question === 'second' && state === 'stopped'));
    assert.equal(silent.requests.length, 0);
    const outcome = second.currentSession().log.events.find((event) => event.type === 'tool.ended');
    assert.equal(outcome?.type === 'tool.ended' ? outcome.outcome : '', 'abandoned');
  });

  // shows: research-goes-on
  it('is gone on from after a reload by the same question, and what was answered is only told', async () => {
    const begun = Promise.withResolvers<void>();
    const isTold = (request: ModelRequest, question: string): boolean =>
      JSON.stringify(request.messages).includes(`Your question: ${question}`);
    const reads = (request: ModelRequest): boolean => request.messages.some(({ role }) => role === 'tool');
    const slow = new AnsweringModel((request, signal) => {
      if (!reads(request)) return calls(['read_file', { path: 'train.py' }]);
      if (!isTold(request, 'second')) return reportOf([{ fact: 'The rate is 3e-4.', source: 'train.py:2', quote: 'lr = 3e-4' }]);
      begun.resolve();
      return hang(request, signal);
    });
    const input = { task: 'Find it', questions: ['first', 'second'] };
    const first = await open(sendsOut(input), slow);
    void ask(first).catch(() => undefined);
    await begun.promise;
    await until(first.chat.onDidChange, () => agentsOf(first).some(({ state }) => state === 'done'));
    opened.pop();
    await first.close();

    // What it goes on from was read before: it only reports.
    const quick = new AnsweringModel((request) => {
      assert.ok(isTold(request, 'second') && reads(request));
      assert.match(JSON.stringify(request.messages), /You were cut off.*do not look it up again/);
      return reportOf([{ fact: 'It imports torch.', source: 'train.py:1', quote: 'import torch' }]);
    });
    let asked = 0;
    const main = new AnsweringModel(() => {
      asked += 1;
      return asked === 1 ? calls(['research', { ...input, questions: ['first', ' Second '] }]) : [say('Done.'), end()];
    });
    const again = await open(main, quick);
    assert.match(resultsOf(again)[0] ?? '', /Call research again with the same questions/);
    await ask(again, 'Go on');
    assert.equal(quick.requests.length, 1);
    const [, , told, gone] = agentsOf(again);
    assert.deepEqual([told?.state, told?.facts.length, told?.notes.length], ['done', 1, 1]);
    assert.deepEqual([gone?.state, gone?.calls, gone?.facts[0]?.text], ['done', 1, 'It imports torch.']);
    assert.match(gone?.notes[0] ?? '', /went on from where it had been cut off/);
    // Once that has an answer, the same question is looked up anew.
    assert.equal(await cutOffBefore(again.currentSession().log, 'second'), undefined);
  });

  it('is read as far as it goes where a crash cut its end off', async () => {
    const { path } = await researched();
    const [name = ''] = await readdir(childrenOf(path));
    await appendFile(join(childrenOf(path), name), '{"v":1,"id":"ev_1","par');
    const [child] = await readChildren(path);
    assert.ok((child?.events.length ?? 0) > 5);
  });

  // shows: research-progress
  it('is told again on the card after a reload, as it was', async () => {
    const workbench = await open(sendsOut({ task: 'Find the rate' }), reader());
    await ask(workbench);
    const before = agentsOf(workbench);
    await opened.pop()?.close();
    const again = await open(sendsOut(), reader());
    assert.deepEqual(agentsOf(again), before);
    assert.equal(before[0]?.looks[0]?.title, 'Read train.py');
  });
});
