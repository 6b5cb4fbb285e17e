import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { CodeIndex } from '../../../src/reproduction/trace/codeIndex.ts';
import { addressesIn, commentEdit } from '../../../src/reproduction/trace/comments.ts';
import type { Located, TraceLink } from '../../../src/reproduction/trace/link.ts';
import { locate, locateIn } from '../../../src/reproduction/trace/locate.ts';
import { makeAnchor } from '../../../src/reproduction/trace/makeAnchor.ts';
import { readSource, type Source } from '../../../src/reproduction/trace/pythonSource.ts';
import { formatLinks, keyOf, linksPath, parseLinks } from '../../../src/reproduction/trace/sideFile.ts';
import { scriptedEdits, tally } from './edits/judge.ts';
import { moreKinds } from './edits/moreKinds.ts';
import { toolKinds } from './edits/toolKinds.ts';

const fixtures = new URL('../../fixtures/trace/', import.meta.url);
const address = 'arxiv:1706.03762v7#S3.E1';

function fixture(name: string): string {
  return readFileSync(new URL(name, fixtures), 'utf8');
}

function linkTo(sources: readonly Source[], file: string, line: number, endLine = line, what: 'symbol' | 'lines' = 'symbol'): TraceLink {
  const index = new CodeIndex(sources);
  const source = index.source(file);
  assert.ok(source !== undefined);
  return { address, paper: {}, code: makeAnchor(source, { what, line, endLine }, index) };
}

function inEdited(text: string, edited: string, line = 1): Located {
  return locateIn(linkTo([readSource('a.py', text)], 'a.py', line), [readSource('a.py', edited)]);
}

function shownAs(located: Located): string {
  switch (located.kind) {
    case 'found':
      return `${located.how}/${located.change} ${located.place.symbol.join('.')}:${located.place.line}-${located.place.endLine}`;
    case 'unsure':
      return `unsure (${located.why}) ${located.candidates.map(({ symbol }) => symbol.join('.')).join(', ')}`;
    case 'gone':
      return 'gone';
  }
}

const loss = `def smooth(logits, target, eps=0.1):
    log_probs = F.log_softmax(logits, dim=-1)
    nll = -log_probs.gather(-1, target.unsqueeze(-1)).squeeze(-1)
    return ((1 - eps) * nll + eps * -log_probs.mean(-1)).mean()
`;

