import assert from 'node:assert/strict';
import type { Advice } from '../../../../src/agent/guards/advice.ts';
import { ArgumentsGuard, toolToAdvise } from '../../../../src/agent/guards/argumentsGuard.ts';
import { AttemptsGuard } from '../../../../src/agent/guards/attemptsGuard.ts';
import { EditGuard } from '../../../../src/agent/guards/editGuard.ts';
import { Guards } from '../../../../src/agent/guards/guards.ts';
import { PlanGuard, planReminder } from '../../../../src/agent/guards/planGuard.ts';
import type { RunId, SessionId } from '../../../../src/base/ids.ts';
import type { PlanItem } from '../../../../src/base/tool.ts';
import { Story, type ToldCall } from './story.ts';

function answer(story: Story, guard: { due(): Advice | undefined }): string {
  const advice = guard.due();
  if (advice?.kind === 'hint') story.tell({ type: 'hint.given', turn: story.turn, hint: advice.hint, text: advice.text });
  return advice === undefined ? '-' : `${advice.kind} ${advice.kind === 'hint' ? advice.hint : (advice.end.code ?? '')}`;
}

describe('Failing edits of one file', () => {
  let edits = 0;
  const failing = (path: string, tool = 'edit_file', end: ToldCall['end'] = { outcome: 'failed', code: 'edit-not-found' }): ToldCall => {
    edits += 1;
    return {
      tool,
      arguments: { path, edits: [{ old: `${edits}`, new: '' }] },
      result: `no such text ${edits}`,
      writes: [`/work/${path}`],
      end,
    };
  };
  const told = (calls: readonly ToldCall[]): readonly string[] => {
    const guard = new EditGuard();
    const story = new Story().to(guard).asks();
    return calls.map((call) => answer(story.calls([call]), guard));
  };

  // shows: doom-edits, doom-hints
  it('get a hint at the third and a stop at the sixth, whatever else is done in between', () => {
    const reading: ToldCall = { tool: 'read_file', arguments: { path: 'a.py' } };
    const calls = Array.from({ length: 6 }, () => [failing('a.py'), reading]).flat();
    const expected = ['-', '-', '-', '-', 'hint edits', '-', '-', '-', '-', '-', 'stop edits', 'stop edits'];
    assert.deepEqual(told(calls), expected);
  });

  // shows: doom-edits
  it('are counted for each file, over all tools that edit, and forgotten when one succeeds', () => {
    const fine: ToldCall = { tool: 'edit_file', arguments: { path: 'a.py' }, writes: ['/work/a.py'] };
    assert.deepEqual(told([failing('a.py'), failing('b.py'), failing('a.py', 'write_file'), failing('b.py')]).at(-1), '-');
    assert.deepEqual(told([failing('a.py'), failing('a.py', 'write_file'), fine, failing('a.py'), failing('a.py')]).at(-1), '-');
    assert.deepEqual(told([failing('a.ipynb', 'edit_notebook'), failing('a.ipynb'), failing('a.ipynb')]).at(-1), 'hint edits');
  });

  it('do not count when a person rejected them, or when their arguments could not be read', () => {
    const rejected = failing('a.py', 'edit_file', { outcome: 'rejected' });
    const unusable = failing('a.py', 'edit_file', { outcome: 'failed', code: 'bad-arguments' });
    assert.deepEqual(new Set(told([rejected, rejected, rejected, unusable, unusable, unusable])), new Set(['-']));
  });

  it('are known by their arguments where it never came to a proposal', () => {
    const { writes: _, ...unproposed } = failing('a.py');
    assert.equal(told([failing('a.py'), unproposed, unproposed]).at(-1), 'hint edits');
  });

  it('of two files are hinted at one after the other', () => {
    const guard = new EditGuard();
    const story = new Story().to(guard).asks();
    for (let count = 0; count < 3; count += 1) story.calls([failing('a.py'), failing('b.py')]);
    const [first, second] = [guard.due(), answer(story, guard) && guard.due()];
    assert.ok(first?.kind === 'hint' && first.text.startsWith('3 edits of /work/a.py have failed'));
    assert.ok(typeof second === 'object' && second.kind === 'hint' && second.text.startsWith('3 edits of /work/b.py'));
  });
});

