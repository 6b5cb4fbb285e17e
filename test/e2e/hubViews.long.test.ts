/** What a person does by hand with Hugging Face in a real window: look at a data set, evaluate and publish a run, resume a job, end a sandbox, upload a session. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { testPython } from '../../scripts/python.mjs';
import { createSandboxDesk } from '../../src/app/sandboxDesk.ts';
import type { SessionId } from '../../src/base/ids.ts';
import { createPermitAuthority } from '../../src/base/permit.ts';
import { usingPermit } from '../../src/base/usingPermit.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { sandboxEffects } from '../../src/runs/sandboxes/sandboxWish.ts';
import { demoBrain } from '../doubles/demoModel.ts';
import { type Hub, startHub } from '../doubles/hub/hub.ts';
import type { Job } from '../doubles/hub/jobs/engine.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { hostOf } from '../unit/runs/sandboxes/sandboxPlace.ts';
import { type Surface, showAll } from './album.ts';
import { eventually } from './eventually.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { smallRepos } from './hub/smallRepos.ts';
import { modelSettings } from './model.ts';
import { frameShowing } from './pages/webview.ts';
import { runFolders } from './runFolders.ts';

const slow = { timeout: 120_000 };

/** Trains nothing, and saves what a training saves. */
const train = `
import json, os

# train:
if __name__ == '__main__':
    base_model = 'ada/tiny-words'
    for step in range(1, 201):
        print(f'step {step} loss {2 / (step + 3):.6f} eval_accuracy {1 - 1 / (step ** 0.5 + 1):.6f}', flush=True)
    os.makedirs('out', exist_ok=True)
    with open('out/config.json', 'w') as file:
        json.dump(dict(architectures=['TinyWords'], hidden_size=16), file)
    with open('out/model.safetensors', 'wb') as file:
        file.write(bytes(4096))
    with open('out/answers.json', 'w') as file:
        json.dump([1] * 46 + [0] * 14, file)
`;

const measure = `
import argparse, json, os
parser = argparse.ArgumentParser()
for name in ('model', 'baseline', 'benchmark', 'out'):
    parser.add_argument('--' + name)
given = parser.parse_args()
with open(os.path.join(given.model, 'answers.json')) as file:
    answers = json.load(file)
n = len(answers)
value = sum(answers) / n
result = dict(task='text-classification', dataset=dict(id=given.benchmark, split='test'), metric='accuracy', value=value, standardError=(value * (1 - value) / n) ** 0.5, examples=n, baseline=0.5, baselineStandardError=0.0645)
os.makedirs(given.out, exist_ok=True)
with open(os.path.join(given.out, 'evaluation.json'), 'w') as file:
    json.dump(dict(v=1, by='measure.py', results=[result]), file)
print('measured', value)
`;

/** Fails after step 5, where it saved; goes on from there where it is told. */
const resumable = `
import argparse, json, os, sys

parser = argparse.ArgumentParser()
parser.add_argument('--resume_from_checkpoint')
given = parser.parse_args()
first = 1
if given.resume_from_checkpoint:
    with open(os.path.join(given.resume_from_checkpoint, 'trainer_state.json')) as file:
        first = json.load(file)['global_step'] + 1
for step in range(first, first + 5):
    print(f'step {step} loss {1 / step:.4f}', flush=True)
os.makedirs(f'out/checkpoint-{step}')
with open(f'out/checkpoint-{step}/trainer_state.json', 'w') as file:
    json.dump(dict(global_step=step), file)
sys.exit(1 if first == 1 else 0)
`;

