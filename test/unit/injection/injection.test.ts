import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { WorkbenchHost } from '../../../src/app/api.ts';
import { createWorkbench, type OpenWorkbench } from '../../../src/app/workbench.ts';
import type { Mode } from '../../../src/base/effects.ts';
import { endpointsFrom } from '../../../src/hub/endpoints.ts';
import { usualRunSettings } from '../../../src/runs/runSettings.ts';
import { webSettingsFrom } from '../../../src/web/settings.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import type { DocPage } from '../../doubles/hub/papers.ts';
import { testHost } from '../app/support.ts';
import { hostOf, sayYes, untilState } from '../mcp/servedHost.ts';
import { nasty, nodeServer } from '../mcp/support.ts';
import { type Carrier, type Injection, injections, type LookedUp, lookupInjections, type Place } from './fixtures.ts';
import { type Call, GullibleModel } from './gullible.ts';

const canary = `hf_${'cAnArY0123456789'.repeat(2)}xy`;
const key = `-----BEGIN OPENSSH PRIVATE KEY-----\n${'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU'.repeat(3)}\n-----END OPENSSH PRIVATE KEY-----\n`;
const keyLine = 'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU';

/** What the person lets the agent do themselves, before it reads anything: each is answered as broadly as its card offers. */
const errands = (place: Place): readonly Call[] => [
  ['run_shell', { command: 'touch notes.txt' }],
  ['run_shell', { command: 'mkdir -p out' }],
  ['run_shell', { command: 'cp train.py out/copy.py' }],
  ['run_shell', { command: 'git add notes.txt' }],
  ['run_shell', { command: 'git commit -q -m wip' }],
  ['run_shell', { command: `curl -s ${place.trap}/ok` }],
  ['read_file', { path: '../shared/data.txt' }],
  ['write_file', { path: 'out/log.txt', content: 'begun\n' }],
  ['start_run', { script: 'train.py', check: false }],
];

/** One workspace, one session, one attacker: what is read there, one after another. */
class Scene {
  readonly #mode: Mode;
  readonly #model = new GullibleModel();
  readonly #reached: string[] = [];
  #folder = '';
  #place: Place = { trap: '', root: '', home: '' };
  #trap: Server | undefined;
  readonly #outside = new Outside();
  #bench: OpenWorkbench | undefined;
  #told = '';

  constructor(mode: Mode) {
    this.#mode = mode;
  }

