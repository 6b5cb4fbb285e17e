import assert from 'node:assert/strict';
import type { Inline, Paper, PaperNode, Table } from '../../../../src/papers/document.ts';
import type { Said } from '../../../../src/papers/said/said.ts';
import { formatStage, parseStage } from '../../../../src/reproduction/stages/files.ts';
import { keepTriage } from '../../../../src/reproduction/triage/keepTriage.ts';
import { makeTriage } from '../../../../src/reproduction/triage/makeTriage.ts';
import { triageMarkdown } from '../../../../src/reproduction/triage/triageMarkdown.ts';

const base = { aliases: [], source: 0, confidence: 'exact' } as const;
const nothing: Said = { hyperparameters: [], missing: [], contradictions: [], unnamed: [], notation: [] };

function paperOf(...nodes: readonly (string | readonly Inline[] | Table)[]): Paper {
  return {
    format: 1,
    id: 'arxiv:2401.00001v1',
    title: 'A Study',
    authors: [],
    sources: [{ kind: 'eprint', sha256: 'a', licence: 'CC BY 4.0' }],
    sections: [],
    nodes: nodes.map((node, at): PaperNode => {
      if (typeof node === 'object' && 'rows' in node) return node;
      const content: readonly Inline[] = typeof node === 'string' ? [{ kind: 'text', text: node }] : node;
      return { ...base, kind: 'paragraph', anchor: `S1.p${at + 1}`, content };
    }),
    references: [],
    macros: {},
    warnings: [],
  };
}

function table(anchor: string, caption: string, rows: readonly (readonly string[])[], bold: readonly string[] = []): Table {
  const inline = (text: string): Inline => ({ kind: 'text', text, ...(bold.includes(text) ? { style: 'strong' as const } : {}) });
  return {
    ...base,
    kind: 'table',
    anchor,
    caption: [{ kind: 'text', text: caption }],
    rows: rows.map((row, at) => row.map((text) => ({ content: [inline(text)], columns: 1, rows: 1, isHeader: at === 0 }))),
  };
}

const triage = (paper: Paper, more: Partial<Parameters<typeof makeTriage>[0]> = {}): ReturnType<typeof makeTriage> =>
  makeTriage({ paper, said: nothing, inputs: {}, ...more });