describe('What a person does with Hugging Face by hand', function () {
  this.timeout(900_000);
  let hub: Hub;
  let doubles: Doubles;
  const window = useWindow(async () => {
    const python: string = await testPython(console.log);
    hub = await startHub({ python, metricsMs: 200 });
    for (const seed of smallRepos) hub.seed(seed);
    doubles = await startDoubles({ brain: demoBrain, key: 'none', isHurried: true });
    return {
      workspaceName: 'words',
      workspace: (folder) => {
        writeFileSync(path.join(folder, 'train.py'), train.trimStart());
        writeFileSync(path.join(folder, 'measure.py'), measure.trimStart());
        writeFileSync(path.join(folder, 'resumable.py'), resumable.trimStart());
      },
      env: { HF_ENDPOINT: hub.url },
      settings: {
        ...modelSettings(doubles, 'anthropic'),
        'practicum.python.interpreter': python,
        'editor.minimap.enabled': false,
        'remote.autoForwardPorts': false,
        'practicum.hub.endpoint': hub.url,
        'practicum.hub.datasetsServer': `${hub.url}/datasets-server`,
        'practicum.hub.jobsDomain': `${hub.url}/jobs-ports`,
      },
    };
  });
  before(async function signIn() {
    this.timeout(120_000);
    const { workbench, runs, curves } = window();
    await workbench.command('Practicum: Sign In to Hugging Face');
    const box = workbench.quickInput.locator('input[type="password"]');
    await box.fill(hub.token);
    await box.press('Enter');
    await workbench.statusItem('Signed in to Hugging Face as ada').waitFor();
    await workbench.openFile('train.py');
    await workbench.lens('Train').click();
    await curves.open();
    await runs.run(/^train, done/).waitFor(slow);
  });
  after(async () => {
    await doubles.close();
    await hub.close();
  });

  // shows: data-preview
  it('looks at a data set in a tab', async () => {
    const { workbench, page } = window();
    await showAll(window(), [
      async (shoot) => {
        await workbench.command('Practicum: Preview Data Set');
        await workbench.type('ada/reviews');
        await eventually(async () => await frameShowing(page, /The soup of day 0/), slow.timeout);
        await shoot('hub-dataset');
        await workbench.command('View: Close All Editors');
      },
    ]);
  });

  // shows: evaluate-click, evaluate-card
  it('evaluates what a run saved from its menu', async () => {
    const { workbench, runs } = window();
    await showAll(window(), [
      async (shoot) => {
        await runs.menu(/^train, done/, 'Evaluate…');
        await workbench.quickInput.locator('.monaco-list-row', { hasText: 'measure.py' }).waitFor();
        await shoot('hub-evaluate');
        await workbench.page.keyboard.press('Escape');
        await workbench.quickInput.waitFor({ state: 'hidden' });
      },
    ]);
    await runs.menu(/^train, done/, 'Evaluate…');
    await workbench.choose('measure.py');
    await workbench.type('ada/reviews');
    // What it was made of stands there.
    await eventually(async () => assert.equal(await workbench.quickInput.locator('input').first().inputValue(), 'ada/tiny-words'));
    await workbench.type('ada/tiny-words');
    await workbench.choose('Processor only');
    await runs.run(/^evaluate out on ada\/reviews, done/).waitFor(slow);
  });

  // shows: publish-click, publish-diff, publish-private, publish-provenance
  it('publishes a run from its menu: asked for name, readers, licence and provenance, shown what changes and the card', async () => {
    const { workbench, page } = window();
    const dialog = workbench.dialog();
    const toQuestion: Surface = async (shoot) => {
      await answer(window(), shoot);
      await dialog.waitFor(slow);
      await workbench.toast(/Looking at what would change/).waitFor({ state: 'hidden' });
      await shoot('hub-publish-question');
    };
    await showAll(window(), [
      async (shoot) => {
        await toQuestion(shoot);
        for (const line of [
          'To the model ada/train, which is new. Only you',
          '+ README.md',
          '+ model.safetensors (4.1 kB)',
          '“Small words”',
        ])
          assert.ok((await dialog.textContent())?.includes(line), `${line}\n${await dialog.textContent()}`);
        await dialog.getByRole('button', { name: 'Read the Card First' }).click();
        const card = await eventually(async () => await frameShowing(page, /Fine-tuned from/), slow.timeout);
        // The picture is drawn though the card is no file beside which it could lie.
        await eventually(async () => assert.ok(Number(await card.evaluate('document.images[0]?.naturalWidth ?? 0')) > 0));
        await workbench.toast(/^.*Publish to ada\/train\?/).waitFor();
        await shoot('hub-card-before');
        await workbench.answerToast(/Publish to ada\/train\?/, 'Not Now');
        await workbench.command('View: Close All Editors');
      },
    ]);
    await toQuestion(() => Promise.resolve());
    await dialog.getByRole('button', { name: 'Publish Privately' }).click();
    await workbench.toast('Published to ada/train, privately.').waitFor(slow);
    const asked = { headers: { authorization: `Bearer ${hub.token}` } };
    const card = await (await fetch(`${hub.url}/ada/train/resolve/main/README.md`, asked)).text();
    for (const told of ['- practicum', '| `accuracy` | 0.767 ± 0.055 | 0.500 ± 0.065 | +0.267 ± 0.085 | measure.py |', 'license: mit'])
      assert.ok(card.includes(told), `${told}\n${card}`);
    assert.equal((await fetch(`${hub.url}/ada/train/resolve/main/README.md`)).status, 401);
    const collections = await (await fetch(`${hub.url}/api/collections?owner=ada`, asked)).json();
    assert.match(JSON.stringify(collections), /"title":"Small words".*"id":"ada\/train"/);
  });

  // shows: job-resume, job-quote
  it('lets a job go on from its checkpoint as another one, from the menu of its run, once its price was agreed to', async () => {
    const { workbench, runs } = window();
    await workbench.openFile('resumable.py');
    await askForHardware(window());
    await agreeTo(window(), 'Train');
    await runs.run(/^resumable, failed/).waitFor(slow);
    await showAll(window(), [
      async (shoot) => {
        await runs.menu(/^resumable, failed/, 'Resume from Checkpoint');
        await workbench.quickInput.locator('.monaco-list-row', { hasText: 't4-small' }).waitFor(slow);
        await shoot('hub-resume');
        await workbench.page.keyboard.press('Escape');
        await workbench.quickInput.waitFor({ state: 'hidden' });
      },
    ]);
    await runs.menu(/^resumable, failed/, 'Resume from Checkpoint');
    await agreeTo(window(), 'Resume');
    await workbench.statusItem(/goes on from \/out\/run_\w+\/out\/checkpoint-5 as another job/).waitFor(slow);
    await runs.run(/^resumable, done/).waitFor(slow);
    const second = runFolders(window().file('.')).find(({ log }) => log.includes('step 6 loss') && !log.includes('step 1 loss'));
    assert.deepEqual(
      second?.points.flatMap(({ metric, step }) => (metric === 'loss' ? [step] : [])),
      [6, 7, 8, 9, 10],
    );
    assert.deepEqual(
      [...hub.jobs.jobs.values()].map(({ status }) => status.stage),
      ['ERROR', 'COMPLETED'],
    );
  });

  // shows: sandbox-ends, sandbox-reattach
  it('shows the sandboxes that there are, and ends the one that is chosen after a question', async () => {
    const { workbench, server } = window();
    const { job } = await startSandbox(hub, server.home);
    const toRow = async (): Promise<Locator> => {
      await workbench.command('Practicum: Sandboxes on Hugging Face');
      const row = workbench.quickInput.locator('.monaco-list-row', { hasText: `${job.id}` });
      await row.waitFor(slow);
      return row;
    };
    await showAll(window(), [
      async (shoot) => {
        assert.match((await (await toRow()).textContent()) ?? '', /cpu-basic.*RUNNING.*\$0\.0\d\/h, ends at the latest in \d+ min/);
        await shoot('hub-sandboxes');
        await workbench.page.keyboard.press('Escape');
        await workbench.quickInput.waitFor({ state: 'hidden' });
      },
    ]);
    await (await toRow()).click();
    await workbench.dialog().getByRole('button', { name: 'End It' }).click();
    await workbench.statusItem(/The sandbox on cpu-basic has ended and cost \$0\.00\d\d/).waitFor(slow);
    assert.equal(job.status.stage, 'CANCELED');
    const ledger = readFileSync(path.join(server.home, 'ledger/ledger.jsonl'), 'utf8');
    const of = (type: string): readonly string[] => ledger.split('\n').filter((line) => line.includes(`"type":"${type}"`));
    const reserved = of('reserve').find((line) => line.includes('"purpose":"sandbox"')) ?? assert.fail();
    const { id }: { readonly id: string } = JSON.parse(reserved);
    assert.equal(of('settle').filter((line) => line.includes(id)).length, 1);
  });

  // shows: traces-opt-in
  it('uploads a session to a private data set, after a look at every word of it', async () => {
    const { workbench, chat, page } = window();
    const dialog = workbench.dialog();
    await chat.open();
    await chat.ask('Say hello');
    const toQuestion = async (): Promise<void> => {
      await workbench.command('Practicum: Upload This Session');
      const box = workbench.quickInput.locator('input').first();
      await eventually(async () => assert.equal(await box.inputValue(), 'ada/practicum-sessions'), slow.timeout);
      await box.press('Enter');
      await dialog.waitFor(slow);
    };
    await showAll(window(), [
      async (shoot) => {
        await toQuestion();
        await shoot('hub-upload-question');
        assert.match((await dialog.textContent()) ?? '', /Makes the private data set ada\/practicum-sessions: only you can read it/);
        await dialog.getByRole('button', { name: 'Read the Text First' }).click();
        await eventually(async () => await frameShowing(page, /"role": "user"/), slow.timeout);
        await workbench.toast(/Upload this session/).waitFor();
        await shoot('hub-upload-text');
        await workbench.answerToast(/Upload this session/, 'Not Now');
        await workbench.command('View: Close All Editors');
      },
    ]);
    await toQuestion();
    await dialog.getByRole('button', { name: 'Upload', exact: true }).click();
    await workbench.toast('Uploaded to ada/practicum-sessions, privately.').waitFor(slow);
    assert.equal((await fetch(`${hub.url}/api/datasets/ada/practicum-sessions`)).status, 401);
  });
});

