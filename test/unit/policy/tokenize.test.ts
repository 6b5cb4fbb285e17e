import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { readShell } from '../../../src/policy/shell/tokenize.ts';

describe('The shell tokenizer', () => {
  it('reads words, quotes, operators and the redirections that write nothing', () => {
    const reading = readShell(
      `LANG=C grep -n "a|b \\"c\\"" 'd $e' f\\ g 2>/dev/null | head -5 && ls 2>&1; pwd >/dev/null\ntrue &>/dev/null || false`,
    );
    assert.ok(reading.kind === 'read');
    assert.deepEqual(
      reading.commands.map(({ joiner, words, redirections }) => [joiner, words.map((word) => word.text), redirections]),
      [
        [undefined, ['grep', '-n', 'a|b "c"', 'd $e', 'f g'], ['2>/dev/null']],
        ['|', ['head', '-5'], []],
        ['&&', ['ls'], ['2>&1']],
        [';', ['pwd'], ['>/dev/null']],
        [';', ['true'], ['&>/dev/null']],
        ['||', ['false'], []],
      ],
    );
    assert.deepEqual(reading.commands[0]?.assignments, [{ name: 'LANG', value: 'C' }]);
  });

  const unreadable: Readonly<Record<string, readonly string[]>> = {
    'shell.expansion': ['echo $HOME', 'echo "$x"', 'echo `ls`', 'echo "`ls`"', 'echo $((1))', "echo $'a'", '=ls'],
    'shell.braces': ['echo {a,b}', 'ls }'],
    'shell.tilde': ['ls ~', 'ls ~root', 'dd of=~/x', 'PATH=a:~/b ls'],
    'shell.group': ['(ls)', 'ls (a)', 'f() ls'],
    'shell.background': ['ls &', 'ls & ls'],
    'shell.operator': ['ls |& cat', 'ls;; ls', 'ls ;& ls'],
    'shell.redirection': [
      'ls > x',
      'ls >> x',
      'ls < x',
      'cat <<EOF',
      'ls 2>x',
      'ls 3>/dev/null',
      'ls >/dev/nullx',
      'ls 2>&1x',
      'ls >&2',
      'ls <(ls)',
      'ls >/dev/tcp/a/1',
    ],
    'shell.comment': ['# only', 'ls # list'],
    'shell.continuation': ['ls \\\n-la', 'ls "a\\\nb"', 'ls \\'],
    'shell.control': ['ls\u0000', 'ls\r', 'ls \u001b[0m', 'ls\u0085'],
    'shell.invisible': ['ls\u200b', 'ls \u202e', 'ls\u00a0-la', 'ls\u2028', 'ls \ud800', 'ls\u3164', 'ls\u00ad', 'ls \u2800'],
    'shell.empty': ['', '   ', '\n\t '],
    'shell.syntax': ['ls &&', '&& ls', '| ls', 'ls ||', '; ls', 'ls | | ls', "ls 'a", 'ls "a', 'ls && && ls'],
    'shell.too-long': [`ls ${'a'.repeat(10_000)}`],
    'shell.assignment': ['FOO=bar', 'a[0]=1', 'a+=1 ls', '>/dev/null', 'FOO=*'],
    'shell.control-flow': ['if true', 'time ls', '! ls', '[[ a ]]', 'for x in y'],
    'shell.glob': ['ls "a"*'],
  };
  for (const [rule, commands] of Object.entries(unreadable)) {
    // shows: policy-shell-parsed, policy-fails-closed
    it(`refuses to read what is ${rule}`, () => {
      for (const command of commands) {
        const reading = readShell(command);
        assert.equal(reading.kind === 'unreadable' ? reading.rule : 'read', rule, JSON.stringify(command));
      }
    });
  }

  it('reads a newline after an operator, a final semicolon and look-alikes of what it refuses', () => {
    for (const command of [
      'ls &&\n pwd',
      'ls;',
      'ls\n\npwd\n',
      'git diff HEAD~1',
      'git log a..b',
      "echo '$x' \\$x",
      'grep -n a#b x',
      'echo é 数 😀',
      'find . ! -name x',
    ]) {
      assert.equal(readShell(command).kind, 'read', command);
    }
  });

  it('does not overflow on deep nesting', () => {
    assert.equal(readShell(`ls ${'('.repeat(9000)}`).kind, 'unreadable');
    assert.equal(readShell(`echo ${'"'.repeat(9000)}`).kind, 'read');
  });

  it('always answers', () => {
    const alphabet = fc.constantFrom(...'ls cat"\'\\ \n\t;&|<>(){}$`~*?[]#!=-2/.a');
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 60 }), (characters) => {
        const reading = readShell(characters.join(''));
        if (reading.kind === 'read') assert.ok(reading.commands.every((command) => command.words.length > 0));
      }),
      { numRuns: 2000 },
    );
  });

  // The real shell is the judge: what we read as words must be the words that bash passes on.
  it('reads the same words as bash', () => {
    const piece = fc.constantFrom(
      'a',
      'b',
      ' ',
      '"',
      "'",
      '\\',
      '-',
      'é',
      '|',
      '$',
      '#',
      '=',
      '~',
      '/',
      '!',
      '"x y"',
      "'p q'",
      '\\ ',
      'HEAD~1',
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const command = `printf-words ${pieces.join('')}`;
        const reading = readShell(command);
        if (reading.kind !== 'read' || reading.commands.length !== 1) return;
        const ours = reading.commands[0]?.words.slice(1).map((word) => word.text);
        const script = `printf-words() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
        const output = execFileSync('/bin/bash', ['-c', script], { env: { HOME: '/nowhere', LC_ALL: 'C.UTF-8' } }).toString();
        assert.deepEqual(ours, output.split('\0').slice(0, -1), command);
      }),
      { numRuns: 150 },
    );
  });
});