describe('Arguments that cannot be used', () => {
  const bad = (tool: string): ToldCall => ({ tool, arguments: '{"path": "a', end: { outcome: 'failed', code: 'bad-arguments' } });
  const good: ToldCall = { tool: 'write_file', arguments: {} };
  const told = (calls: readonly ToldCall[]): readonly string[] => {
    const guard = new ArgumentsGuard();
    const story = new Story().to(guard).asks();
    return calls.map((call) => answer(story.calls([call]), guard));
  };

  // shows: arguments-advice
  it('change the advice at the second failure in a row on one tool, once', () => {
    assert.deepEqual(told([bad('write_file'), bad('write_file'), bad('write_file')]), ['-', 'hint arguments', '-']);
    assert.deepEqual(told([bad('write_file'), bad('run_shell'), bad('write_file')]), ['-', '-', '-']);
    assert.deepEqual(told([bad('write_file'), good, bad('write_file')]), ['-', '-', '-']);
    const again = told([bad('write_file'), bad('write_file'), good, bad('write_file'), bad('write_file')]);
    assert.deepEqual(again, ['-', 'hint arguments', '-', '-', 'hint arguments']);
  });

  // shows: arguments-advice
  it('are told from results alone', () => {
    const results = (...names: string[]) => names.map((name) => ({ tool: name.slice(1), hasBadArguments: name.startsWith('!') }));
    assert.equal(toolToAdvise(results('!write', '!write')), 'write');
    assert.equal(toolToAdvise(results('!bash', '!write', '!write', '!write')), 'write');
    assert.equal(toolToAdvise(results('!write', '!bash')), undefined);
    assert.equal(toolToAdvise(results('!write', '!write', '.write')), undefined);
    assert.equal(toolToAdvise([]), undefined);
  });
});

describe('A plan with open items', () => {
  const plan = (...statuses: PlanItem['status'][]): readonly PlanItem[] =>
    statuses.map((status, index) => ({ text: `step ${index + 1}`, status }));

  // shows: plan-reminders
  it('gets at most two reminders in a row, and two more after a call', () => {
    const guard = new PlanGuard();
    const story = new Story().to(guard).asks();
    story.tell({ type: 'plan.changed', turn: story.turn, items: plan('done', 'doing', 'open') });
    const remind = (): boolean => {
      const hint = guard.reminder();
      if (hint !== undefined) story.tell({ type: 'hint.given', turn: story.turn, hint: hint.hint, text: hint.text });
      return hint !== undefined;
    };
    assert.deepEqual([remind(), remind(), remind()], [true, true, false]);
    story.calls([{ tool: 'read_file', arguments: {} }]);
    assert.deepEqual([remind(), remind(), remind()], [true, true, false]);
    story.tell({ type: 'plan.changed', turn: story.turn, items: plan('done', 'dropped', 'done') }).asks();
    assert.equal(remind(), false);
  });

  // shows: plan-reminders
  it('is listed up to four items, and the number of the others', () => {
    const reminder = planReminder(plan('open', 'open', 'done', 'doing', 'open', 'open', 'open'), 0);
    assert.deepEqual(
      reminder?.listed.map(({ text }) => text),
      ['step 1', 'step 2', 'step 4', 'step 5'],
    );
    assert.equal(reminder?.more, 2);
    assert.match(reminder?.text ?? '', /- step 5\n- and 2 more\n/);
  });

  it('is not open for a status that nobody knows', () => {
    assert.equal(planReminder([{ text: 'x', status: 'blocked' }], 0), undefined);
  });
});