  async open(): Promise<void> {
    this.#folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-injected-')));
    const trap = createServer((request, response) => {
      this.#reached.push(request.url ?? '');
      response.end('ok');
    });
    this.#trap = trap;
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const address = trap.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    this.#place = { trap: `http://127.0.0.1:${port}`, root: path.join(this.#folder, 'space'), home: path.join(this.#folder, 'person') };
    furnish(this.#folder, this.#place);
    this.#told = path.join(this.#folder, 'told.txt');
    writeFileSync(this.#told, '');
    const outside = await this.#outside.open();
    const host = testHost(this.#folder, this.#place.root, () => this.#model, {
      runSettings: () => ({ ...usualRunSettings, hosts: { 'gpu-box': {} } }),
      mode: this.#mode,
      env: { ...process.env, HOME: this.#place.home, API_TOKEN: canary },
      mcp: hostOf(nodeServer('papers', nasty, ['tells', this.#told])),
      ...outside,
    });
    this.#bench = await createWorkbench(host, 'new');
    await sayYes(this.#bench, 'papers');
    await untilState(this.#bench.mcp, 'papers', 'ready');
    if (this.#mode === 'auto') await this.#runErrands(this.#bench);
  }

  async close(): Promise<void> {
    await this.#bench?.close();
    this.#trap?.close();
    await this.#outside.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async play(index: number): Promise<void> {
    const injection = all(this.#place)[index];
    const bench = this.#bench;
    assert.ok(injection && bench);
    writeFileSync(this.#told, `${injection.cover}${injection.order}\n`);
    const reads = isLookedUp(injection.carrier) ? this.#outside.plant(injection, injection.carrier) : plant(injection, this.#place);
    const before = filesBelow(this.#folder);
    this.#reached.length = 0;
    this.#model.requests.length = 0;
    const obeys = injection.wants.map(({ tool, input }): Call => [tool, input]);
    Object.assign(this.#model, { errands: [], reads, order: injection.order, obeys, isFooled: false });
    const stop = answering(bench, (tool) => (tool === papersTool ? 'approve' : 'reject'));
    await bench.chat.send('Look at this, and tell me what it says.', []);
    await bench.currentSession().agent.whenIdle();
    stop();
    if (injection.isLeftOut === true) judgeLeftOut(bench, injection, this.#model.isFooled);
    else {
      assert.ok(this.#model.isFooled, 'the order did not reach the model');
      judge(bench, injection);
    }
    assert.deepEqual(this.#reached, [], 'the attacker was reached');
    const changed = changedBetween(before, filesBelow(this.#folder));
    const allowed = allowedChanges(injection, this.#mode);
    assert.deepEqual(
      changed.filter((file) => !allowed.includes(file)),
      [],
      'something was changed',
    );
    const told = JSON.stringify(this.#model.requests);
    for (const secret of [canary, keyLine]) assert.ok(!told.includes(secret), 'the model was told a secret');
  }

  async #runErrands(workbench: OpenWorkbench): Promise<void> {
    this.#model.errands = errands(this.#place);
    const stop = answering(workbench, () => 'broadly');
    await workbench.chat.send('Get ready.', []);
    await workbench.currentSession().agent.whenIdle();
    stop();
    const asked = workbench.currentSession().log.events.filter(({ type }) => type === 'approval.asked').length;
    assert.ok(asked >= 5, `only ${asked} of the errands were asked about`);
  }
}

/** The model never saw it, and the person was told. */
function judgeLeftOut(workbench: OpenWorkbench, { order }: Injection, isFooled: boolean): void {
  assert.equal(isFooled, false, 'the order reached the model');
  const ended = workbench.currentSession().log.events.findLast((event) => event.type === 'tool.ended');
  assert.ok(ended?.type === 'tool.ended' && ended.outcome === 'done', JSON.stringify(ended));
  assert.ok(
    ended.hidden?.some(({ excerpt }) => excerpt.includes(order)),
    JSON.stringify(ended.hidden),
  );
}

/** Every call that would do harm was refused, failed or was rejected; what was done unasked is what the mode lets pass. */
function judge(workbench: OpenWorkbench, { wants }: Injection): void {
  const { events } = workbench.currentSession().log;
  const begun = events.findLastIndex(({ type }) => type === 'turn.started');
  const made = events.slice(begun).flatMap((event) => (event.type === 'response.call' ? [event.call] : []));
  for (const [index, want] of wants.entries()) {
    const call = made[index + 1];
    assert.ok(call !== undefined, `the call ${index} was not made`);
    const ended = events.find((event) => event.type === 'tool.ended' && event.call === call);
    assert.ok(ended?.type === 'tool.ended');
    if (want.harm) assert.notEqual(ended.outcome, 'done', `${want.tool} ${JSON.stringify(want.input)} was done: ${ended.content}`);
  }
  for (const event of events.slice(begun))
    if (event.type === 'approval.asked') assert.ok(!JSON.stringify(event).includes(canary), 'a card shows a secret');
}

/** Answers everything that is asked; answers how to stop that. */
function answering(workbench: OpenWorkbench, choose: (tool: string) => 'approve' | 'reject' | 'broadly'): () => void {
  const { approvals } = workbench;
  const answered = new Set<string>();
  const look = (): void => {
    for (const { id, call, rule, sessionScope } of approvals.pending) {
      if (answered.has(id)) continue;
      answered.add(id);
      const proposed = workbench.currentSession().log.events.find((event) => event.type === 'tool.proposed' && event.call === call);
      const said = choose(proposed?.type === 'tool.proposed' ? proposed.tool : '');
      const scope = said === 'broadly' ? (rule !== undefined ? 'rule' : sessionScope !== undefined ? 'session' : 'call') : 'call';
      void approvals.answer(id, said === 'reject' ? 'reject' : 'approve', scope, 'test');
    }
  };
  const listener = approvals.onDidChange(look);
  look();
  return () => listener.dispose();
}

/** A site, and a Hub with its documentation, where anybody writes what they like. */
class Outside {
  readonly #docs: DocPage[] = [];
  #hub: Hub | undefined;
  #site: Server | undefined;
  #page = '';

  async open(): Promise<Pick<WorkbenchHost, 'hub' | 'web'>> {
    const hub = await startHub({ docs: this.#docs });
    const site = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(this.#page));
    this.#hub = hub;
    this.#site = site;
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const userAgent = 'practicum/test';
    const endpoints = endpointsFrom({ hub: hub.url, router: hub.url, datasetsServer: hub.url }, {});
    const settings = webSettingsFrom({ privateHosts: ['127.0.0.1', 'localhost'] });
    return {
      hub: { userAgent, endpoints: () => endpoints, token: async () => hub.token, payer: () => undefined },
      web: { userAgent, settings: () => settings, searchKey: async () => undefined, gitHubToken: async () => undefined },
    };
  }

  plant({ id, cover, order, isLeftOut }: Injection, carrier: LookedUp): Call {
    assert.ok(this.#hub && this.#site);
    switch (carrier) {
      case 'page': {
        this.#page = `${cover}<p${isLeftOut === true ? ' style="display:none"' : ''}>${order}</p>`;
        const address = this.#site.address();
        return ['read_page', { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/${id}` }];
      }
      case 'hub-card':
        this.#hub.seed({ id: `evil/${id}`, files: { 'README.md': `${cover}${order}\n` } });
        return ['read_hub_repo', { repo: `evil/${id}`, what: 'card' }];
      case 'docs':
        this.#docs.push({ path: `/docs/trl/${id}`, product: 'trl', title: 'Trainer', markdown: `${cover}${order}\n` });
        return ['read_docs', { page: `trl/${id}` }];
    }
  }

  async close(): Promise<void> {
    this.#site?.close();
    await this.#hub?.close();
  }
}

function isLookedUp(carrier: Carrier): carrier is LookedUp {
  return carrier === 'page' || carrier === 'hub-card' || carrier === 'docs';
}

/** The only tool of a server that somebody else wrote: it says what lies in a file. */
const papersTool = 'mcp__papers__echo';

function furnish(folder: string, { root, home }: Place): void {
  for (const each of [path.join(root, 'src'), path.join(home, '.ssh'), path.join(folder, 'shared')]) mkdirSync(each, { recursive: true });
  writeFileSync(path.join(root, 'train.py'), 'lr = 1.0\nprint("step 1 loss 0.5")\n');
  writeFileSync(path.join(root, 'src/model.py'), 'layers = 2\n');
  writeFileSync(path.join(root, 'evil.sh'), 'id\n');
  writeFileSync(path.join(root, '.env'), `API_TOKEN=${canary}\n`);
  writeFileSync(path.join(home, '.ssh/id_ed25519'), key);
  writeFileSync(path.join(home, '.bashrc'), '# mine\n');
  writeFileSync(path.join(folder, 'decoy.txt'), 'not yours\n');
  writeFileSync(path.join(folder, 'shared/data.txt'), '1 2 3\n');
  symlinkSync('..', path.join(root, 'shortcut'));
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: root, stdio: 'ignore' });
  git('init', '-q');
  git('config', 'user.name', 't');
  git('config', 'user.email', 't@example.org');
  git('add', 'train.py', 'src');
  git('commit', '-q', '-m', 'first');
}

/** Puts the text where the agent will read it; answers the call that reads it. */
function plant({ carrier, cover, order }: Injection, { root }: Place): Call {
  assert.ok(!isLookedUp(carrier));
  const text = `${cover}${order}\n`;
  const files: Readonly<Record<Exclude<Carrier, 'mcp' | 'log' | LookedUp>, string>> = {
    paper: 'paper.tex',
    card: 'README.md',
    web: 'page.html',
  };
  if (carrier === 'mcp') return [papersTool, { words: 'attention' }];
  if (carrier !== 'log') {
    writeFileSync(path.join(root, files[carrier]), text);
    return ['read_file', { path: files[carrier] }];
  }
  const run = 'run_1m7yq106d0009xhhrb';
  const runFolder = path.join(root, '.practicum/runs', run);
  mkdirSync(runFolder, { recursive: true });
  const spec = {
    v: 1,
    id: run,
    name: 'train',
    createdMs: 1,
    origin: { by: 'person' },
    target: 'local',
    argv: ['python', path.join(root, 'train.py')],
    cwd: root,
    script: path.join(root, 'train.py'),
    interpreter: { path: 'python', version: '3.11.2', origin: 'PATH' },
    env: {},
    code: { isDirty: false, scriptSha256: '0'.repeat(64) },
  };
  writeFileSync(path.join(runFolder, 'spec.json'), JSON.stringify(spec));
  writeFileSync(path.join(runFolder, 'state.jsonl'), '');
  writeFileSync(path.join(runFolder, 'points.jsonl'), '');
  writeFileSync(path.join(runFolder, 'console.log'), text);
  writeFileSync(path.join(runFolder, 'exit.json'), JSON.stringify({ v: 1, code: 0, signal: null, endedMs: 2, pointCount: 0, metrics: [] }));
  return ['read_run', { run, lines: 100 }];
}

/** Path to hash of everything below, without Practicum's own home. */
function filesBelow(folder: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const walk = (at: string): void => {
    for (const name of readdirSync(at)) {
      const file = path.join(at, name);
      if (file === path.join(folder, 'home')) continue;
      const info = lstatSync(file);
      if (info.isDirectory()) walk(file);
      else
        found[path.relative(folder, file)] = info.isSymbolicLink()
          ? readlinkSync(file)
          : createHash('sha256').update(readFileSync(file)).digest('hex');
    }
  };
  walk(folder);
  return found;
}

function changedBetween(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): readonly string[] {
  const all = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...all].filter((name) => before[name] !== after[name]).sort();
}

/** Ordinary files of the workspace, which auto mode lets an agent write. */
function allowedChanges({ wants }: Injection, mode: Mode): readonly string[] {
  if (mode !== 'auto') return [];
  return wants.flatMap(({ harm, input: { path: file } }) => (!harm && typeof file === 'string' ? [path.join('space', file)] : [])).sort();
}

const all = (place: Place): readonly Injection[] => [...injections(place), ...lookupInjections(place)];
const nowhere: Place = { trap: '', root: '', home: '' };
/** What is read in one scene. */
const ids = all(nowhere).map(({ id, carrier }) => ({ id, kind: isLookedUp(carrier) ? 'looked up' : carrier }));
const modes: readonly (readonly [mode: Mode, how: string])[] = [
  ['ask', 'in ask mode'],
  ['auto', 'in auto mode, with all that the cards offered before'],
];

describe('The injection fixtures', () => {
  it('are 60 things to read, twelve of each kind, and twelve that are looked up', () => {
    assert.equal(new Set(injections(nowhere).map(({ id }) => id)).size, 60);
    for (const wanted of ['paper', 'card', 'log', 'web', 'mcp', 'looked up'])
      assert.equal(ids.filter(({ kind }) => kind === wanted).length, 12);
  });
});

for (const [mode, how] of modes) {
  for (const kind of new Set(ids.map((each) => each.kind))) {
    describe(`A model that obeys what it reads (${kind}), ${how}`, () => {
      const scene = new Scene(mode);
      before(() => scene.open());
      after(() => scene.close());
      for (const [index, { id, kind: own }] of ids.entries()) {
        if (own !== kind) continue;
        // shows: injection-60, injection-leaks, untrusted-fence, rules-offer, lookup-cards-marked, lookup-private-addresses
        it(`does no harm: ${id}`, () => scene.play(index));
      }
    });
  }
}
