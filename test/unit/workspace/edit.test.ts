import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits, replaceWhole } from '../../../src/workspace/edit.ts';
import { type EditRefusal, EditRefused, refuseNotebook } from '../../../src/workspace/editRefused.ts';
import type { Edit } from '../../../src/workspace/locateEdit.ts';
import { findPlaceholder } from '../../../src/workspace/placeholders.ts';

function refusal(text: string, edits: readonly Edit[]): EditRefused {
  try {
    applyEdits(text, edits);
  } catch (error) {
    assert.ok(error instanceof EditRefused, String(error));
    return error;
  }
  return assert.fail('the edit was applied');
}

function refusalCode(text: string, edit: Edit): EditRefusal {
  return refusal(text, [edit]).code;
}

const edited = (text: string, ...edits: readonly Edit[]): string => applyEdits(text, edits).text;

describe('the edit engine', () => {
  // shows: tool-edit, edit-engine, edit-match
  it('replaces a text that stands in exactly one place', () => {
    assert.equal(edited('lr = 0.5\nepochs = 3\n', { old: 'lr = 0.5', new: 'lr = 0.01' }), 'lr = 0.01\nepochs = 3\n');
  });

  // shows: edit-many
  it('applies many edits, each matched against the text as it was', () => {
    const text = 'a = 1\nb = 2\nc = 3\n';
    assert.equal(edited(text, { old: 'c = 3', new: 'c = 1' }, { old: 'a = 1', new: 'c = 3' }), 'c = 3\nb = 2\nc = 1\n');
    assert.equal(
      refusal(text, [
        { old: 'a = 1', new: 'd = 4' },
        { old: 'd = 4', new: 'e = 5' },
      ]).code,
      'edit-not-found',
    );
  });

  // shows: edit-many
  it('applies none when one cannot be, and names which', () => {
    const error = refusal('a\nb\n', [
      { old: 'a', new: 'x' },
      { old: 'nowhere to be found', new: 'y' },
    ]);
    assert.match(error.message, /^Edit 2 of 2: /);
    assert.match(error.hint ?? '', /None of the edits was applied/);
  });

  it('refuses a text that stands in several places, and says where', () => {
    const error = refusal('x = 0\ny = 1\nx = 0\n', [{ old: 'x = 0', new: 'x = 2' }]);
    assert.equal(error.code, 'edit-not-unique');
    assert.match(error.message, /2 places \(lines 1, 3\)/);
    assert.equal(refusalCode('aaa', { old: 'aa', new: 'b' }), 'edit-not-unique');
  });

  it('changes every place when asked to', () => {
    assert.equal(edited('x\r\ny\nx', { old: 'x', new: 'zz', all: true }), 'zz\r\ny\nzz');
  });

  it('refuses edits that overlap, and lets them touch', () => {
    const overlapping = [
      { old: 'b\nc', new: 'B\nC' },
      { old: 'c\nd', new: 'c\nD' },
    ];
    assert.equal(refusal('a\nb\nc\nd\n', overlapping).code, 'edit-overlap');
    assert.equal(edited('ab', { old: 'a', new: 'x' }, { old: 'b', new: 'y' }), 'xy');
  });

  it('takes dollar signs and backslashes as they are', () => {
    assert.equal(edited('price\n', { old: 'price', new: "$& $1 $` $' \\n" }), "$& $1 $` $' \\n\n");
  });

  it('refuses to do nothing', () => {
    assert.equal(refusalCode('a\n', { old: 'a', new: 'a' }), 'edit-no-change');
    assert.equal(refusalCode('a\n', { old: '', new: 'b' }), 'edit-not-unique');
    assert.equal(refusalCode('a\n', { old: '', new: 'b', all: true }), 'edit-empty');
    assert.equal(refusalCode('a\n', { old: 'a', new: '', where: 'after' }), 'edit-no-change');
    assert.equal(edited('', { old: '', new: 'first\n' }), 'first\n');
  });

  // shows: edit-many
  it('inserts beside a text, which keeps every byte', () => {
    assert.equal(
      edited('import os\r\nx = 1\r\n', { old: 'import os\n', new: 'import sys\nimport re\n', where: 'after' }),
      'import os\r\nimport sys\r\nimport re\r\nx = 1\r\n',
    );
    assert.equal(edited('a\na\n', { old: 'a', new: 'b', where: 'after', all: true }), 'ab\nab\n');
    assert.equal(edited('a\r\nb', { old: 'b', new: 'x\n', where: 'before' }), 'a\r\nx\r\nb');
    assert.equal(
      edited('def f():\n    return – 1\n', { old: 'return - 1\n', new: 'x()\n', where: 'before' }),
      'def f():\n    x()\n    return – 1\n',
    );
    assert.equal(edited('a\nb\n', { old: 'a\n', new: '1\n', where: 'after' }, { old: 'a\n', new: '2\n', where: 'after' }), 'a\n1\n2\nb\n');
    assert.equal(refusalCode('a\na\n', { old: 'a', new: 'b', where: 'before' }), 'edit-not-unique');
  });

  it('reports where each edit came to stand', () => {
    const { spans } = applyEdits('1\n2\n3\n4\n5\n', [
      { old: '2\n', new: 'two\nzwei\n' },
      { old: '5', new: 'five' },
    ]);
    assert.deepEqual(
      spans.map(({ firstLine, lastLine }) => [firstLine, lastLine]),
      [
        [2, 3],
        [6, 6],
      ],
    );
  });
});