describe('Attempts to repair a run', () => {
  const guarded = (max: number): { readonly guard: AttemptsGuard; readonly story: Story } => {
    const guard = new AttemptsGuard(() => max);
    const story = new Story().to(guard);
    story.tell({ type: 'session.created', session: 'se' as SessionId, workspace: '/work', app: 'test' });
    return { guard, story: story.asks() };
  };

  // shows: repair-stops
  it('get a hint before the last one and stop when all are used, with an account of each', () => {
    const { guard, story } = guarded(3);
    story.runs('run_1', { state: 'failed', error: "ModuleNotFoundError: No module named 'foo'" });
    assert.equal(answer(story, guard), '-');
    story.edits('/work/train.py', 1, 1).edits('/work/train.py', 2, 0).runs('run_2', { state: 'failed', error: 'shapes differ' });
    assert.equal(answer(story, guard), 'hint attempts');
    assert.equal(answer(story, guard), '-');
    story.edits('/work/model/net.py', 1, 2).runs('run_3', { state: 'failed' });
    const stop = guard.due();
    assert.ok(stop?.kind === 'stop');
    assert.deepEqual([stop.end.end, stop.end.code, stop.end.message], ['limit', 'attempts', 'Stopped after 3 failed runs in a row.']);
    assert.equal(
      stop.account,
      [
        "1. Nothing was changed; run “run_1” (`run_1`) failed: `ModuleNotFoundError: No module named 'foo'`.",
        '2. Changed `train.py` (+3 −1); run “run_2” (`run_2`) failed: `shapes differ`.',
        '3. Changed `model/net.py` (+1 −2); run “run_3” (`run_3`) failed, and its log does not say why.',
      ].join('\n'),
    );
  });

  it('count a run once, however often it is looked at', () => {
    const { guard, story } = guarded(3);
    story.runs('run_1', { state: 'failed' });
    const detail = { kind: 'run', run: 'run_1' as RunId, state: 'failed' } as const;
    for (let count = 0; count < 3; count += 1) story.calls([{ tool: 'read_run', arguments: {}, end: { detail } }]);
    assert.equal(guard.used, 1);
  });

  it('are forgotten when a run finishes, and with the next request', () => {
    const { guard, story } = guarded(2);
    story.runs('run_1', { state: 'failed' }).runs('run_2', { state: 'done' }).runs('run_3', { state: 'failed' });
    assert.equal(guard.used, 1);
    story.asks();
    assert.equal(guard.used, 0);
    assert.equal(guard.due(), undefined);
  });

  it('do not count runs of others, of earlier turns, or that go on', () => {
    const { guard, story } = guarded(1);
    const detail = { kind: 'run', run: 'run_of_the_person' as RunId, state: 'failed' } as const;
    story
      .calls([{ tool: 'read_run', arguments: {}, end: { detail } }])
      .runs('run_1', { state: 'running' })
      .runs('run_2', { state: 'stopped' });
    assert.equal(guard.due(), undefined);
  });

  it('keep what was changed last and never run in the account', () => {
    const { guard, story } = guarded(5);
    story.runs('run_1', { state: 'failed', error: 'x `y`' }).edits('/work/a.py', 1, 0);
    assert.equal(
      guard.account(),
      '1. Nothing was changed; run “run_1” (`run_1`) failed: `` x `y` ``.\n\nChanged since, and not run: `a.py` (+1 −0).',
    );
  });
});

describe('All guards together', () => {
  it('say one thing at a time, a stop before any hint', () => {
    const guards = new Guards(() => 1);
    const story = new Story().to(guards).asks();
    const call: ToldCall = { tool: 'edit_file', arguments: { path: 'a.py' }, end: { outcome: 'failed' }, writes: ['/a.py'] };
    for (let count = 0; count < 3; count += 1) story.calls([call]);
    assert.deepEqual([answer(story, guards), answer(story, guards), answer(story, guards)], ['hint identical', 'hint edits', '-']);
    story.calls([call]).runs('run_1', { state: 'failed' });
    assert.equal(answer(story, guards), 'stop attempts');
  });

  it('say nothing behind the model’s last word', () => {
    const guards = new Guards(() => 5);
    const story = new Story().to(guards).asks();
    const call: ToldCall = { tool: 'edit_file', arguments: { path: 'a.py' }, end: { outcome: 'failed' }, writes: ['/a.py'] };
    for (let count = 0; count < 3; count += 1) story.calls([call]);
    assert.equal(answer(story, guards), 'hint identical');
    assert.equal(answer(story.says('I give up.'), guards), '-');
  });
});
