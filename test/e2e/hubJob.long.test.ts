/** The main job on Hugging Face: a model fine-tuned as a paid job and published, in a real window, with jobs that really execute. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testPython } from '../../scripts/python.mjs';
import { type Hub, startHub } from '../doubles/hub/hub.ts';
import type { Job } from '../doubles/hub/jobs/engine.ts';
import type { Space } from '../doubles/hub/spaces/space.ts';
import { type Doubles, startDoubles } from '../doubles/server.ts';
import { showAll } from './album.ts';
import { eventually } from './eventually.ts';
import { type TestWindow, useWindow } from './harness.ts';
import { flavor, jobBrain, measure, script, spaceFolder, steps } from './hub/jobBrain.ts';
import { baseModel, dataset, smallRepos } from './hub/smallRepos.ts';
import { modelSettings } from './model.ts';
import { frameShowing } from './pages/webview.ts';
import { type RunFolder, runFolders } from './runFolders.ts';

/** What trains and what is asked of a Hub takes its time on a slow machine. */
const slow = { timeout: 240_000 };
const chatWidthPx = 400;

describe('A model that is fine-tuned as a job of Hugging Face and published', function () {
  this.timeout(900_000);
  let hub: Hub;
  let doubles: Doubles;
  /** Seen by this machine and by the jobs alike. */
  let words: string;
  const pauseOf = (repo: string): string => path.join(words, path.basename(repo));
  const window = useWindow(async () => {
    const python: string = await testPython(console.log);
    words = mkdtempSync(path.join(tmpdir(), 'practicum-words-'));
    hub = await startHub({ python, metricsMs: 200 });
    for (const seed of smallRepos) hub.seed(seed);
    doubles = await startDoubles({ brain: jobBrain(pauseOf), key: 'none', isHurried: true });
    return {
      workspaceName: 'reviews',
      workspace: () => {},
      // The script asks the Hub that the official clients would ask.
      env: { HF_ENDPOINT: hub.url },
      settings: {
        ...modelSettings(doubles, 'anthropic'),
        'practicum.python.interpreter': python,
        'editor.minimap.enabled': false,
        'workbench.editorAssociations': { '**/published/README.md': 'vscode.markdown.preview.editor' },
        'remote.autoForwardPorts': false,
        'practicum.hub.endpoint': hub.url,
        'practicum.hub.datasetsServer': `${hub.url}/datasets-server`,
        'practicum.hub.router': `${hub.url}/router`,
        'practicum.hub.jobsDomain': `${hub.url}/jobs-ports`,
        'practicum.hub.spacesDomain': `${hub.url}/spaces-apps`,
      },
    };
  });
  before(async function signIn() {
    this.timeout(120_000);
    const { workbench } = window();
    await workbench.command('Practicum: Sign In to Hugging Face');
    const box = workbench.quickInput.locator('input[type="password"]');
    await box.fill(hub.token);
    await box.press('Enter');
    await workbench.statusItem('Signed in to Hugging Face as ada').waitFor();
  });
  after(async () => {
    await doubles.close();
    await hub.close();
    rmSync(words, { recursive: true });
  });

  // shows: hub-main-job, evaluate-card
  it('audits the data, tries the script here, asks for the money, draws the job’s curve while it runs, measures what it made beside what it was made of, and publishes it', async () => {
    const { chat, curves, workbench } = window();
    const repo = 'ada/tiny-reviews';
    await chat.open();
    await workbench.hideSideBar();
    await chat.send(`Fine-tune ${baseModel} on ${dataset} on a GPU job and publish it as ${repo}.`);
    await approveByToast(window(), /Write finetune\.py/);
    await approveByToast(window(), /Write evaluate\.py/);
    await approveByToast(window(), /Train with finetune\.py --steps 5/);
    const quote = await approveByToast(window(), /Train on t4-small for at most 10 min/, 'hub-quote');
    assert.match(quote.toast, /It costs at most \$0\.07/);
    for (const known of [
      'paid by ada',
      '✓ data: ada/reviews was audited',
      '✓ model: ada/tiny-words is there',
      '✓ smoke run',
      'a machine of its own',
    ])
      assert.ok(quote.card.includes(known), `${known}\n${quote.card}`);

    await curves.open();
    await eventually(async () => assert.equal(await curves.pointCountOf('loss', 'ada-tiny-reviews'), steps / 2), slow.timeout);
    assert.equal(onlyJob(hub).status.stage, 'RUNNING');
    await workbench.openFile(script);
    await lookAt(window(), 'hub-curve');
    writeFileSync(pauseOf(repo), '');

    await approveEvaluation(window());
    const published = await approveByToast(window(), /Publish ada\/tiny-reviews/, 'hub-publish');
    assert.match(published.toast, /It would change models\/ada\/tiny-reviews on the Hugging Face Hub/);
    for (const file of ['+ README.md', '+ curves.svg', '+ model.pt', 'Only you']) assert.ok(published.card.includes(file), published.card);
    await chat.attach();
    await chat.idle(slow.timeout);
    const run = runNamed(window(), 'ada-tiny-reviews');
    const answer = (await chat.answers.last().textContent()) ?? '';
    assert.match(answer, /test accuracy of (?:0\.9|1)/);
    assert.deepEqual(stepsOf(run), range(1, steps));
    await assertPublished(window(), hub, repo, run);
    assertPaidOnce(window(), hub, [run]);
    await lookAtCard(window(), hub, repo);
  });

  // shows: hub-main-job
  it('loses nothing and pays nothing twice where the network is cut twice in the middle and the window is loaded again', async () => {
    const { chat, curves, workbench, runs } = window();
    const repo = 'ada/tiny-reviews-2';
    await chat.open();
    await chat.newSession();
    await chat.send(`Once more with seed 2, as ${repo}.`);
    await approveByToast(window(), /Train on t4-small for at most 10 min/);
    await eventually(() => assert.equal(stepsOf(runNamed(window(), 'ada-tiny-reviews-2')).length, steps / 2), slow.timeout);
    const states = (): string => readFileSync(path.join(runNamed(window(), 'ada-tiny-reviews-2').folder, 'state.jsonl'), 'utf8');
    await cutFor20s(hub, states, 1);
    await workbench.reload();
    await eventually(() => assert.match(states(), /is up again/), slow.timeout);
    await cutFor20s(hub, states, 2);
    // It goes on while nobody hears of it.
    writeFileSync(pauseOf(repo), '');
    await curves.open();
    await runs.run(/^ada-tiny-reviews-2, done/).waitFor(slow);
    const run = runNamed(window(), 'ada-tiny-reviews-2');
    assert.deepEqual(stepsOf(run), range(1, steps));
    assert.equal(states().match(/The line to Hugging Face is cut/g)?.length, 2);
    await chat.open();
    await chat.idle(slow.timeout);
    await chat.send(`Go on and publish it as ${repo}.`);
    await approveEvaluation(window());
    await approveByToast(window(), /Publish ada\/tiny-reviews-2/);
    await chat.idle(slow.timeout);
    await assertPublished(window(), hub, repo, run);
    assertPaidOnce(window(), hub, [runNamed(window(), 'ada-tiny-reviews'), run]);
  });

  // shows: hub-main-job, space-reattach
  it('does the same in a Space, though the network is cut twice in the middle and the window loaded again', async () => {
    const { chat, curves, workbench, runs } = window();
    const repo = 'ada/tiny-reviews-3';
    const spaces = spacesOf(hub);
    await chat.open();
    await chat.newSession();
    await chat.send(`In a Space with seed 3, as ${repo}.`);
    await approveByToast(window(), new RegExp(`Write ${spaceFolder}/finetune\\.py`));
    await approveByToast(window(), new RegExp(`Write ${spaceFolder}/evaluate\\.py`));
    await approveByToast(window(), new RegExp(`Train with ${spaceFolder}/finetune\\.py --steps 5`));
    const quote = await approveByToast(window(), /Train on t4-small as a Space for at most 10 min/, 'hub-quote-space');
    assert.match(quote.toast, /It costs at most \$0\.17/);
    for (const known of [
      'paid by ada',
      'A private Space of ada, which needs a paid plan',
      '✓ data: ada/reviews was audited',
      '✓ model: ada/tiny-words is there',
      '✓ smoke run',
    ])
      assert.ok(quote.card.includes(known), `${known}\n${quote.card}`);
    const name = 'ada-tiny-reviews-3';
    await eventually(() => assert.equal(stepsOf(runNamed(window(), name)).length, steps / 2), slow.timeout);
    const states = (): string => readFileSync(path.join(runNamed(window(), name).folder, 'state.jsonl'), 'utf8');
    await cutFor20s(hub, states, 1);
    await workbench.reload();
    await eventually(() => assert.match(states(), /is up again/), slow.timeout);
    await cutFor20s(hub, states, 2);
    // It goes on while nobody hears of it.
    writeFileSync(pauseOf(repo), '');
    await curves.open();
    await runs.run(/^ada-tiny-reviews-3, done/).waitFor(slow);
    const run = runNamed(window(), name);
    assert.deepEqual(stepsOf(run), range(1, steps));
    assert.equal(states().match(/The line to Hugging Face is cut/g)?.length, 2);
    await chat.open();
    await chat.idle(slow.timeout);
    await chat.send(`Go on in the Space and publish it as ${repo}.`);
    await approveEvaluation(window());
    await approveByToast(window(), /Publish ada\/tiny-reviews-3/);
    await chat.idle(slow.timeout);
    await assertPublished(window(), hub, repo, run, `Hugging Face Spaces, ${flavor}`);
    assert.match((await publishedFile(hub, repo, 'README.md')).toString(), /\| Cost \| \$0\.\d\d, estimated \|/);
    assert.deepEqual(
      spaces.map(({ repo: { id, isPrivate }, starts }) => [id, isPrivate, starts]),
      [[`ada/practicum-run-${run.id.replace('run_', '')}`, true, 1]],
    );
    assert.deepEqual(hub.repos.all('space'), []);
    assertSettledOnce(window(), [run]);
  });
});

