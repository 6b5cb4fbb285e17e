import assert from 'node:assert/strict';
import { parseCommandLine } from '../../../src/cli/args.ts';
import { type Command, type PromptTarget, WrongUsage } from '../../../src/cli/command.ts';

const command = (...argv: readonly string[]): Command => parseCommandLine(argv).command;
const prompt = (text: string): Command => ({ kind: 'prompt', text, target: { kind: 'new' } });

describe('What a command line asks for', () => {
  // shows: cli-prompt
  it('is a prompt after “--”, whatever it looks like', () => {
    for (const text of ['runs', 'run', 'approve', '-fix it', '--json', '--']) assert.deepEqual(command('--', text), prompt(text));
    assert.deepEqual(command('--continue', '--', '--help'), { kind: 'prompt', text: '--help', target: { kind: 'newest' } });
    assert.deepEqual(command('Why is --lr so high?'), prompt('Why is --lr so high?'));
  });

  // shows: cli-run
  it('leaves what follows “--” to the script, and keeps what stands before it', () => {
    const { command: asked, options } = parseCommandLine([
      '--json',
      'run',
      '--wait',
      'train.py',
      '--',
      '--lr',
      '0.1',
      '--json',
      '--',
      '-C',
    ]);
    assert.deepEqual(asked, { kind: 'run', script: 'train.py', args: ['--lr', '0.1', '--json', '--', '-C'], wait: true });
    assert.deepEqual([options.json, options.cwd], [true, undefined]);
    assert.equal(parseCommandLine(['run', 'train.py', '--', '--json']).options.json, false);
    assert.deepEqual(command('run', '--', '-odd.py', '-x'), { kind: 'run', script: '-odd.py', args: ['-x'], wait: false });
  });

  // shows: run-gpu, run-queue
  it('says for one run what it gets of the machine, and for what it waits', () => {
    const run = (...words: readonly string[]): Command => command('run', 'train.py', ...words);
    const base = { kind: 'run', script: 'train.py', args: [], wait: false } as const;
    assert.deepEqual(run('--gpu', '0,2', '--when-free', '--priority=-3'), {
      ...base,
      needs: { gpu: ['0', '2'], untilIdle: true, priority: -3 },
    });
    assert.deepEqual(run('--gpu=none'), { ...base, needs: { gpu: 'none' } });
    assert.deepEqual(run('--no-hook'), { ...base, needs: { hook: false } });
    assert.deepEqual(run('--on', 'gpu-box'), { ...base, needs: { host: 'gpu-box' } });
    assert.deepEqual(command('runs', 'attach'), { kind: 'runs-attach' });
    for (const bad of [
      ['--gpu', 'ask'],
      ['--gpu', 'cuda'],
      ['--priority', 'high'],
    ])
      assert.throws(() => run(...bad), WrongUsage);
    assert.deepEqual(command('runs', 'first', 'run_1'), { kind: 'runs-first', run: 'run_1' });
    assert.deepEqual(command('gpus'), { kind: 'gpus' });
  });

  // shows: run-marks
  it('writes on a run what is given, and nothing without it', () => {
    assert.deepEqual(
      command('runs', 'mark', 'run_1', '--name', 'base', '--tag', 'a', '--tag', 'b', '--untag', 'c', '--note', 'x', '--archive'),
      {
        kind: 'runs-mark',
        run: 'run_1',
        change: { name: 'base', addTags: ['a', 'b'], removeTags: ['c'], addNote: 'x', isArchived: true },
      },
    );
    assert.deepEqual(command('runs', 'mark', 'run_1', '--name', '', '--unarchive'), {
      kind: 'runs-mark',
      run: 'run_1',
      change: { name: null, isArchived: false },
    });
    assert.deepEqual(command('runs', 'mark', 'run_1', '--watchdog', 'stall=off', '--watchdog', 'plateau=usual'), {
      kind: 'runs-mark',
      run: 'run_1',
      change: { watchdogs: { stall: 'off', plateau: null } },
    });
    for (const wrong of ['stall', 'stall=bark', 'bark=off']) assert.throws(() => command('runs', 'mark', 'run_1', '--watchdog', wrong));
    for (const bad of [['mark'], ['mark', 'run_1'], ['mark', 'run_1', '--archive', '--unarchive'], ['first']])
      assert.throws(() => command('runs', ...bad), WrongUsage);
  });

  // shows: sessions-resume, sessions-fork
  it('goes on with a session or a copy of it, and takes only an id for an id', () => {
    const prompted = (text: string | undefined, target: PromptTarget): Command => ({ kind: 'prompt', text, target });
    assert.deepEqual(command('--resume', 'se_1m7yc', 'Go on'), prompted('Go on', { kind: 'resume', session: 'se_1m7yc' }));
    assert.deepEqual(command('--resume', 'se_1m7yc'), prompted(undefined, { kind: 'resume', session: 'se_1m7yc' }));
    assert.deepEqual(command('--resume', 'Go on'), prompted('Go on', { kind: 'choose' }));
    assert.deepEqual(command('--resume'), prompted(undefined, { kind: 'choose' }));
    assert.deepEqual(command('--resume', '--', 'se_1m7yc'), prompted('se_1m7yc', { kind: 'choose' }));
    assert.deepEqual(command('--fork', 'se_1m7yc', 'Go on'), prompted('Go on', { kind: 'fork', session: 'se_1m7yc' }));
    assert.deepEqual(command('--continue'), prompted(undefined, { kind: 'newest' }));
  });

  // shows: sessions-list, sessions-search, sessions-export
  it('looks at sessions and puts them in order', () => {
    const sessions = (...argv: readonly string[]) => {
      const asked = command('sessions', ...argv);
      return asked.kind === 'sessions' ? asked.command : assert.fail();
    };
    assert.deepEqual(sessions(), { verb: 'list', query: '' });
    assert.deepEqual(sessions('list', 'learning', 'rate'), { verb: 'list', query: 'learning rate' });
    assert.deepEqual(sessions('show', 'se_1'), { verb: 'show', session: 'se_1' });
    assert.deepEqual(sessions('rename', 'se_1', 'A', 'title'), { verb: 'rename', session: 'se_1', title: 'A title' });
    assert.deepEqual(sessions('export', 'se_1'), { verb: 'export', session: 'se_1', format: 'markdown', output: undefined });
    assert.deepEqual(sessions('export', 'se_1', '--format', 'claude-code', '--output', 'a.jsonl'), {
      verb: 'export',
      session: 'se_1',
      format: 'claude-code',
      output: 'a.jsonl',
    });
  });

  // shows: loop-300, repair-stops
  it('bounds a request by numbers, with the usual ones where none is given', () => {
    const limits = (...argv: readonly string[]) => {
      const { maxResponses, maxAttempts } = parseCommandLine(argv).options;
      return [maxResponses, maxAttempts];
    };
    assert.deepEqual(limits('Hi'), [300, 5]);
    assert.deepEqual(limits('Hi', '--max-responses', '2000', '--max-attempts', '1'), [2000, 1]);
  });

  it('is refused with the next step when it is not clear', () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['run', 'train.py', '--lr', '0.1'], /--lr.*practicum run SCRIPT -- ARGS/s],
      [['-fix it'], /practicum -- "prompt"/],
      [[''], /empty/],
      [['--continue', '  '], /empty/],
      [['approve', 'ap_1', 'ap_2'], /ap_2/],
      [['approvals', 'all'], /all/],
      [['runs', 'list', 'mine'], /mine/],
      [['--', 'two', 'words'], /quotes/],
      [['--resume', '--continue'], /only one/],
      [['--fork', '', 'Hi'], /id/],
      [['sessions', 'burn'], /sessions burn/],
      [['sessions', 'show'], /id/],
      [['sessions', 'rename', 'se_1'], /title/],
      [['sessions', 'export', 'se_1', '--format', 'pdf'], /pdf.*claude-code/],
      [['Hi', '--max-responses', '0'], /--max-responses.*from 1/],
      [['Hi', '--max-attempts', 'many'], /--max-attempts/],
    ];
    for (const [argv, said] of cases)
      assert.throws(
        () => parseCommandLine(argv),
        (error) => error instanceof Error && 'hint' in error && said.test(`${error.message} ${String(error.hint)}`),
        argv.join(' '),
      );
  });

  it('leaves the mode to the session unless it is given', () => {
    assert.equal(parseCommandLine(['Hi']).options.mode, undefined);
    assert.equal(parseCommandLine(['Hi', '--mode', 'plan']).options.mode, 'plan');
  });

  // shows: policy-check, rules-manage
  it('is a question to the policy, or the list of rules', () => {
    const asked = (call: object): object => ({ kind: 'policy-check', question: { kind: 'call', call } });
    assert.deepEqual(command('policy', 'check', '--shell', 'ls -la'), asked({ kind: 'shell', command: 'ls -la' }));
    assert.deepEqual(command('policy', 'check', '--path', 'a.py'), asked({ kind: 'path', access: 'read', path: 'a.py' }));
    assert.deepEqual(command('policy', 'check', '--batch'), { kind: 'policy-check', question: { kind: 'batch' } });
    assert.deepEqual(command('rules'), { kind: 'rules', command: { verb: 'list' } });
    assert.deepEqual(command('rules', 'remove', 'ru_1'), { kind: 'rules', command: { verb: 'remove', rule: 'ru_1' } });
    for (const wrong of [
      ['policy'],
      ['policy', 'check'],
      ['policy', 'check', '--shell', 'a', '--batch'],
      ['rules', 'remove'],
      ['rules', 'x'],
    ])
      assert.throws(() => command(...wrong), WrongUsage);
    assert.throws(() => command('policy', 'check', '--path', 'a', '--access', 'eat'), WrongUsage);
  });
});
