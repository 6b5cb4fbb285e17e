import assert from 'node:assert/strict';
import { type Command, parseCommandLine } from '../../../src/cli/args.ts';

const command = (...argv: readonly string[]): Command => parseCommandLine(argv).command;
const prompt = (text: string): Command => ({ kind: 'prompt', text, isContinued: false });

describe('What a command line asks for', () => {
  // shows: cli-prompt
  it('is a prompt after “--”, whatever it looks like', () => {
    for (const text of ['runs', 'run', 'approve', '-fix it', '--json', '--']) assert.deepEqual(command('--', text), prompt(text));
    assert.deepEqual(command('--continue', '--', '--help'), { kind: 'prompt', text: '--help', isContinued: true });
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
});