/** From when it is noticed, however slow the machine is. `cuts`: how many there are then. */
async function cutFor20s(hub: Hub, states: () => string, cuts: number): Promise<void> {
  hub.faults.add({ kind: 'cut' });
  await eventually(() => assert.equal(states().match(/The line to Hugging Face is cut/g)?.length, cuts), slow.timeout);
  hub.faults.add({ kind: 'cut', seconds: 20 });
}

/** Those that are built from now on, each as often as it is, also when it is gone. */
function spacesOf(hub: Hub): readonly Space[] {
  const built: Space[] = [];
  const rebuild = hub.spaces.rebuild.bind(hub.spaces);
  hub.spaces.rebuild = (repo, delayMs) => {
    built.push(hub.spaces.of(repo));
    rebuild(repo, delayMs);
  };
  return built;
}

interface Asked {
  readonly toast: string;
  readonly card: string;
}

/** Approves by the notification, after the card in the chat was read. */
async function approveByToast(window: TestWindow, what: RegExp, picture?: string): Promise<Asked> {
  const { workbench, chat } = window;
  const toast = workbench.toast(what);
  await toast.waitFor(slow);
  await chat.attach();
  const card = chat.approval(what);
  await card.waitFor();
  const asked = { toast: (await toast.textContent()) ?? '', card: (await card.textContent()) ?? '' };
  if (picture !== undefined) {
    await lookAt(window, picture);
    // While it was looked at it went to the list.
    if (!(await toast.isVisible())) await workbench.command('Practicum: Show Pending Approvals');
  }
  await workbench.answer(toast, 'Approve');
  await toast.waitFor({ state: 'hidden' });
  return asked;
}