describe('line ends', () => {
  // shows: edit-engine
  it('are matched as one, and written as the file has them', () => {
    assert.equal(edited('a\r\nb\r\nc\r\n', { old: 'a\nb\n', new: 'a\nnew\nB\n' }), 'a\r\nnew\r\nB\r\nc\r\n');
  });

  it('stay mixed where they are mixed', () => {
    const mixed = 'unix\nwindows\r\nwindows too\r\nunix again\n';
    assert.equal(
      edited(mixed, { old: 'windows\nwindows too', new: 'windows\nadded\nwindows 2' }),
      'unix\nwindows\r\nadded\r\nwindows 2\r\nunix again\n',
    );
    assert.equal(
      edited(mixed, { old: 'unix\nwindows\nwindows too\nunix again\n', new: 'unix\nwindows\nunix again\n' }),
      'unix\nwindows\r\nunix again\n',
    );
  });

  it('are not added at the end of a file that has none there', () => {
    assert.equal(edited('a\nlast', { old: 'last', new: 'the last' }), 'a\nthe last');
    assert.equal(
      edited('def f():\n    return 1', { old: 'def f():\n    return 1\n', new: 'def f():\n    return 2\n' }),
      'def f():\n    return 2',
    );
  });

  it('outside the edit never change, whatever the file holds', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', ' ', 'ü'), maxLength: 4 });
    const end = fc.constantFrom('\n', '\r\n', '\r');
    const lines = fc.array(
      fc.tuple(line, end).map(([text, lineEnd]) => text + lineEnd),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, lines, fc.boolean(), (before, after, endsWithLine) => {
        const [head, tail] = [before.join(''), after.join('') + (endsWithLine ? '' : 'last')];
        const result = edited(`${head}MARK 1\r\nMARK 2\n${tail}`, { old: 'MARK 1\nMARK 2', new: 'ONE\nTWO\nTHREE' });
        assert.equal(result, `${head}ONE\r\nTWO\r\nTHREE\n${tail}`);
      }),
    );
  });

  it('survive a whole replacement, line by line', () => {
    assert.equal(replaceWhole('a\r\nb\nc\r\n', 'a\nb\nnew\nc\n'), 'a\r\nb\nnew\nc\r\n');
    assert.equal(replaceWhole('a\r\nb\r\n', 'x\ny\nz'), 'x\r\ny\r\nz');
  });
});

