import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Effect, Mode } from '../../../src/base/effects.ts';
import type { Grant } from '../../../src/base/grant.ts';
import { isHostPattern, matchesHost } from '../../../src/base/hostPatterns.ts';
import type { GrantId } from '../../../src/base/ids.ts';
import { decide } from '../../../src/policy/decide.ts';
import { type GrantInForce, ruleByGrant } from '../../../src/policy/grant.ts';
import type { DecideRequest } from '../../../src/policy/request.ts';

const nowMs = 1_000_000;
const night: Grant = {
  id: 'gr_test' as GrantId,
  signedAtMs: nowMs,
  endsAtMs: nowMs + 8 * 3_600_000,
  usd: 10,
  targets: ['local'],
  folders: ['/ws/src'],
  hosts: ['pypi.org', '*.huggingface.co'],
  code: 'sandboxed',
};

function inForce(grant: Partial<Grant> = {}, now: Partial<GrantInForce> = {}): GrantInForce {
  return { grant: { ...night, ...grant }, nowMs, until: '07:30', isConfined: true, usdLeft: 4, approvedCode: new Set(), ...now };
}

/** Folders are those that end in `/ws`, `/src`, `/data`, `/sub`; everything else is a file where it is named. `/ws/out` is a link to `/etc`. */
const disk: DecideRequest['lookup'] = {
  paths: ({ path }) => {
    const real = path.replace(/\/+$/, '').replace(/^\/ws\/out(?=\/|$)/, '/etc');
    return [{ kind: 'real', path: real, entry: /\/(ws|src|data|sub)$/.test(real) ? 'directory' : 'file' }];
  },
  code: ({ argv }) => `code of ${argv[1]}`,
};

function requestFor(effects: readonly Effect[], grant: GrantInForce | undefined, others: Partial<DecideRequest> = {}): DecideRequest {
  const place = { roots: ['/ws'], platform: 'linux' as const, searchPath: [], isRepositoryUnchanged: true, lookup: disk };
  return { effects, mode: 'ask', isTrusted: true, session: [], ...place, grant, ...others };
}

const verdict = (effect: Effect, grant: GrantInForce | undefined, others: Partial<DecideRequest> = {}): string =>
  decide(requestFor([effect], grant, others)).verdict;

const edit: Effect = { kind: 'write', path: '/ws/src/train.py' };
const command: Effect = { kind: 'shell', command: 'python train.py --lr 0.1', cwd: '/ws/src' };
const run: Effect = { kind: 'execute', argv: ['python', '/ws/src/train.py', '--lr', '0.1'], cwd: '/ws' };
const named: readonly Effect[] = [
  edit,
  { kind: 'shell', command: 'pytest -q', cwd: '/ws' },
  command,
  run,
  { kind: 'reach', host: 'pypi.org' },
  { kind: 'reach', host: 'cdn.huggingface.co' },
  { kind: 'spend', usd: 4, on: 'a10g-small', purpose: 'run' },
];
const notNamed: readonly Effect[] = [
  { kind: 'write', path: '/ws/train.py' },
  { kind: 'write', path: '/ws/src/.git/config' },
  { kind: 'write', path: '/ws/src/sitecustomize.py' },
  { kind: 'write', path: '/ws/src/.env' },
  { kind: 'read', path: '/ws/src/.env' },
  { kind: 'read', path: '/etc/hosts' },
  { kind: 'delete', path: '/ws/src/old.py' },
  { kind: 'shell', command: 'python train.py', cwd: '/' },
  { kind: 'shell', command: 'cat .env', cwd: '/ws/src' },
  { kind: 'shell', command: 'echo $(id)', cwd: '/ws/src' },
  { kind: 'execute', argv: ['python', '/ws/other.py'], cwd: '/ws' },
  { kind: 'execute', argv: ['python', '-m', 'pip', 'install', 'torch'], cwd: '/ws' },
  { kind: 'execute', argv: ['/ws/src/python', '/ws/src/train.py'], cwd: '/ws' },
  { kind: 'execute', argv: ['python', '/ws/src/train.py'], cwd: '/' },
  { ...run, on: 'ssh:gpu-box' },
  { ...run, on: 'hf-job' },
  { ...run, on: '' },
  { kind: 'reach', host: 'gpu-box' },
  { kind: 'reach', host: 'example.org' },
  { kind: 'reach', host: 'huggingface.co' },
  { kind: 'reach', host: 'evilpypi.org' },
  { kind: 'spend', usd: 4.01, on: 'a10g-small', purpose: 'run' },
  { kind: 'spend', usd: undefined, on: 'unknown', purpose: 'run' },
  { kind: 'publish', repo: 'me/model', change: 'upload' },
  { kind: 'mcp', server: 'mail', tool: 'send' },
];