describe('trace links', () => {
  // shows: trace-edits
  it('find linked code after scripted edits, and are never wrong in silence', () => {
    const files = new Map(readdirSync(fixtures).map((name) => [name, fixture(name)]));
    const outcomes = [...scriptedEdits(files, { count: 80, seed: 20, lines: 0.3, chained: 0.1 })];
    const { there, relocated } = tally(outcomes);
    assert.deepEqual(
      outcomes.filter(({ verdict }) => verdict === 'wrong').map(({ kind, where, located }) => [kind, where, shownAs(located)]),
      [],
    );
    assert.ok(relocated >= 0.97 * there, `${relocated} of ${there}`);
  });

  // shows: trace-edits
  it('are never wrong in silence after edits of other kinds either', () => {
    const files = new Map(readdirSync(fixtures).map((name) => [name, fixture(name)]));
    for (const kinds of [moreKinds, toolKinds]) {
      const outcomes = [...scriptedEdits(files, { count: 60, seed: 20, kinds })];
      assert.deepEqual(
        outcomes.filter(({ verdict }) => verdict === 'wrong').map(({ kind, where, located }) => [kind, where, shownAs(located)]),
        [],
      );
    }
  });

  // shows: trace-unchanged
  it('tell formatting, words and names from a change of what is computed', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['exact/none', loss],
      ['formatted/formatting', loss.replace('dim=-1)', 'dim=-1,\n    )').replace('return (', 'return (\n        ')],
      ['formatted/formatting', loss.replaceAll('    ', '\t').replaceAll('\n', '\r\n')],
      ['annotated/words', loss.replace('logits, target', 'logits: Tensor, target').replace(':\n', ':\n    """Of Szegedy."""\n')],
      ['renamed/names', loss.replaceAll('log_probs', 'lp').replaceAll('eps', 'smoothing')],
      ['edited/edited', loss.replace('mean(-1)', 'sum(-1)')],
      ['edited/edited', loss.replace('eps=0.1', 'eps=0.2')],
      ['edited/edited', loss.replace('    return', '    if eps:\n        nll = nll / eps\n    return')],
    ];
    for (const [wanted, text] of cases) assert.equal(shownAs(inEdited(loss, text)).split(' ')[0], wanted, text);
  });

  it('notice where a line left its block, and an operator its parentheses', () => {
    const text = 'def f(a):\n    for x in a:\n        total = g(x)\n        total += (a + x) * x\n    return total\n';
    for (const edited of [text.replace('        total +=', '    total +='), text.replace('(a + x) * x', 'a + x * x')])
      assert.equal(shownAs(inEdited(text, edited)).split(' ')[0], 'edited/edited');
  });

  // shows: trace-asks
  it('ask where two places are as good, and where a name stands over other code', () => {
    const copy = loss.replace('smooth', 'smooth_a') + '\n' + loss.replace('smooth', 'smooth_b');
    assert.equal(shownAs(inEdited(loss, copy)), 'unsure (alike) smooth_a, smooth_b');
    const other = 'def smooth(path):\n    with open(path) as file:\n        return json.load(file)["smooth"]\n';
    assert.match(shownAs(inEdited(loss, `${loss.replace('smooth', 'smooth_old')}\n${other}`)), /^unsure \(replaced\)/);
    assert.match(shownAs(inEdited(loss, other)), /^unsure \(replaced\)/);
    assert.equal(shownAs(inEdited(loss, 'x = 1\n')), 'gone');
  });

  // shows: trace-asks
  it('ask of a copy of the same name, of one that was kept under another, and of what took the name of something alike', () => {
    const decorated = `@deprecated("since 2", category=Warning)\n${loss}`;
    assert.match(shownAs(inEdited(decorated, `${decorated}\n${loss}`, 2)), /^unsure \(alike\) smooth, smooth$/);
    const changed = loss.replace('-log_probs.gather', 'log_probs.gather').replace('.mean()', '.sum()');
    assert.match(
      shownAs(inEdited(loss, `${loss.replace('smooth', 'smooth_before')}\n${changed}`)),
      /^unsure \(replaced\) smooth, smooth_before$/,
    );

    const small = 'class Stack:\n    @property\n    def depth(self):\n        return any(c.depth for c in self.parts)\n';
    const other = small.replace('any(c.depth for c in self.parts)', 'self._depth');
    assert.match(shownAs(inEdited(small, other, 3)), /^unsure \(replaced\)/);

    const property = (name: string, least: string, of: string): string =>
      `    @property\n    def ${name}(self):\n        shape = self.shape\n        valid = shape < ${least}\n        safe = where(valid, shape, ${least} / 2)\n        result = ${of}\n        return where(valid, result, nan)\n\n`;
    const [mean, variance] = ['self.loc + self.scale / (1 - safe)', 'self.scale ** 2 / ((1 - safe) ** 2 * (1 - 2 * safe))'];
    const before = `class Pareto:\n${property('mean', '1', mean)}${property('variance', '0.5', variance)}`;
    const after = `class Pareto:\n${property('variance', '1', mean)}${property('plain', '0.5', variance)}`;
    assert.doesNotMatch(shownAs(inEdited(before, after, 3)), /plain:/);
    // Two that were the same word for word: which of them is under the new name nobody can tell.
    const twins = `class Pareto:\n${property('mean', '1', mean)}    def draw(self):\n        return rand(self.shape)\n\n${property('variance', '1', mean)}`;
    assert.match(shownAs(inEdited(twins, twins.replace('variance', 'plain').replace('mean', 'variance'), 3)), /^unsure \(alike\)/);
  });

  // shows: trace-asks
  it('ask of what took its name: the most alike, a copy of another in a new file, the same method of a class that exchanged its name', () => {
    const layer = (name: string, of: string): string =>
      `class ${name}(Lazy, ${of}):\n    become = ${of}\n\n    def __init__(self, out, kernel, stride=1, groups=1, bias=True):\n        super().__init__(0, 0, kernel, stride, groups, False)\n        self.weight = Empty()\n        self.out = out\n        if bias:\n            self.bias = Empty()\n\n    def spaces(self):\n        return ${of.slice(-1)}\n`;
    const two = `${layer('Lazy2', 'Conv2')}\n${layer('Lazy3', 'Conv3')}`;
    const link = linkTo([readSource('a.py', two)], 'a.py', 1);
    assert.match(shownAs(locateIn(link, [readSource('a.py', layer('Lazy2', 'Conv3'))])), /^unsure \(replaced\) Lazy2/);

    const cat = (name: string, of: string): string =>
      `def ${name}(constraint):\n    parts = [${of}(c) for c in constraint.parts]\n    return Cat(parts, constraint.dim, constraint.lengths)\n`;
    const both = `${cat('cat_map', 'transform_to')}\n${cat('cat_one', 'biject_to')}`;
    const gone = [readSource('a.py', cat('cat_one', 'biject_to')), readSource('b.py', cat('cat_map', 'biject_to'))];
    assert.match(shownAs(locateIn(linkTo([readSource('a.py', both)], 'a.py', 1), gone)), /^unsure/);

    const shown = (name: string, of: string): string =>
      `class ${name}:\n    def shown(self):\n        lines = []\n        for key, value in self.${of}():\n            size = 'x'.join(str(part) for part in value.size())\n            lines.append(f'({key}): {size} of {value.kind}')\n        return '\\n'.join(lines)\n`;
    const [list, dict] = ['enumerated', 'items'];
    const classes = `${shown('PartList', list)}\n${shown('PartDict', dict)}`;
    const turned = `${shown('PartDict', list)}\n${shown('PartList', dict)}`;
    assert.match(shownAs(inEdited(classes, turned, 3)), /^unsure \(replaced\)/);
  });

  // shows: trace-asks
  it('ask where the very words of some lines stand in a new function, and something like them at their place', () => {
    const text =
      'def product(w):\n    def step(s):\n        ret = w * s\n        if s.flat:\n            return ret.ravel()\n        else:\n            return ret\n    def other(s):\n        prod = s + w\n        return prod\n    return step\n';
    const link = linkTo([readSource('a.py', text)], 'a.py', 7, 7, 'lines');
    const taken = text.replace('            return ret\n', '            return out\n');
    const located = locateIn(link, [readSource('a.py', `${taken}\n\ndef taken_out():\n    return ret\n`)]);
    assert.match(shownAs(located), /^unsure/);
  });

  it('keep all of some lines where one was put between them, and no documentation before them', () => {
    const text =
      'def hook(f):\n    """Registers it.\n\n    For good.\n    """\n    handle = Handle(hooks, f, after=True)\n    hooks[handle.id] = f\n    return handle\n';
    const link = linkTo([readSource('a.py', text)], 'a.py', 6, 7, 'lines');
    const put = text.replace('    hooks[', '    count += 1\n    hooks[');
    assert.equal(shownAs(locateIn(link, [readSource('a.py', put)])), 'edited/edited hook:6-8');
    const last = linkTo([readSource('a.py', text)], 'a.py', 7, 8, 'lines');
    assert.equal(
      shownAs(locateIn(last, [readSource('a.py', text.replace('    return', '    count += 1\n    return'))])),
      'edited/edited hook:7-9',
    );
  });

  it('do not take what stood beside it for what was deleted', () => {
    const twin = loss.replace('smooth', 'smooth_too');
    assert.equal(shownAs(inEdited(`${loss}\n${twin}`, twin)), 'gone');
  });

  it('read what can be read while somebody types', () => {
    const half = `${loss.replace('    nll', '    nll = -log_probs.gather(\n    nll')}\n\ndef next_one(x):\n    return x\n`;
    assert.match(shownAs(inEdited(loss, half)), /smooth/);
    assert.match(shownAs(inEdited(loss, `value = call(1,\n${loss}`)), /smooth/);
  });

  it('follow lines by their words and what stands around them', () => {
    const source = readSource('losses.py', fixture('losses.py'));
    const line = source.lines.findIndex((text) => text.includes('soft = F.kl_div')) + 1;
    const link = linkTo([source], 'losses.py', line, line, 'lines');
    const edited = fixture('losses.py')
      .replace("reduction='batchmean') * temperature ** 2", "reduction='sum') * temperature")
      .replace('import torch\n', 'import torch\nimport os\n');
    assert.equal(shownAs(locateIn(link, [readSource('losses.py', edited)])), `edited/edited distillation_loss:${line + 1}-${line + 1}`);
    assert.equal(shownAs(locateIn(link, [readSource('losses.py', fixture('losses.py').replace(/ {4}soft = F.kl_div.*\n/, ''))])), 'gone');
  });

  // shows: trace-notebooks
  it('name the cell of a notebook', () => {
    const notebook = (...cells: readonly string[]): string =>
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 4,
        metadata: {},
        cells: cells.map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source })),
      });
    const link = linkTo([readSource('a.ipynb', notebook('%pip install x\nimport torch', loss))], 'a.ipynb', 3);
    const located = locateIn(link, [readSource('a.ipynb', notebook('import torch', 'x = 1', `# new\n${loss}`))]);
    assert.deepEqual(located.kind === 'found' ? [located.place.cell, located.place.line, located.how] : located, [2, 2, 'exact']);
    assert.equal(
      shownAs(locateIn(link, [readSource('a.ipynb', notebook('import torch')), readSource('a.py', loss)])).split(' ')[0],
      'moved-file/none',
    );
  });

  // shows: trace-comments
  it('read and write addresses in comments, and believe one that stands at one place', () => {
    const text = `# paper: ${address}\n${loss}\nx = "# paper: arxiv:1706.03762#S1"\ndef f(x):\n    # paper: arxiv:1706.03762v7#S3.E2 nonsense:here\n    return x\n`;
    const found = addressesIn(readSource('a.py', text)).map(({ address: at, isAddress, place }) => [
      at,
      isAddress,
      place?.symbol.join('.'),
    ]);
    assert.deepEqual(found, [
      [address, true, 'smooth'],
      ['arxiv:1706.03762v7#S3.E2', true, 'f'],
      ['nonsense:here', false, 'f'],
    ]);
    const edit = commentEdit(readSource('b.py', `class A:\n    @property\n    def f(self): pass\n`), ['A', 'f'], address);
    assert.deepEqual(edit, { beforeLine: 2, text: `    # paper: ${address}` });
    const rewritten = `# paper: ${address}\ndef label_smoothing(path):\n    with open(path) as file:\n        return json.load(file)\n`;
    assert.equal(shownAs(inEdited(loss, rewritten)).split(' ')[0], 'comment/edited');
    assert.equal(inEdited(loss, `${rewritten}\n${rewritten.replace('smoothing', 'again')}`).kind, 'gone');
  });

  // shows: trace-file
  it('are kept in a file for each paper, which is sorted and read back as it was', () => {
    const sources = [readSource('losses.py', fixture('losses.py')), readSource('optim.py', fixture('optim.py'))];
    const links = [linkTo(sources, 'optim.py', 9), linkTo(sources, 'losses.py', 6), linkTo(sources, 'losses.py', 18, 19, 'lines')];
    const text = formatLinks(links);
    assert.equal(text, formatLinks(links.toReversed()));
    assert.deepEqual(
      new Map(parseLinks(text, 'links.json').map((link) => [keyOf(link), link])),
      new Map(links.map((link) => [keyOf(link), link])),
    );
    assert.equal(linksPath(address), '.practicum/papers/arxiv-1706.03762/links.json');
    assert.match(linksPath('doi:10.1145/12345.678'), /papers\/doi-10/);
    for (const bad of [
      '{',
      '{"v":1}',
      `<<<<<<< HEAD\n${text}`,
      text.replace('"address": "arxiv', '"address": "arxivs'),
      text.replace('"v": 1', '"v": 2'),
    ])
      assert.throws(() => parseLinks(bad, 'links.json'), /links\.json/);
  });

  it('are asked in time in a large workspace', () => {
    const source = readSource('losses.py', fixture('losses.py'));
    const index = new CodeIndex([source, ...Array.from({ length: 40 }, (_, at) => readSource(`copies/${at}.py`, fixture('training.py')))]);
    const link = linkTo([source], 'losses.py', 6);
    assert.equal(locate(link, index).kind, 'found');
  });
});
