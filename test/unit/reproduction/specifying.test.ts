import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tool } from '../../../src/base/tool.ts';
import { acceptRow } from '../../../src/reproduction/register/changes.ts';
import { formatStage, parseStage } from '../../../src/reproduction/stages/files.ts';
import { type PaperServices, startPaperServices } from '../../doubles/papers/papers.ts';
import { examplePapers } from '../../support/examplePapers.ts';
import { useToolbox } from '../tools/toolbox.ts';

const tex = readFileSync(path.join(examplePapers, 'toy-attention', 'paper.tex'), 'utf8');
const folder = '.practicum/papers/file-paper.tex';

describe('start_reproduction, record_spec and change_register', () => {
  let services: PaperServices;
  before(async () => {
    services = await startPaperServices([]);
  });
  after(() => services.close());
  const box = useToolbox({ papers: () => ({ userAgent: 'practicum/test', settings: () => services.settings }) });
  const offered = (): readonly string[] => box.tools.filter((tool: Tool) => tool.isOffered?.() ?? true).map(({ name }) => name);
  const spec = async () => parseStage('spec', await box.text(`${folder}/spec.json`));
  const register = async () => parseStage('register', await box.text(`${folder}/register.json`));
  const start = async (selection?: readonly string[]) =>
    await box.call('start_reproduction', { paper: 'paper.tex', ...(selection === undefined ? {} : { selection }) });

  // shows: repro-start
  it('write slice, specification and register of a paper, and say what is open and what comes next', async () => {
    await box.put('paper.tex', tex);
    const { content, origin } = await start(['S2']);
    assert.deepEqual(origin, { kind: 'paper', name: 'file:paper.tex' });
    assert.match(
      content,
      /^“What the Root in Scaled Attention Does for Recall by Key” \(file:paper\.tex\): begun in \.practicum\/papers\/file-paper\.tex/,
    );
    assert.match(content, /optimizer: missing, open, no value\. .*Alternatives: "Adam"/);
    assert.match(content, /learning-rate \(learning rate\): contradiction, open, no value\. The paper gives 0\.001 and 0\.003/);
    assert.match(content, /\nNext: record_spec: Read the parts/);
    const { items, written } = await spec();
    assert.ok(items.some(({ id, status }) => id === 'S2.E3' && status === 'stated'));
    assert.ok(written?.['spec/S2.E3'] !== undefined);
    for (const { status, row } of items) if (status !== 'stated' && status !== 'derived') assert.ok(row !== undefined);
  });

  // shows: triage-data
  it('keep in the triage what searches told, with its addresses', async () => {
    await box.put('paper.tex', tex);
    const replications = [{ title: 'Tried again', url: 'https://example.org/again', outcome: 'two points lower' }];
    await box.call('start_reproduction', { paper: 'paper.tex', found: { repositories: [], replications } });
    const triage = parseStage('triage', await box.text(`${folder}/triage.json`));
    assert.deepEqual([triage.code.state, triage.replications], ['no', replications]);
    await start();
    assert.deepEqual(parseStage('triage', await box.text(`${folder}/triage.json`)).replications, replications);
  });

  // shows: repro-late-tools
  it('are told to the model only once a reproduction has been begun', async () => {
    await box.put('paper.tex', tex);
    const before = offered();
    assert.ok(before.includes('start_reproduction') && before.includes('link_code'));
    for (const name of ['record_spec', 'change_register', 'propose_plan', 'next_step', 'check_contract', 'check_integrity', 'write_report'])
      assert.ok(!before.includes(name), name);
    await start();
    assert.ok(offered().includes('record_spec') && offered().includes('propose_plan'));
    assert.deepEqual(offered().slice(0, 3), before.slice(0, 3));
  });

  // shows: repro-evidence
  it('hold what is said to be stated against the paper’s words, and refuse what has neither words nor a row', async () => {
    await box.put('paper.tex', tex);
    await start();
    const item = { kind: 'setting', statement: 'Steps.', status: 'stated' };
    const { content } = await box.call('record_spec', {
      paper: 'paper.tex',
      spec: {
        items: [
          { ...item, id: 'steps', evidence: [{ address: 'S4.SS1.p1', quote: 'We train for 400 steps' }] },
          { ...item, id: 'wrong', evidence: [{ address: 'S4.SS1.p1', quote: 'We train for 900 steps' }] },
          { ...item, id: 'bare' },
          { ...item, id: 'guessed', status: 'assumed', value: 3 },
          { ...item, id: 'nowhere', evidence: [{ address: 'S9.p9', quote: 'x' }] },
          { ...item, id: 'warmup', status: 'open', row: 'warmup' },
        ],
        rows: [{ id: 'warmup', name: 'warm-up', why: 'Nothing is said of it.' }],
      },
    });
    assert.match(content, /^2 of 6 items recorded/);
    assert.match(
      content,
      /refused: wrong: S4\.SS1\.p1 does not say “We train for 900 steps”\. There it says: “We train for \$400\$ steps with a learning rate/,
    );
    assert.match(content, /refused: bare: what is stated needs the address and a quote/);
    assert.match(content, /refused: guessed: what the paper does not say needs a row/);
    assert.match(content, /refused: nowhere: file:paper\.tex has no part S9\.p9/);
    const { items, reviewed } = await spec();
    assert.equal(reviewed, 'model');
    assert.deepEqual(items.find(({ id }) => id === 'steps')?.evidence, [
      { address: 'file:paper.tex#S4.SS1.p1', quote: 'We train for 400 steps' },
    ]);
    assert.ok((await register()).rows.some(({ id }) => id === 'warmup'));
    // What the rules did not see in the paper needs no row any more; what the paper contradicts itself about keeps its own.
    const found = { ...item, evidence: [{ address: 'S4.SS1.p1', quote: 'We train for 400 steps' }] };
    await box.call('record_spec', {
      paper: 'paper.tex',
      spec: {
        items: [
          { ...found, id: 'setting.weight-decay' },
          { ...found, id: 'setting.learning-rate' },
        ],
      },
    });
    const names = (await register()).rows.map(({ id }) => id);
    assert.ok(!names.includes('weight-decay') && names.includes('learning-rate'));
    const all = (await spec()).items;
    assert.equal(all.find(({ id }) => id === 'setting.learning-rate')?.row, 'learning-rate');
    assert.equal(new Set(all.map(({ id }) => id)).size, all.length);
    // As a model writes JSON, with a fence and a comma too many.
    const again = await box.call('record_spec', { paper: 'paper.tex', spec: '```json\n{"items": [],}\n```' });
    assert.match(again.content, /^0 of 0 items recorded/);
    await assert.rejects(box.call('record_spec', { paper: 'paper.tex', spec: 'no items' }), { code: 'spec-unreadable' });
  });

  // shows: repro-register-change
  it('put a value into its place in a file and leave every other byte, and take no decision of a person back', async () => {
    await box.put('paper.tex', tex);
    await start();
    const script =
      "import argparse\np = argparse.ArgumentParser()\np.add_argument('--optimizer', default='sgd',  # unsaid\n  help='(which)')\n";
    await box.put('train.py', script);
    const wish = {
      paper: 'paper.tex',
      row: 'optimizer',
      action: 'propose',
      value: 'Adam',
      origin: { kind: 'convention', text: 'usual for attention' },
    };
    const { content } = await box.call('change_register', { ...wish, file: 'train.py', key: '--optimizer' });
    assert.match(content, /train\.py, line 3: --optimizer was 'sgd'\./);
    assert.equal(await box.text('train.py'), script.replace("'sgd'", '"Adam"'));
    const [row] = (await register()).rows.filter(({ id }) => id === 'optimizer');
    assert.deepEqual([row?.state, row?.value, row?.config], ['proposed', 'Adam', { file: 'train.py', key: '--optimizer' }]);
    assert.equal((await spec()).items.find((item) => item.row === 'optimizer')?.status, 'assumed');
    // Both places change together, or none.
    await assert.rejects(box.call('change_register', wish), { code: 'config-not-named' });
    const proposed = await register();
    const accepted = proposed.rows.map((one) => (one.id === 'optimizer' ? acceptRow(one) : one));
    await box.put(`${folder}/register.json`, formatStage('register', { ...proposed, rows: accepted }));
    await assert.rejects(box.call('change_register', { ...wish, file: 'train.py' }), { code: 'register-decided' });
    // Beginning again keeps it.
    await start();
    assert.equal((await register()).rows.find(({ id }) => id === 'optimizer')?.state, 'accepted');
  });

  // shows: repro-register-ask
  it('draft a question to the authors with short quotes, and the runs of a sweep', async () => {
    await box.put('paper.tex', tex);
    await start();
    const asked = await box.call('change_register', { paper: 'paper.tex', row: 'optimizer, learning-rate', action: 'ask' });
    assert.match(asked.content, /nothing was sent/);
    const question = await box.text(`${folder}/questions.md`);
    assert.match(question, /1\. \*\*optimizer\.\*\* Which one was used\?/);
    assert.match(question, /The paper gives 0\.001 and 0\.003\. Which of them/);
    assert.equal((await register()).rows.find(({ id }) => id === 'optimizer')?.state, 'asked');
    const swept = await box.call('change_register', { paper: 'paper.tex', row: 'learning-rate', action: 'sweep' });
    assert.match(swept.content, /6 runs: learning rate of 0\.001, 0\.003, each with the seeds 0, 1, 2/);
  });

  // shows: repro-experiment
  it('begin an experiment without a paper, in proportion to what was asked', async () => {
    const { content } = await box.call('start_reproduction', { goal: 'Compare two tokenizers on our logs' });
    assert.match(content, /^experiment:compare-two-tokenizers-on-our-logs: begun/);
    assert.match(content, /baseline: missing, open/);
    assert.doesNotMatch(content, /learning-rate/);
    const tuned = await box.call('start_reproduction', { goal: 'Fine-tune a small model for spam with LoRA' });
    assert.match(tuned.content, /learning-rate[\s\S]*lora-rank/);
    await assert.rejects(box.call('start_reproduction', {}), { code: 'start-nothing' });
  });

  it('refuse a paper’s part that is not there, and a stage that cannot be read, and write nothing', async () => {
    await box.put('paper.tex', tex);
    await assert.rejects(start(['S77']), { code: 'slice-no-part' });
    await start();
    await box.put(`${folder}/spec.json`, '<<<<<<< HEAD\n');
    await assert.rejects(start(), { code: 'stage-unreadable' });
    assert.equal(await box.text(`${folder}/spec.json`), '<<<<<<< HEAD\n');
  });
});