describe('The triage of a paper', () => {
  // shows: triage-data
  it('keeps what was looked up once when it is made again', async () => {
    const kept = new Map<string, string>();
    const files = { read: async (name: string) => kept.get(name), write: async (name: string, text: string) => void kept.set(name, text) };
    const paper = paperOf('We train on CIFAR-10.');
    const found = {
      repositories: [{ url: 'https://github.com/ada/study', by: 'authors' as const }],
      datasets: [{ id: 'uoft-cs/cifar10', isThere: true }],
      replications: [{ title: 'Again', url: 'https://example.org/a' }],
    };
    const first = await keepTriage({ paper, said: nothing, found }, files);
    const again = await keepTriage({ paper, said: nothing }, files);
    assert.deepEqual([again.code.state, again.data.state, again.replications.length], ['yes', 'yes', 1]);
    assert.deepEqual(again.written, first.written);
  });

  // shows: triage-data
  it('says of each data set whether it is there only where somebody looked, and that of a recipe nothing has to be fetched', () => {
    const named = paperOf('We train on CIFAR-10 and ImageNet.');
    const blind = triage(named).data;
    assert.deepEqual(
      blind.sets.map(({ name, hub, state }) => [name, hub, state]),
      [
        ['CIFAR-10', 'uoft-cs/cifar10', 'unknown'],
        ['ImageNet', 'ILSVRC/imagenet-1k', 'unknown'],
      ],
    );
    assert.equal(blind.state, 'unknown');
    const datasets = [
      { id: 'uoft-cs/cifar10', isThere: true, licence: 'mit' },
      { id: 'ILSVRC/imagenet-1k', isThere: true },
    ];
    const looked = triage(named, { found: { datasets } });
    assert.deepEqual(
      looked.data.sets.map(({ state }) => state),
      ['yes', 'partly'],
    );
    assert.equal(looked.licence.data, 'mit');
    assert.equal(looked.licence.paper, 'CC BY 4.0');
    assert.equal(triage(paperOf('The data are synthetic on purpose.')).data.state, 'yes');
    assert.match(triage(paperOf('We use a proprietary corpus of notes.')).advice, /cannot be checked without its data/);
    assert.equal(triage(paperOf('We think.')).data.state, 'unknown');
  });

  // shows: triage-data
  it('tells the authors’ code from code that is only linked, and “nobody looked” from “there is none”', () => {
    const link = (text: string): Paper =>
      paperOf([
        { kind: 'text', text },
        { kind: 'link', href: 'https://github.com/ada/study', text: 'github.com/ada/study' },
      ]);
    assert.deepEqual(triage(link('Our code is available at ')).code.repositories, [{ url: 'https://github.com/ada/study', by: 'authors' }]);
    assert.equal(triage(link('We compare with ')).code.state, 'partly');
    assert.equal(triage(paperOf('Our code will be released.')).code.state, 'partly');
    assert.equal(triage(paperOf('We think.')).code.state, 'unknown');
    assert.equal(triage(paperOf('We think.'), { found: { repositories: [] } }).code.state, 'no');
  });

  // shows: triage-compute
  it('works out the compute from the paper’s own numbers, shows how, and leaves unknown what is not said', () => {
    const of = (text: string): readonly unknown[] => {
      const { deviceHours, device, confidence, state } = triage(paperOf(text)).compute;
      return [state, deviceHours, device, confidence];
    };
    assert.deepEqual(of('All models were trained on 8 NVIDIA A100 GPUs for 3 days.'), ['stated', 576, 'NVIDIA A100 GPU', 'high']);
    assert.deepEqual(of('In total we spent 320 GPU hours.'), ['stated', 320, 'GPU', 'high']);
    assert.deepEqual(of('One run takes about 90 minutes on a single V100.'), ['stated', 1.5, 'V100', 'medium']);
    assert.deepEqual(of('Training takes two hours.'), ['unknown', null, null, 'none']);
    assert.deepEqual(of('We trained on 4 GPUs.'), ['unknown', null, null, 'none']);
    const value = (name: string, number: number): Said['hyperparameters'][number] => ({
      name,
      value: number,
      stated: String(number),
      address: 'arxiv:2401.00001v1#S1.p1',
      quote: '',
    });
    const said = { ...nothing, hyperparameters: [value('training steps', 400), value('batch size', 64)] };
    const { compute } = triage(paperOf('We train.'), { said });
    assert.equal(compute.state, 'estimated');
    assert.equal(compute.examplesSeen, 25_600);
    assert.match(compute.formula, /400 training steps|400 steps × 64 in a batch = 25,600/);
    // Two batch sizes: which one belongs to the steps is not known.
    const unclear = { ...said, hyperparameters: [...said.hyperparameters, value('batch size', 128)] };
    assert.equal(triage(paperOf('We train.'), { said: unclear }).compute.state, 'unknown');
  });

  // shows: triage-claims
  it('proposes cells of the main table of results by rule: the paper’s own rows and what they are compared with', () => {
    const settings = table('S2.T1', 'Settings.', [
      ['Setting', 'Accuracy'],
      ['a', '1.5'],
      ['b', '2.5'],
    ]);
    const rows = [['Method', 'Accuracy (%)', 'Weights'], ...Array.from({ length: 12 }, (_, at) => [`M${at}`, `${70 + at}.1`, '12'])];
    const main = table('S3.T2', 'Main results.', [...rows, ['Ours', '90.2', '14']]);
    const { claims } = triage(paperOf(settings, main));
    assert.deepEqual(
      claims.map(({ address, headings, text, why }) => [address, headings, text, why]),
      [
        ['arxiv:2401.00001v1#S3.T2', 'M0 / Accuracy (%)', '70.1', 'to compare with'],
        ['arxiv:2401.00001v1#S3.T2', 'Ours / Accuracy (%)', '90.2', 'the paper’s own row'],
      ],
    );
    const bold = table('S3.T2', 'Results.', rows, ['75.1']);
    assert.deepEqual(
      triage(paperOf(bold)).claims.map(({ text }) => text),
      ['70.1', '75.1'],
    );
    assert.deepEqual(triage(paperOf(settings)).claims, []);
  });

  // shows: triage-claims
  it('names what is missing and contradictory, and replications with where they are told of', () => {
    const said: Said = {
      ...nothing,
      missing: [{ name: 'seeds', why: 'How many runs stand behind a number is not said.' }],
      contradictions: [
        {
          name: 'learning rate',
          values: [
            { value: 0.1, address: 'a#b' },
            { value: 0.4, address: 'a#c' },
          ],
        },
      ],
    };
    const replications = [{ title: 'An attempt | <b>', url: 'https://example.org/r', outcome: 'lower by 2 points' }];
    const card = triage(paperOf('We train.'), { said, found: { replications } });
    assert.deepEqual(parseStage('triage', formatStage('triage', card)).missing, card.missing);
    const markdown = triageMarkdown(card);
    assert.match(markdown, /seeds: How many runs/);
    assert.match(markdown, /learning rate: 0\.1 at a\\#b, 0\.4 at a\\#c/);
    assert.match(markdown, /An attempt \\\| \\<b\\>: https:\/\/example\.org\/r \(lower by 2 points\)/);
    assert.match(card.advice, /1 setting has to be chosen; it contradicts itself in one place/);
  });
});