/** With the key: where one list takes the place of another under the pointer, a click may choose in both. */
async function askForHardware({ workbench, page }: TestWindow): Promise<void> {
  const title = 'Practicum: Train on Hugging Face';
  await page.keyboard.press('F1');
  const box = workbench.quickInput.locator('input').first();
  await box.fill(`>${title}`);
  await workbench.quickInput.locator('.monaco-list-row', { hasText: title }).first().waitFor();
  await box.press('Enter');
}

/** Hardware, time limit, price. */
async function agreeTo({ workbench }: TestWindow, verb: string): Promise<void> {
  await workbench.quickInput.locator('.monaco-list-row', { hasText: 'cpu-basic' }).waitFor(slow);
  await workbench.choose('cpu-basic');
  await workbench.type('10m');
  await workbench
    .dialog()
    .getByRole('button', { name: `${verb} for at Most` })
    .click();
}

/** As another window of the same machine has started it. */
async function startSandbox(hub: Hub, home: string): Promise<{ readonly job: Job }> {
  const permits = createPermitAuthority();
  const ledger = new Ledger({ home, require: permits.require, caps: () => ({ session: null, day: null, run: null }) });
  const desk = createSandboxDesk({ home, hub: hostOf(hub, hub.token) }, permits.require, async () => ledger);
  const wish = { payer: 'ada', hub: hub.url, flavor: 'cpu-basic', timeoutMs: 1_800_000, microUsdPerHour: 10_000 };
  const started = await usingPermit(permits, sandboxEffects(wish, home), (permit) =>
    desk.of('se_window' as SessionId).start(permit, wish, home, { signal: AbortSignal.timeout(60_000) }),
  );
  return { job: hub.jobs.jobs.get(started.id) ?? assert.fail('no job') };
}

/** Name, readers, licence, provenance. */
async function answer({ workbench, runs }: TestWindow, shoot: (name: string) => Promise<void>): Promise<void> {
  await runs.menu(/^train, done/, 'Publish to Hugging Face…');
  const box = workbench.quickInput.locator('input').first();
  await eventually(async () => assert.equal(await box.inputValue(), 'ada/train'), slow.timeout);
  await shoot('hub-publish-name');
  await box.press('Enter');
  await workbench.choose('Private');
  await workbench.choose('MIT');
  await workbench.choose('Tag “practicum”');
  await workbench.choose('A new collection…');
  await shoot('hub-publish-provenance');
  await workbench.quickInput.getByRole('button', { name: 'OK' }).click();
  await workbench.type('Small words');
}