async function approveEvaluation(window: TestWindow): Promise<void> {
  const { toast } = await approveByToast(window, /Evaluate /);
  for (const told of ['/artifacts/out', `its baseline ${baseModel} on ${dataset}`, measure]) assert.ok(toast.includes(told), toast);
}

/** With room for the chat, which a narrow window has squeezed. */
async function lookAt(window: TestWindow, picture: string): Promise<void> {
  await window.workbench.resizeChat(chatWidthPx);
  await showAll(window, [async (shoot) => shoot(picture)]);
}

function runNamed(window: TestWindow, name: string): RunFolder {
  const run = runFolders(window.file('.')).find(
    ({ folder }) => JSON.parse(readFileSync(path.join(folder, 'spec.json'), 'utf8')).name === name,
  );
  assert.ok(run !== undefined, `there is no run ${name}`);
  return run;
}

function stepsOf({ points }: RunFolder): readonly number[] {
  return points.flatMap(({ metric, step }) => (metric === 'loss' ? [Number(step)] : []));
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function onlyJob(hub: Hub): Job {
  const [job, ...more] = hub.jobs.jobs.values();
  assert.ok(job !== undefined && more.length === 0);
  return job;
}

/** What lies at the Hub is what the run made, with a card of what is known of it; and nobody else sees it. */
async function assertPublished(
  window: TestWindow,
  hub: Hub,
  repo: string,
  run: RunFolder,
  hardware = `Hugging Face Jobs, ${flavor}`,
): Promise<void> {
  const made = readFileSync(path.join(run.folder, 'artifacts/out/model.pt'));
  assert.ok(made.equals(await publishedFile(hub, repo, 'model.pt')));
  assert.match((await publishedFile(hub, repo, 'curves.svg')).toString(), /^<svg[\s\S]*loss/);
  const card = (await publishedFile(hub, repo, 'README.md')).toString();
  for (const told of [
    'license: apache-2.0',
    `base_model: ${baseModel}`,
    dataset,
    hardware,
    '| Cost | $0.0',
    '](curves.svg)',
    measuredRow(window, run),
    'It knows a few dozen words.',
  ])
    assert.ok(card.includes(told), `${told}\n${card}`);
  assert.ok(!card.includes(hub.token));
  assert.equal((await fetch(`${hub.url}/${repo}/resolve/main/README.md`)).status, 401);
}

/** As it lies at the Hub. */
async function publishedFile(hub: Hub, repo: string, file: string): Promise<Buffer> {
  const answer = await fetch(`${hub.url}/${repo}/resolve/main/${file}`, { headers: { authorization: `Bearer ${hub.token}` } });
  assert.equal(answer.status, 200);
  return Buffer.from(await answer.arrayBuffer());
}

/** What the evaluation of this run measured, as its card has to say it. Nobody but the evaluation measured what it was made of. */
function measuredRow(window: TestWindow, { id, points }: RunFolder): string {
  const evaluation = runFolders(window.file('.')).find(({ log, folder }) => {
    const { purpose } = JSON.parse(readFileSync(path.join(folder, 'spec.json'), 'utf8'));
    return purpose?.model === `.practicum/runs/${id}/artifacts/out` && log.includes('of the base model');
  });
  const [, value = '', base = ''] = /accuracy ([\d.]+), of the base model ([\d.]+)/.exec(evaluation?.log ?? '') ?? [];
  // The training measured the same model on the same examples.
  assert.equal(Number(value), points.findLast(({ metric }) => metric === 'test_accuracy')?.['value']);
  assert.ok(Number(value) >= 0.9 && Number(base) < 0.8, `${value} after ${base}`);
  const examples = 60;
  const exactly = (text: string): number => Math.round(Number(text) * examples) / examples;
  const error = (share: number): number => Math.sqrt((share * (1 - share)) / examples);
  const places = (spread: number): number => 1 - Math.floor(Math.log10(spread));
  const cell = (share: number, spread: number): string =>
    spread === 0 ? share.toFixed(3) : `${share.toFixed(places(spread))} ± ${spread.toFixed(places(spread))}`;
  const [after, before] = [exactly(value), exactly(base)];
  const difference = Number((after - before).toPrecision(5));
  const gained = `+${error(after) === 0 ? difference : cell(after - before, Math.hypot(error(after), error(before)))}`;
  return `${examples} examples | \`accuracy\` | ${cell(after, error(after))} | ${cell(before, error(before))} | ${gained} | ${measure} |`;
}

/** The card that lies at the Hub with its picture beside it, drawn as a reader sees it. */
async function lookAtCard(window: TestWindow, hub: Hub, repo: string): Promise<void> {
  const { workbench, page } = window;
  const folder = window.file('published');
  mkdirSync(folder);
  for (const file of ['README.md', 'curves.svg']) writeFileSync(path.join(folder, file), await publishedFile(hub, repo, file));
  await workbench.command('View: Close All Editors');
  await workbench.command('View: Hide Panel');
  await workbench.resizeChat(chatWidthPx);
  await showAll(window, [
    async (shoot) => {
      await workbench.openFile('published/README.md');
      const card = await eventually(async () => await frameShowing(page, /Fine-tuned from[\s\S]*Base model/), slow.timeout);
      await eventually(async () => assert.ok(Number(await card.evaluate('document.images[0]?.naturalWidth ?? 0')) > 0));
      // Its head is for the Hub.
      await card.evaluate('document.querySelector("h1").scrollIntoView()');
      await shoot('hub-card');
      await workbench.command('View: Close All Editors');
    },
  ]);
  rmSync(folder, { recursive: true });
}

/** One job for each run, promised once and settled once. */
function assertPaidOnce(window: TestWindow, hub: Hub, runs: readonly RunFolder[]): void {
  const labels = [...hub.jobs.jobs.values()].map(({ labels: { 'practicum-run': run } }) => run);
  const ids = runs.map(({ id }) => id);
  assert.deepEqual(labels.toSorted(), ids.toSorted());
  assert.equal(hub.requests.filter(({ method, url }) => method === 'POST' && url === '/api/jobs/ada').length, runs.length);
  assertSettledOnce(window, runs);
}

function assertSettledOnce({ server }: TestWindow, runs: readonly RunFolder[]): void {
  const ids = runs.map(({ id }) => id);
  const lines = readFileSync(path.join(server.home, 'ledger/ledger.jsonl'), 'utf8').split('\n');
  const entries: readonly Readonly<Record<string, unknown>>[] = lines.filter((line) => line !== '').map((line) => JSON.parse(line));
  const promised = entries.filter(({ type, run }) => type === 'reserve' && ids.some((id) => id === run));
  assert.equal(promised.length, runs.length);
  for (const { id } of promised) assert.equal(entries.filter((entry) => entry['type'] === 'settle' && entry['id'] === id).length, 1);
}
