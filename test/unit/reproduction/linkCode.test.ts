import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { declareTool } from '../../../src/agent/declare.ts';
import { PracticumError } from '../../../src/base/errors.ts';
import { locateIn } from '../../../src/reproduction/trace/locate.ts';
import { readSource } from '../../../src/reproduction/trace/pythonSource.ts';
import { parseLinks } from '../../../src/reproduction/trace/sideFile.ts';
import { type PaperServices, startPaperServices } from '../../doubles/papers/papers.ts';
import { useToolbox } from '../tools/toolbox.ts';

const tex = String.raw`\documentclass{article}
\title{Low-Rank Adapters}
\begin{document}
\maketitle
\section{Method}\label{sec:method}
We add a product of two small matrices.
\begin{equation}\label{eq:loss} L = \sum_i \ell(h_i) \end{equation}
\end{document}`;

const code = `class Adapter:
    def forward(self, x):
        return self.base(x) + self.up(self.down(x)) * self.scale


def loss(outputs, targets):
    return sum(distance(h, y) for h, y in zip(outputs, targets))
`;
const side = '.practicum/papers/arxiv-2106.09685/links.json';
const draft = '.practicum/papers/file-drafts_paper.tex';

describe('link_code', () => {
  let services: PaperServices;
  before(async () => {
    services = await startPaperServices([{ arxiv: '2106.09685', version: 2, title: 'Low-Rank Adapters', eprint: gzipSync(tex) }]);
  });
  after(() => services.close());
  const box = useToolbox({ papers: () => ({ userAgent: 'practicum/test', settings: () => services.settings }) });
  const link = async (address: string, symbol: string, file = 'model.py') => await box.call('link_code', { address, file, symbol });
  const links = async (path = side) => parseLinks(await box.text(path), path);

  // shows: trace-agent
  it('notes the code and what the paper says, under the paper’s own name for the place, and says what was linked', async () => {
    await box.put('model.py', code);
    // What looks like it in another file is no place for it later.
    await box.put('old/model.py', code.replace('def loss', 'def old_loss'));
    const { content, detail, origin } = await link('arxiv:2106.09685#eq:loss', 'loss');
    assert.match(content, /Created \.practicum\/papers\/arxiv-2106\.09685\/links\.json/);
    assert.match(content, /loss \(model\.py:6–7\) is linked to arxiv:2106\.09685v2#S1\.E1\.\nThere the paper says: .*ell/);
    assert.equal(detail?.kind, 'edit');
    assert.deepEqual(origin, { kind: 'paper', name: 'arxiv:2106.09685v2' });
    const [made] = await links();
    assert.ok(made !== undefined);
    assert.match(made.paper.hash ?? '', /^[0-9a-f]{16}$/);
    assert.deepEqual(made.code.alike, ['old/model.py::old_loss']);
    assert.equal(locateIn(made, [readSource('model.py', code)]).kind, 'found');

    // A second link goes beside it; the same again changes nothing, and is said.
    await link('2106.09685#S1', 'forward');
    assert.deepEqual(
      (await links()).map(({ address, code: { symbol } }) => [address, symbol.join('.')]),
      [
        ['arxiv:2106.09685v2#S1', 'Adapter.forward'],
        ['arxiv:2106.09685v2#S1.E1', 'loss'],
      ],
    );
    const before = await box.text(side);
    assert.match((await link('2106.09685#S1', 'Adapter.forward')).content, /is linked to arxiv:2106\.09685v2#S1 already/);
    assert.equal(await box.text(side), before);
  });

  // shows: trace-agent
  it('links to a draft of the workspace', async () => {
    await box.put('model.py', code);
    await box.put('drafts/paper.tex', tex);
    await link('file:drafts/paper.tex#eq:loss', 'loss');
    const [path = ''] = box
      .tool('link_code')
      .effects({ address: 'file:drafts/paper.tex', file: 'a.py', symbol: 'a' })
      .flatMap((effect) => (effect.kind === 'write' ? [effect.path] : []));
    assert.ok(path.startsWith(box.at(draft)));
    assert.deepEqual(
      (await links(path.slice(box.root.length + 1))).map(({ address }) => address),
      ['file:drafts/paper.tex#S1.E1'],
    );
    await assert.rejects(link('file:drafts/none.tex#eq:loss', 'loss'), { code: 'file-not-found' });
  });

  // shows: trace-agent
  it('links to a paper that cannot be read now, and says that the link does not know what stands there', async () => {
    await box.put('model.py', code);
    const { content } = await link('arxiv:2999.99999#S3.E1', 'loss');
    assert.match(content, /The paper could not be read now: the link does not know what stands there/);
    assert.deepEqual(
      (await links('.practicum/papers/arxiv-2999.99999/links.json')).map(({ paper }) => paper),
      [{}],
    );
  });

  // shows: trace-agent
  it('refuses what is not there, with what is, and writes nothing then', async () => {
    await box.put('model.py', code);
    await box.put('twice.py', `${code}\n\nclass Other:\n    def forward(self, x):\n        return x\n`);
    await box.put('broken.py', 'def loss(:\n    "');
    const hint = (words: RegExp) => (error: unknown) => error instanceof PracticumError && words.test(error.hint ?? '');
    await assert.rejects(link('2106.09685#S9.E9', 'loss'), { code: 'link-no-node' });
    await assert.rejects(link('2106.09685#S1', 'losses'), hint(/It has Adapter, Adapter\.forward, loss\./));
    await assert.rejects(link('2106.09685#S1', 'forward', 'twice.py'), hint(/Adapter\.forward \(line 2\), Other\.forward \(line 11\)/));
    await assert.rejects(link('2106.09685#S1', 'loss', 'broken.py'), { code: 'link-unreadable' });
    await assert.rejects(link('2106.09685#S1', 'loss', 'none.py'), { code: 'file-not-found' });
    await assert.rejects(link('2106.09685#S1', 'loss', 'notes.md'), { code: 'link-no-code' });
    assert.throws(() => box.tool('link_code').effects({ address: 'https://example.org/x.pdf', file: 'a.py', symbol: 'a' }), {
      code: 'bad-address',
    });
    await assert.rejects(box.text(side), { code: 'ENOENT' });

    await box.put(side, '{"v": 1, "links": [<<<<<<<');
    await assert.rejects(link('2106.09685#S1', 'loss'), { code: 'links-unreadable' });
    assert.equal(await box.text(side), '{"v": 1, "links": [<<<<<<<');
  });

  // shows: trace-agent, effects-declared
  it('writes one file, and asks the services of the paper alone', () => {
    const effects = box.tool('link_code').effects({ address: '2106.09685#S1', file: 'model.py', symbol: 'loss' });
    assert.deepEqual(effects, [
      { kind: 'read', path: box.root },
      { kind: 'read', path: box.at('model.py') },
      { kind: 'lookup', host: new URL(services.settings.arxiv).hostname },
      { kind: 'read', path: box.at(side) },
      { kind: 'write', path: box.at(side) },
    ]);
  });

  it('takes at most 600 bytes of a prompt', () => {
    const bytes = Buffer.byteLength(JSON.stringify(declareTool(box.tool('link_code'))));
    assert.ok(bytes <= 600, `${bytes} bytes`);
  });
});

describe('link_code without papers', () => {
  const box = useToolbox();

  it('is not offered', () => {
    assert.ok(!box.tools.some(({ name }) => name === 'link_code'));
  });
});