describe('the one fall-back', () => {
  // shows: edit-match, edit-bytes
  it('ignores trailing blanks and look-alike punctuation, and keeps every line that the edit leaves alone', () => {
    const file = 'def greet():  \n    print(“hello”, name)\t\n    return – 1\n# other “quotes”  \n';
    const result = applyEdits(file, [
      {
        old: 'def greet():\n    print("hello", name)\n    return - 1\n',
        new: 'def greet():\n    print("hello", name, 2)\n    return - 1\n',
      },
    ]);
    assert.equal(result.text, 'def greet():  \n    print("hello", name, 2)\n    return – 1\n# other “quotes”  \n');
    assert.match(result.spans[0]?.note ?? '', /ignoring trailing blanks/);
  });

  it('keeps blank lines that hold blanks', () => {
    const file = 'a = first_value\n   \nb = second_value\n';
    assert.equal(
      edited(file, { old: 'a = first_value\n\nb = second_value', new: 'a = first_value\n\nb = 3' }),
      'a = first_value\n   \nb = 3\n',
    );
  });

  it('shifts old and new together when every line is off by the same indentation', () => {
    const file = 'class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        return 2\n';
    const result = applyEdits(file, [{ old: 'def g(self):\n    return 2\n', new: 'def g(self):\n    x = 3\n\n    return x\n' }]);
    assert.equal(result.text, 'class A:\n    def f(self):\n        return 1\n\n    def g(self):\n        x = 3\n\n        return x\n');
    assert.match(result.spans[0]?.note ?? '', /4 spaces further in/);
    assert.equal(
      edited('if a:\n  b()\n  c()\n', { old: '    if a:\n      b()\n      c()', new: '    if a:\n      b()\n      d()' }),
      'if a:\n  b()\n  d()\n',
    );
  });

  it('changes nothing but what was asked for, however the search is off', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', '“', '–', ' ', '('), maxLength: 6 });
    const indent = fc.constantFrom('', '  ', '\t');
    const filled = fc.tuple(indent, line).map(([blanks, text]) => `${blanks}x${text}`);
    const around = fc.array(fc.oneof(line, filled), { maxLength: 6 });
    const block = fc.array(filled, { minLength: 2, maxLength: 5 });
    let applied = 0;
    fc.assert(
      fc.property(around, block, around, indent, fc.constantFrom('', ' '), (before, lines, after, shift, trailing) => {
        const head = before.map((text) => `${text}\r\n`).join('');
        const place = lines.join('\r\n');
        const tail = after.map((text) => `\n${text}`).join('');
        const old = lines.map((text) => shift + text.replaceAll('“', '"').replaceAll('–', '-') + trailing).join('\n');
        try {
          const result = edited(head + place + tail, { old, new: `${old}\n${shift}NEW` });
          assert.equal(result, `${head}${place}${tail === '' ? '\r\n' : '\n'}NEW${tail}`);
          applied += 1;
        } catch (error) {
          if (!(error instanceof EditRefused)) throw error;
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(applied > 200, `applied ${applied} of 500`);
  });

  it('refuses a shift that not every line fits', () => {
    const file = '    if a:\n        b()\n    c()\n';
    assert.equal(refusalCode(file, { old: 'if a:\n  b()\nc()', new: 'if a:\n  d()\nc()' }), 'edit-not-found');
    assert.equal(refusalCode('if a:\n  b()\n  c()\n', { old: '    if a:\n      b()\n      c()', new: '    if a:\nd()' }), 'edit-not-found');
  });

  // shows: edit-match
  it('refuses what matches loosely in two places, also when every place was asked for', () => {
    const file = 'x = “1”\ny = 2\n\nx = “1”\ny = 2\n';
    assert.equal(refusalCode(file, { old: 'x = "1"\ny = 2', new: 'x = 3' }), 'edit-not-unique');
    assert.equal(refusalCode(file, { old: 'x = "1"\ny = 2', new: 'x = 3', all: true }), 'edit-not-unique');
    assert.equal(edited('x = “1”\n', { old: 'x = "1"', new: 'x = 3', all: true }), 'x = 3\n');
  });

  // shows: edit-match
  it('takes a short text for a whole line only', () => {
    assert.equal(edited('x = “1”\n', { old: 'x = "1"', new: 'x = 3' }), 'x = 3\n');
    assert.equal(refusalCode('f(x = “1”)\n', { old: 'x = "1"', new: 'x = 3' }), 'edit-not-found');
    assert.equal(refusalCode('a\n\nb\n', { old: '  ', new: 'x' }), 'edit-not-found');
  });

  it('sees through characters that nobody sees', () => {
    assert.equal(edited('x\u200b = 1\n', { old: 'x = 1', new: 'x = 2' }), 'x = 2\n');
    assert.equal(edited('a\u00a0= 1\nb = 2\n', { old: 'a = 1\nb = 2', new: 'a = 1\nb = 3' }), 'a\u00a0= 1\nb = 3\n');
  });

  it('says in what the place differed', () => {
    const match = (text: string, old: string): string | undefined => applyEdits(text, [{ old, new: 'z' }]).spans[0]?.match;
    assert.equal(match('x = 1\n', 'x = 1'), 'exact');
    assert.equal(match('x = 1\n', 'x = 1 '), 'trailing-blanks');
    assert.equal(match('x = 1\n', '  x = 1'), 'indentation');
    assert.equal(match('x – 1\n', 'x - 1 '), 'look-alikes');
  });

  it('lets one line stand that is where the file has it already', () => {
    assert.equal(edited('  x = 1\n', { old: '    x = 1  ', new: '  x = 2' }), '  x = 2\n');
    assert.equal(edited('x = 1\n', { old: '  x = 1  ', new: 'x = 2' }), 'x = 2\n');
  });

  it('refuses a stale block whose first and last line still fit', () => {
    const file = 'def f():\n    a = compute(1)\n    return a\n';
    assert.equal(
      refusalCode(file, { old: 'def f():\n    a = compute(0)\n    return a\n', new: 'def f():\n    return 0\n' }),
      'edit-not-found',
    );
  });
});

describe('a refusal', () => {
  // shows: tool-errors, edit-match
  it('shows the nearest places with line numbers and the first difference', () => {
    const file =
      'import torch\n\nmodel = Net(hidden=32)\noptimizer = SGD(model.parameters(), lr=5.0)\nfor epoch in range(3):\n    train()\n';
    const error = refusal(file, [{ old: 'model = Net(hidden=32)\noptimizer = SGD(model.parameters(), lr=0.5)', new: 'pass' }]);
    assert.equal(error.candidates[0]?.firstLine, 3);
    assert.match(error.message, /\n {4}4\toptimizer = SGD\(model\.parameters\(\), lr=5\.0\)/);
    assert.match(error.message, /First difference, line 4/);
    assert.ok(error.candidates.length <= 3);
  });

  it('says when the new text is there already', () => {
    const error = refusal('lr = 0.01\n', [{ old: 'lr = 0.5', new: 'lr = 0.01' }]);
    assert.equal(error.isAlreadyThere, true);
    assert.match(error.message, /new stands there already, at line 1/);
  });

  it('is quick even for a large file and a long text', () => {
    const file = Array.from({ length: 60_000 }, (_, i) => `value_${i % 977} = compute(${i})`).join('\n');
    const old = Array.from({ length: 200 }, (_, i) => `value_${i} = compute(${i}) + 1`).join('\n');
    const error = refusal(file, [{ old, new: 'nothing' }]);
    assert.ok(error.candidates.length > 0);
    assert.ok(error.message.length < 10_000);
  });
});

describe('omission placeholders', () => {
  const leftOut = [
    '# ... existing code ...',
    '// ... rest of the function ...',
    '    # rest unchanged',
    '# The rest of the code remains the same',
    '... existing code ...',
    '/* … unchanged … */',
    '<!-- ... other sections ... -->',
    '# (existing code)',
    '# ...',
    '[... rest of the file ...]',
    '// remaining methods stay as before',
  ];
  const meant = [
    '...',
    '    ...',
    'print("loading the rest...")',
    '# load the rest of the data...',
    '# keep the existing checkpoints',
    '# the same seed as before is used',
    'x = a[..., 0]',
    'def f(self) -> None: ...',
    '# other losses',
    'rest = tokens[1:]',
    '',
  ];

  for (const line of leftOut) {
    // shows: tool-edit, edit-placeholder
    it(`refuses “${line.trim()}”`, () => assert.equal(refusalCode('a\nb\n', { old: 'a', new: `x\n${line}\n` }), 'edit-placeholder'));
  }
  for (const line of meant) {
    it(`lets “${line.trim()}” through`, () => assert.equal(findPlaceholder(`x\n${line}\n`, ''), undefined));
  }

  it('lets one through that stood there before', () => {
    assert.equal(
      edited('a\n# ... existing code ...\n', { old: 'a\n# ... existing code ...', new: 'b\n# ... existing code ...' }),
      'b\n# ... existing code ...\n',
    );
  });
});

describe('notebooks', () => {
  it('are not edited as text', () => {
    assert.throws(() => refuseNotebook('train.ipynb'), { code: 'edit-notebook' });
    assert.doesNotThrow(() => refuseNotebook('train.py'));
  });
});
