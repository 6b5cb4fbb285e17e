import assert from 'node:assert/strict';
import { createServer, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { isPublicAddress } from '../../../src/base/publicAddress.ts';
import { isListedHere, whyRefused } from '../../../src/sandbox/hostRules.ts';
import { type HostProxy, openHostProxy } from '../../../src/sandbox/proxy.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { useSandboxPlace } from './place.ts';

describe('the list of hosts', () => {
  // shows: sandbox-hosts
  it('means whole names, label by label, at the ports of the web', () => {
    const hosts = ['pypi.org', '*.huggingface.co', 'localhost:8123'];
    const cases: readonly (readonly [string, number, boolean])[] = [
      ['pypi.org', 443, true],
      ['PyPI.org.', 80, true],
      ['cdn.huggingface.co', 443, true],
      ['a.b.huggingface.co', 443, true],
      ['huggingface.co', 443, false],
      ['evilhuggingface.co', 443, false],
      ['pypi.org.evil.example', 443, false],
      ['notpypi.org', 443, false],
      ['pypi.org', 22, false],
      ['pypi.org', 8080, false],
      ['localhost', 8123, true],
      ['localhost', 8124, false],
      ['localhost', 443, false],
      ['93.184.216.34', 443, false],
      ['[2606:2800:220:1::1]', 443, false],
      ['', 443, false],
    ];
    for (const [host, port, isAllowed] of cases) assert.equal(whyRefused(host, port, hosts) === undefined, isAllowed, `${host}:${port}`);
    assert.ok(isListedHere('localhost', 8123, hosts));
    assert.ok(!isListedHere('pypi.org', 443, ['pypi.org:443']));
  });

  it('lets nothing through when it is empty', () => {
    fc.assert(fc.property(fc.string(), fc.integer({ min: 0, max: 65_535 }), (host, port) => whyRefused(host, port, []) !== undefined));
  });

  it('tells public addresses from those of this machine and its network', () => {
    const inside = [
      '127.0.0.1',
      '127.9.9.9',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '192.0.2.1',
      '198.18.0.1',
      '203.0.113.9',
      '::',
      '::1',
      'fe80::1',
      'fd00::1',
      'ff02::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::a00:1',
      '2002:7f00:1::',
      '2001:db8::1',
      '2001::1',
      'fe80::1%eth0',
      'no address',
    ];
    for (const address of inside) assert.equal(isPublicAddress(address), false, address);
    for (const address of ['93.184.216.34', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])
      assert.equal(isPublicAddress(address), true, address);
    fc.assert(fc.property(fc.ipV4(), (address) => isPublicAddress(`::ffff:${address}`) === false));
  });
});

describe('the way out of a sandbox', () => {
  const folder = useTemporaryFolder();
  const open: { close(): unknown }[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
  });

  const serve = async (): Promise<number> => {
    const server: Server = createServer((incoming, response) => response.end(`reached ${incoming.headers.host} ${incoming.url}`));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    open.push({ close: () => server.close() });
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const proxyFor = async (
    hosts: readonly string[],
    resolve?: (host: string) => Promise<readonly string[]>,
  ): Promise<HostProxy & { readonly socket: string }> => {
    const socket = join(folder.path, `s${open.length}`);
    const proxy = await openHostProxy({ hosts, at: { socket }, ...(resolve === undefined ? {} : { resolve }) });
    open.push(proxy);
    return { ...proxy, socket };
  };
  const ask = (socket: string, text: string): Promise<string> =>
    new Promise((done, fail) => {
      const client = connect(socket);
      let all = '';
      client.on('data', (chunk) => {
        all += String(chunk);
      });
      client.on('close', () => done(all));
      client.on('error', fail);
      client.write(text);
    });

  // shows: sandbox-hosts
  it('carries what is listed, by tunnel and by address, and refuses the rest in words', async () => {
    const port = await serve();
    const { socket, refused } = await proxyFor([`localhost:${port}`]);
    const plain = await ask(socket, `GET http://localhost:${port}/a?b HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`);
    assert.match(plain, /^HTTP\/1\.1 200 /);
    assert.match(plain, new RegExp(`reached localhost:${port} /a\\?b`));
    const tunnel = await ask(socket, `CONNECT localhost:${port} HTTP/1.1\r\nHost: x\r\n\r\nGET /inner HTTP/1.0\r\n\r\n`);
    assert.match(tunnel, /^HTTP\/1\.1 200 Connection established\r\n\r\nHTTP\/1\.1 200 OK/);
    assert.match(tunnel, /\/inner$/);
    const refusedTunnel = await ask(socket, 'CONNECT evil.example:443 HTTP/1.1\r\n\r\n');
    assert.match(refusedTunnel, /^HTTP\/1\.1 403 Refused by Practicum: evil\.example is not in the list of hosts/);
    const refusedPlain = await ask(socket, 'GET http://other.example/ HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n');
    assert.match(refusedPlain, /^HTTP\/1\.1 403 Refused by Practicum: other\.example/);
    assert.match(await ask(socket, 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 403 /);
    assert.deepEqual(refused(), ['evil.example', 'other.example']);
  });

  // shows: sandbox-hosts
  it('leads no listed name into the person’s own network, whatever it resolves to', async () => {
    const asked: string[] = [];
    const { socket } = await proxyFor(['rebound.example', 'gone.example'], async (host) => {
      asked.push(host);
      return host === 'gone.example' ? [] : ['127.0.0.1', '169.254.169.254', '::1'];
    });
    assert.match(
      await ask(socket, 'CONNECT rebound.example:443 HTTP/1.1\r\n\r\n'),
      /^HTTP\/1\.1 403 Refused by Practicum: rebound\.example leads into a private network/,
    );
    assert.match(await ask(socket, 'CONNECT gone.example:443 HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 502 gone\.example has no address/);
    assert.match(await ask(socket, 'CONNECT 127.0.0.1:443 HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 403 /);
    assert.match(await ask(socket, 'CONNECT 0x7f000001:443 HTTP/1.1\r\n\r\n'), /^HTTP\/1\.1 403 /);
    assert.deepEqual(asked, ['rebound.example', 'gone.example']);
  });

  it('survives what is no HTTP, and a client that goes away', async () => {
    const { socket } = await proxyFor([]);
    await ask(socket, 'nonsense\r\n\r\n').catch(() => '');
    const client = connect(socket);
    await new Promise<void>((done) => client.once('connect', done));
    client.destroy();
    const answer = await new Promise<number | undefined>((done, fail) => {
      request({ socketPath: socket, path: 'http://x.example/' }, (response) => done(response.resume().statusCode))
        .on('error', fail)
        .end();
    });
    assert.equal(answer, 403);
  });
});

describe('a confined command with a list of hosts', () => {
  const place = useSandboxPlace(async (host) => (host === 'web.localhost' ? ['127.0.0.1'] : []));

  // shows: sandbox-hosts
  it('reaches exactly those, through what the usual programs read from their environment', async () => {
    const server = createServer((_, response) => response.end('reached\n'));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      const fetch = `import urllib.request,sys
for url in sys.argv[1:]:
    try: print(url, urllib.request.build_opener(urllib.request.ProxyHandler({"http": __import__("os").environ["http_proxy"], "https": __import__("os").environ["https_proxy"]})).open(url, timeout=10).read().decode().strip())
    except Exception as error: print(url, error)`;
      await place.put('ws/fetch.py', fetch);
      const { output, confined } = await place.run(
        `no_proxy= NO_PROXY= python3 fetch.py http://web.localhost:${port}/ https://evil.example/ http://other.example/; exec 3<>/dev/tcp/127.0.0.1/${port}`,
        { network: { hosts: [`web.localhost:${port}`, 'pypi.org'] } },
      );
      assert.match(output, new RegExp(`^http://web.localhost:${port}/ reached$`, 'm'));
      assert.match(output, /^https:\/\/evil\.example\/ .*403 Refused by Practicum: evil\.example is not in the list/m);
      assert.match(output, /^http:\/\/other\.example\/ HTTP Error 403: Refused by Practicum/m);
      assert.match(output, /Connection refused/);
      assert.deepEqual(confined?.refusedHosts, ['evil.example', 'other.example']);
    } finally {
      server.close();
    }
  });

  it('ends as it would without the relay, and is stopped with it', async () => {
    const network = { hosts: ['pypi.org'] };
    assert.equal((await place.run('exit 7', { network })).exitCode, 7);
    assert.equal((await place.run('kill -9 $$', { network })).signal, 'SIGKILL');
    const stop = new AbortController();
    const stopped = await place.run('trap "" TERM; echo ready; while :; do sleep 0.05; done', {
      network,
      request: { signal: stop.signal, onOutput: () => stop.abort() },
    });
    assert.equal(stopped.endedBy, 'stop', JSON.stringify(stopped));
    assert.ok(stopped.durationMs < 20_000);
  });
});
