import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { findSyntaxSlip, pythonWarnings } from '../../../src/workspace/pythonLint.ts';

const slipped = (source: string): readonly [number, string] | undefined => {
  const slip = findSyntaxSlip(source);
  return slip === undefined ? undefined : [slip.line, slip.what];
};

describe('what is said of an edited Python file', () => {
  const wrong: readonly (readonly [string, number, RegExp])[] = [
    ['SFTConfig(\n', 1, /“\(” is never closed/],
    ['x = [1,\n  2\n\ndef f():\n    pass\n', 1, /“\[” is never closed/],
    ['x = (1]\n', 1, /“\]” does not close the “\(” of line 1/],
    ['x = 1)\n', 1, /“\)” closes nothing/],
    ['a = 1\nx = "abc\n', 2, /the string that begins with " is never closed/],
    ['x = """abc\n\n', 1, /the string that begins with """/],
    ['def f()\n    return 1\n', 1, /“def” needs a colon/],
    ['if x:\nprint(x)\n', 2, /an indented block should begin here/],
    ['x = 1\n  y = 2\n', 2, /nothing above asks for it/],
    ['if x:\n        a()\n    b()\n', 3, /fits no block above/],
    ['if x:\n        a()\n\tb()\n', 3, /tabs and spaces are mixed/],
    ['def f():\n', 1, /the block that it opens is missing/],
    ['print "hello"\n', 1, /“"hello"” cannot follow “print”/],
    ['x = \n', 1, /nothing follows “=”/],
    ['x = = 1\n', 1, /“=” cannot follow “=”/],
    ['f(a b)\n', 1, /“b” cannot follow “a”/],
    ['x = 1\ny = 2 $ 3\n', 2, /“\$” cannot stand there/],
  ];
  for (const [source, line, what] of wrong) {
    // shows: edit-warnings
    it(`names the line of ${JSON.stringify(source)}`, () => {
      const slip = slipped(source);
      assert.ok(slip, 'nothing was found');
      assert.equal(slip[0], line);
      assert.match(slip[1], what);
    });
  }

  const right = [
    '',
    '# only a comment (',
    'x = 1\r\nif x:\r\n\ty = 2\r\n',
    'def f(a, /, b, *, c) -> dict[str, int]:\n    """Doc (string"""\n    return {"a": 1}[\n        "a"]\n',
    'x = f"{a["b"]!r:>{width}} {{ {c}" f\'{d}\'\n',
    'match x:\n    case [1, *rest] if rest: pass\n    case {"a": b}:\n        type T = int\n',
    'from . import a\nfrom .. import b\nfrom ...c import (d, e,)\n',
    'with open(p) as f, \\\n        open(q) as g: ...\n',
    'x = a if b else c; y = not z\nlambda *a, **k: (yield)\n@d\nasync def g(): await h\n',
    'print >>f, "x"\nx = 0x_ff if 1else 2\nx = 1if y else 2\n',
    'rb"\\"" "b"\nx = a @ b\nx: int = 3\na[1:, ::2, ...]\n',
    'if a:\n\n  # comment\n\n  b\n# less\nelse:\n  c\n',
  ];
  for (const source of right) it(`finds nothing in ${JSON.stringify(source)}`, () => assert.equal(slipped(source), undefined));

  // shows: edit-warnings
  it('is advice where a training keeps its model nowhere but here', () => {
    const kinds = (source: string): readonly string[] => pythonWarnings(source).map(({ kind }) => kind);
    assert.deepEqual(kinds('x = 1\n'), []);
    assert.deepEqual(kinds('c = SFTConfig(output_dir="o")\n'), ['missing-push-to-hub', 'missing-hub-model-id']);
    assert.deepEqual(kinds('c = TrainingArguments(push_to_hub=True, hub_model_id="a/b")\n'), []);
    assert.deepEqual(kinds('DPOConfig(hub_model_id="x")\n'), ['missing-push-to-hub']);
    for (const { message } of pythonWarnings('GRPOConfig()')) assert.match(message, /^Advice: .* Saving elsewhere is fine\.$/);
  });

  // shows: edit-warnings
  it('is never said of what Python takes', function () {
    const python = pythonOrNone();
    if (python === undefined) return this.skip();
    const piece = fc.constantFrom(
      ...'if x:|else:|def f():|\n|\n    |\n  |\n\t|(|)|[|]|{|}|"|\'|"""|f"{|x|1|=|==|,|:|+|lambda|in|not|*|.|# c|\\|return|print|;'.split(
        '|',
      ),
      ' ',
    );
    const sources = fc
      .sample(fc.array(piece, { maxLength: 9 }), { numRuns: 4_000, seed: 20261121 })
      .map((pieces) => `${pieces.join('')}\n`);
    const check = [
      'import ast, json, sys, warnings',
      'warnings.simplefilter("ignore")',
      'def ok(s):',
      '  try: ast.parse(s); return True',
      '  except (SyntaxError, ValueError): return False',
      'print(json.dumps([ok(s) for s in json.load(sys.stdin)]))',
    ].join('\n');
    const verdicts: unknown = JSON.parse(execFileSync(python, ['-c', check], { input: JSON.stringify(sources), encoding: 'utf8' }));
    assert.ok(Array.isArray(verdicts));
    const wronged = sources.filter((source, i) => verdicts[i] === true && findSyntaxSlip(source) !== undefined);
    assert.deepEqual(wronged, []);
  });
});

function pythonOrNone(): string | undefined {
  for (const name of ['python3', 'python']) {
    try {
      execFileSync(name, ['--version'], { stdio: 'ignore' });
      return name;
    } catch {
      // The next name.
    }
  }
  return undefined;
}