describe('Under a grant', () => {
  // shows: grant-bounds
  it('lets what it names pass, and says until when', () => {
    for (const effect of named) {
      assert.equal(verdict(effect, undefined), 'ask', effect.kind);
      const decision = decide(requestFor([effect], inForce()));
      assert.deepEqual({ verdict: decision.verdict, rule: decision.rule }, { verdict: 'allow', rule: 'grant' }, JSON.stringify(effect));
      assert.equal(decision.reason, 'Allowed by the grant until 07:30.');
    }
  });

  // shows: grant-bounds
  it('asks as before for what it does not name, and for what is protected or secret', () => {
    for (const effect of notNamed) assert.equal(verdict(effect, inForce()), verdict(effect, undefined), JSON.stringify(effect));
    assert.ok(notNamed.every((effect) => verdict(effect, inForce()) !== 'allow'));
  });

  // shows: grant-bounds, mode-floor
  it('removes nothing that is forbidden: run folders, what lies outside, commands on the deny list, plan mode, a folder that is not trusted', () => {
    const forbidden: readonly Effect[] = [
      { kind: 'write', path: '/ws/src/.practicum/runs/r/points.jsonl' },
      { kind: 'write', path: '/etc/passwd' },
      { kind: 'write', path: '/ws/out/passwd' },
      { kind: 'shell', command: 'rm -rf /', cwd: '/ws/src' },
    ];
    for (const effect of forbidden)
      assert.equal(verdict(effect, inForce({ folders: ['/ws', '/', '/etc'] })), 'deny', JSON.stringify(effect));
    for (const effect of named) {
      assert.equal(verdict(effect, inForce(), { isTrusted: false }), 'deny');
      assert.equal(verdict(effect, inForce(), { mode: 'plan' }), 'deny');
    }
  });

  // shows: grant-bounds
  it('asks once its time is over', () => {
    for (const effect of named) {
      assert.equal(verdict(effect, inForce({}, { nowMs: night.endsAtMs - 1 })), 'allow');
      assert.equal(verdict(effect, inForce({}, { nowMs: night.endsAtMs })), 'ask');
    }
  });

  // shows: grant-bounds
  it('lets no command and no script pass where nothing would confine it', () => {
    for (const effect of [command, run]) assert.equal(verdict(effect, inForce({}, { isConfined: false })), 'ask');
  });

  // shows: grant-bounds
  it('executes nothing here where this machine is no target', () => {
    for (const effect of [command, run]) assert.equal(verdict(effect, inForce({ targets: [] })), 'ask');
    const approvedCode = new Set(['code of /ws/src/train.py']);
    assert.equal(verdict(run, inForce({ code: 'approved', targets: [] }, { approvedCode })), 'ask');
  });

  // shows: grant-bounds
  it('executes on a host only where it names exactly that host, and only code that was approved', () => {
    const approvedCode = new Set(['code of /ws/src/train.py']);
    const far = (host: string): readonly Effect[] => [
      { ...run, on: `ssh:${host}` },
      { kind: 'reach', host: 'gpu-box' },
    ];
    const answer = (effects: readonly Effect[], grant: Partial<Grant>, approved = approvedCode): string =>
      decide(requestFor(effects, inForce(grant, { approvedCode: approved }))).verdict;
    const there: Partial<Grant> = { code: 'approved', targets: ['ssh:gpu-box'], hosts: [] };
    assert.equal(answer(far('gpu-box'), there), 'allow');
    assert.equal(answer([run], there), 'ask', 'not here');
    assert.equal(answer(far('ada@gpu-box'), there), 'ask', 'as somebody else');
    assert.equal(answer(far('gpu-box'), { ...there, targets: ['local', 'gpu-box', 'ssh:*', 'ssh:GPU-BOX'] }), 'ask');
    assert.equal(answer(far('gpu-box'), there, new Set()), 'ask', 'other code');
    assert.equal(answer(far('gpu-box'), { ...there, code: 'sandboxed' }), 'ask', 'no walls stand there');
    // Its line is for nothing else.
    assert.equal(answer([{ kind: 'reach', host: 'gpu-box' }], there), 'ask');
    assert.equal(answer([{ kind: 'shell', command: 'pytest -q', cwd: '/ws' }, ...far('gpu-box')], { ...there, code: 'sandboxed' }), 'ask');
  });

  // shows: grant-bounds, grant-hub
  it('executes on machines of Hugging Face only where it names that payer, by way of the Hub that is set up, within its money', () => {
    const approvedCode = new Set(['code of /ws/src/train.py']);
    const job = (payer: string, host = 'hub.example', usd = 3): readonly Effect[] => [
      { ...run, on: `hf-job:${payer}` },
      { kind: 'reach', host },
      { kind: 'spend', usd, on: '60 min × a10g-large', purpose: 'run' },
    ];
    const there: Partial<Grant> = { code: 'approved', targets: ['hf-job:ada'], hosts: [] };
    const answer = (effects: readonly Effect[], grant = there): string =>
      decide(requestFor(effects, inForce(grant, { approvedCode }), { lookupHosts: ['hub.example'] })).verdict;
    assert.equal(answer(job('ada')), 'allow');
    assert.equal(answer(job('engines')), 'ask', 'somebody else would pay');
    assert.equal(answer(job('ada', 'evil.example')), 'ask', 'by way of another host');
    assert.equal(answer(job('ada', 'hub.example', 4.01)), 'ask', 'more than is left');
    assert.equal(answer(job('ada'), { ...there, targets: ['hf-space:ada'] }), 'ask', 'another kind of machine');
    assert.equal(answer(job('ada'), { ...there, code: 'sandboxed' }), 'ask', 'no walls stand there');
    assert.equal(answer([{ kind: 'reach', host: 'hub.example' }]), 'ask', 'its line is for nothing else');
  });

  // shows: grant-code
  it('runs only code in a version that was approved, where it says so, and no command', () => {
    const approvedCode = new Set(['code of /ws/src/train.py']);
    const others: Effect = { kind: 'execute', argv: ['python', '/ws/src/eval.py'], cwd: '/ws' };
    for (const isConfined of [true, false]) {
      const grant = inForce({ code: 'approved' }, { approvedCode, isConfined });
      assert.deepEqual(
        [run, others, command].map((effect) => verdict(effect, grant)),
        ['allow', 'ask', 'ask'],
      );
    }
  });

  // shows: grant-bounds
  it('counts what a call costs together', () => {
    const spend = (usd: number): Effect => ({ kind: 'spend', usd, on: 'a10g-small', purpose: 'run' });
    assert.equal(decide(requestFor([spend(2), spend(2)], inForce())).verdict, 'allow');
    assert.equal(decide(requestFor([spend(2.5), spend(2)], inForce())).verdict, 'ask');
    assert.equal(verdict(spend(Number.NaN), inForce()), 'ask');
    assert.equal(verdict(spend(-1), inForce()), 'ask');
  });

  // shows: grant-bounds
  it('lets nothing outside its bounds pass, whatever the effect', () => {
    const path = fc.constantFrom(
      '/ws/src/a.py',
      '/ws/src/sub/b.py',
      '/ws/a.py',
      '/ws/srcs/a.py',
      '/ws/src/.git/config',
      '/ws/src/.env',
      '/ws/src/.practicum/runs/r/points.jsonl',
      '/ws/out/passwd',
      '/etc/passwd',
      '',
    );
    const folder = fc.constantFrom('/ws/src', '/ws/src/sub', '/ws', '/ws/data', '/etc', '/');
    const host = fc.oneof(
      fc.domain(),
      fc.constantFrom('pypi.org', 'a.huggingface.co', 'pypi.org.evil.net', 'huggingface.co', 'PYPI.ORG', '*', 'gpu-box'),
    );
    const effect: fc.Arbitrary<Effect> = fc.oneof(
      fc.record({ kind: fc.constantFrom('read' as const, 'write' as const, 'delete' as const), path }),
      fc.record({
        kind: fc.constant('shell' as const),
        command: fc.constantFrom('pytest -q', 'cat .env', 'rm -rf /', 'a $(b)'),
        cwd: folder,
      }),
      fc
        .record({
          kind: fc.constant('execute' as const),
          argv: fc.tuple(fc.constantFrom('python', '/tmp/python'), path),
          cwd: folder,
          on: fc.constantFrom(undefined, 'ssh:gpu-box', 'ssh:ada@gpu-box', 'hf-job', 'local '),
        })
        .map(({ on, ...here }) => (on === undefined ? here : { ...here, on })),
      fc.record({ kind: fc.constant('reach' as const), host }),
      fc.record({
        kind: fc.constant('spend' as const),
        usd: fc.option(fc.double({ min: -1, max: 20 }), { nil: undefined }),
        on: fc.constant('machine'),
        purpose: fc.constant('run' as const),
      }),
      fc.record({
        kind: fc.constant('publish' as const),
        repo: fc.string(),
        change: fc.constantFrom('upload' as const, 'show' as const, 'delete' as const),
      }),
      fc.record({ kind: fc.constant('lookup' as const), host }),
      fc.record({ kind: fc.constant('mcp' as const), server: fc.string(), tool: fc.string() }),
    );
    const grant = fc.record({
      grant: fc.record({
        targets: fc.constantFrom([], ['local'], ['hf-job'], ['ssh:gpu-box'], ['local', 'ssh:gpu-box']),
        folders: fc.constantFrom([], ['/ws/src'], ['/ws']),
        hosts: fc.constantFrom([], ['pypi.org'], ['*.huggingface.co']),
        code: fc.constantFrom('sandboxed' as const, 'approved' as const),
      }),
      now: fc.record({
        nowMs: fc.constantFrom(nowMs, night.endsAtMs - 1, night.endsAtMs, night.endsAtMs + 1),
        isConfined: fc.boolean(),
        usdLeft: fc.constantFrom(0, 4, 10),
        approvedCode: fc.constantFrom(new Set<string>(), new Set(['code of /ws/src/a.py'])),
      }),
    });
    const mode = fc.constantFrom<Mode>('ask', 'auto', 'plan');
    fc.assert(
      fc.property(fc.array(effect, { minLength: 1, maxLength: 3 }), grant, mode, (effects, { grant, now }, mode) => {
        const held = inForce(grant, now);
        const request = requestFor(effects, held, { mode });
        for (const each of effects) {
          const without = decide(requestFor([each], undefined, { mode })).verdict;
          const ruling = without === 'ask' ? ruleByGrant(each, request, held) : undefined;
          // A grant answers questions; what is denied stays denied, and what is allowed needs none.
          assert.equal(decide(requestFor([each], held, { mode })).verdict === 'deny', without === 'deny');
          if (ruling !== undefined) assert.ok(isWithin(each, held, effects), JSON.stringify({ each, grant, now }));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('knows hosts exactly, or below a star', () => {
    for (const pattern of ['pypi.org', '*.huggingface.co', 'localhost', 'a-b.c1.net', '10.0.0.1'])
      assert.ok(isHostPattern(pattern), pattern);
    for (const pattern of [
      '',
      '*',
      '*.*',
      '*.com',
      'https://pypi.org',
      'pypi.org:443',
      'pypi.org/simple',
      'a..b',
      'PyPI.org',
      '-a.org',
      'ä.de',
    ])
      assert.ok(!isHostPattern(pattern), pattern);
    assert.ok(matchesHost('Files.PyPI.org.', ['files.pypi.org']));
    assert.ok(!matchesHost('*.huggingface.co', ['*.huggingface.co']));
  });
});

/** The bounds once more, said in another way. */
function isWithin(effect: Effect, held: GrantInForce, all: readonly Effect[]): boolean {
  const { grant, nowMs: now, isConfined, usdLeft, approvedCode } = held;
  if (now >= grant.endsAtMs) return false;
  const isMine = (path: string): boolean =>
    /^\/ws\/(srcs?\/)?(sub\/)?[ab]\.py$/.test(path) && grant.folders.some((folder) => path.startsWith(`${folder}/`));
  switch (effect.kind) {
    case 'lookup':
      return matchesHost(effect.host, grant.hosts);
    case 'write':
      return isMine(effect.path);
    case 'shell':
      return (
        effect.command === 'pytest -q' &&
        grant.code === 'sandboxed' &&
        isConfined &&
        grant.targets.includes('local') &&
        grant.folders.length > 0 &&
        `${effect.cwd}/`.startsWith('/ws/')
      );
    case 'execute':
      return (
        effect.argv[0] === 'python' &&
        isMine(effect.argv[1] ?? '') &&
        `${effect.cwd}/`.startsWith('/ws/') &&
        grant.targets.some((target) => target === (effect.on ?? 'local')) &&
        (grant.code === 'sandboxed' ? isConfined && effect.on === undefined : approvedCode.has(`code of ${effect.argv[1]}`))
      );
    case 'reach':
      return (
        (effect.host === 'gpu-box' && all.some((one) => one.kind === 'execute' && one.on === 'ssh:gpu-box' && isWithin(one, held, all))) ||
        (grant.hosts.includes('pypi.org') && effect.host.toLowerCase() === 'pypi.org') ||
        (grant.hosts.includes('*.huggingface.co') && effect.host.toLowerCase().endsWith('.huggingface.co'))
      );
    case 'spend':
      return all.reduce((sum, each) => sum + (each.kind === 'spend' ? (each.usd ?? Number.POSITIVE_INFINITY) : 0), 0) <= usdLeft;
    default:
      return false;
  }
}
