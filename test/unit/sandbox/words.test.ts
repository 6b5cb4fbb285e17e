import assert from 'node:assert/strict';
import type { Sandbox, SandboxStatus } from '../../../src/base/sandbox.ts';
import { workspaceNames } from '../../../src/runs/workspaceSandbox.ts';
import { describeConfinement } from '../../../src/sandbox/describe.ts';
import { explainFailure } from '../../../src/sandbox/explainFailure.ts';
import { findSandbox } from '../../../src/sandbox/findSandbox.ts';
import { seatbeltProfile } from '../../../src/sandbox/seatbeltProfile.ts';
import { relay } from './place.ts';

const bubblewrap: Sandbox = {
  kind: 'bubblewrap',
  label: 'bubblewrap 0.8.0',
  confine: () => Promise.reject(new Error('nothing is started here')),
};
const inForce: SandboxStatus = { kind: 'in-force', sandbox: bubblewrap };

describe('what is said about protection', () => {
  // shows: doctor-protection
  it('names the sandbox, where it writes and what it reaches', () => {
    const roots = ['/ws'];
    const words = (writable: readonly string[], network: 'off' | { readonly hosts: readonly string[] }): string =>
      describeConfinement(inForce, { writable, network }, roots);
    assert.equal(words(roots, 'off'), 'Confined by bubblewrap: writes only in the workspace, no network, no credentials');
    assert.equal(
      words(['/ws', '/ws/.git'], { hosts: ['pypi.org'] }),
      'Confined by bubblewrap: writes only in the workspace and .git/, reaches only pypi.org, no credentials',
    );
    assert.equal(
      words(['/ws/src'], { hosts: ['a.b', 'c.d', 'e.f', 'g.h', 'i.j'] }),
      'Confined by bubblewrap: writes only in src/, reaches only a.b, c.d, e.f, g.h and 1 more, no credentials',
    );
    assert.equal(words([], { hosts: [] }), 'Confined by bubblewrap: writes nowhere, no network, no credentials');
    assert.equal(
      describeConfinement({ kind: 'none', why: 'bubblewrap is not installed.', hint: '' }, { writable: roots, network: 'off' }, roots),
      'Not confined: bubblewrap is not installed.',
    );
  });

  // shows: sandbox-hosts, sandbox-commands
  it('explains a failure with the next step, and only where the sandbox may be the cause', () => {
    const of = (output: string, refusedHosts: readonly string[] = []): string =>
      explainFailure({ output, network: 'off', refusedHosts }).join();
    for (const said of [
      'curl: (6) Could not resolve host: pypi.org',
      'socket.gaierror: [Errno -3] Temporary failure in name resolution',
      'requests.exceptions.ConnectionError: NameResolutionError',
      'Error: getaddrinfo EAI_AGAIN',
    ])
      assert.match(of(said), /^sandbox: confined commands have no network; .*hosts: \["…"\]/, said);
    assert.match(of('touch: cannot touch x: Read-only file system'), /writes: \["…"\]/);
    assert.match(of("PermissionError: [Errno 13] Permission denied: '.env'"), /not readable/);
    assert.match(of('', ['evil.example']), /evil\.example may not be reached .*hosts: \["evil\.example"\]/);
    assert.equal(of('AssertionError: 1 != 2'), '');
  });

  it('says so where the workspace is one that cannot be confined', async () => {
    const person = { homes: ['/home/a'], env: process.env };
    for (const [root, why] of [
      ['/', /whole file system/],
      ['/home/a', /your home folder/],
      ['/home', /your home folder/],
    ] as const) {
      const status = await findSandbox({
        platform: process.platform,
        places: { roots: [root], names: workspaceNames, person, hidden: [], seen: [] },
        relay,
      });
      assert.ok(status.kind === 'none' && (process.platform !== 'linux' || why.test(status.why) || /bubblewrap/.test(status.why)), root);
    }
  });

  it('says why there is none, with the next step', async () => {
    const places = {
      roots: ['/nowhere/ws'],
      names: workspaceNames,
      person: { homes: ['/nowhere'], env: { PATH: '/nowhere' } },
      hidden: [],
      seen: [],
    };
    for (const [platform, next] of [
      ['linux', /install/i],
      ['win32', /WSL/],
      ['freebsd', /Linux or macOS/],
    ] as const) {
      const status = await findSandbox({ platform, places, relay });
      assert.equal(status.kind, 'none', platform);
      assert.ok(status.kind === 'none' && next.test(status.hint), platform);
    }
  });
});

describe('the seatbelt profile', () => {
  const view = {
    writable: ['/Users/a/my "project"'],
    readOnly: ['/Users/a/my "project"/.git', '/Users/a/my "project"/.vscode'],
    hidden: [
      { path: '/Users/a/.ssh', isFolder: true },
      { path: '/Users/a/.netrc', isFolder: false },
    ],
  };

  // shows: sandbox-macos
  it('denies by default, writes only in the workspace without protected names, reads no credentials', () => {
    const profile = seatbeltProfile({
      view,
      temporary: '/private/var/folders/x/T/practicum',
      seen: ['/Users/a/state/venvs'],
      proxyPort: undefined,
    });
    const rules = profile.split('\n').filter((line) => !/^\(allow (mach|iokit|sysctl|ipc|pseudo|user-pref|signal|process)|^;/.test(line));
    assert.deepEqual(rules, [
      '(version 1)',
      '(deny default)',
      '(allow file-read*)',
      '(allow file-ioctl (regex #"^/dev/(tty|pty|null|zero|random|urandom|dtracehelper)"))',
      '(allow file-write* (literal "/dev/null") (literal "/dev/zero") (literal "/dev/tty") (regex #"^/dev/fd/[0-9]+$"))',
      '(allow file-write* (subpath "/private/var/folders/x/T/practicum") (subpath "/Users/a/my \\"project\\""))',
      '(deny file-write* (subpath "/Users/a/my \\"project\\"/.git") (literal "/Users/a/my \\"project\\"/.git"))',
      '(deny file-write* (subpath "/Users/a/my \\"project\\"/.vscode") (literal "/Users/a/my \\"project\\"/.vscode"))',
      '(deny file-read* file-write* (subpath "/Users/a/.ssh"))',
      '(deny file-read* file-write* (literal "/Users/a/.netrc"))',
      '(allow file-read* (subpath "/Users/a/state/venvs"))',
      '(deny network*)',
      '',
    ]);
  });

  // shows: sandbox-macos
  it('opens nothing of the network but the port of the proxy', () => {
    const lines = seatbeltProfile({ view, temporary: '/t', seen: [], proxyPort: 4711 }).split('\n');
    assert.deepEqual(
      lines.filter((line) => line.includes('network')),
      ['(deny network*)', '(allow network-outbound (remote ip "localhost:4711"))'],
    );
  });

  it('has balanced parentheses and no rule that a path could close', () => {
    const odd = { ...view, writable: ['/a) (allow network*)"\\', '/b\n(allow default)'] };
    const profile = seatbeltProfile({ view: odd, temporary: '/t', seen: [], proxyPort: undefined });
    const outside = profile.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
    assert.doesNotMatch(outside, /allow network|allow default/);
    assert.equal([...outside].filter((c) => c === '(').length, [...outside].filter((c) => c === ')').length);
  });
});
