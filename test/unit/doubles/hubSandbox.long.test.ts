import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { hubPython } from '../../../scripts/hubClients.mjs';
import { sandboxPort, sandboxProtocol, sandboxServer, sandboxTokenOf } from '../../../src/hub/sandboxJob.ts';
import { type Hub, startHub } from '../../doubles/hub/hub.ts';
import { makeSandboxPlace, type SandboxPlace } from '../runs/sandboxes/sandboxPlace.ts';

describe('sandboxes before the official client', function () {
  this.timeout(5 * 60_000);
  let hub: Hub;
  let place: SandboxPlace;
  before(async () => {
    hub = await startHub();
    place = makeSandboxPlace(hub);
  });
  after(async () => {
    place.dispose();
    await hub.close();
  });

  // shows: hub-conformance, sandbox-reattach
  it('are those of either: it goes on with one that was started here, and one that it started is used here', async () => {
    const python = await hubPython();
    const { id, place: on } = await place.start();
    const write = { kind: 'operate', on, does: 'write', what: '/work/from-practicum.txt' } as const;
    const bytes = Buffer.from('written by Practicum');
    await place.under([write], (permit) => place.port.write(permit, on, write.what, bytes, undefined));
    const env = {
      PATH: process.env['PATH'],
      HOME: place.home,
      HF_ENDPOINT: hub.url,
      HF_TOKEN: hub.token,
      HF_HUB_DISABLE_TELEMETRY: '1',
      HF_HUB_DISABLE_UPDATE_CHECK: '1',
    };
    const script = path.join(import.meta.dirname, 'conform/sandbox.py');
    const { stdout } = await promisify(execFile)(python, [script, id], { env });
    const { id: theirs, ...said } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
    // Where the client has moved on, so must what is pinned here.
    assert.deepEqual(said, {
      ...sandboxServer,
      protocol: sandboxProtocol,
      port: sandboxPort,
      token: sandboxTokenOf('hf_a', 'b'),
      read: 'written by Practicum',
      ran: 3,
      out: 'one\n',
      big: true,
      names: ['er'],
      missing: false,
      running: [true],
      killed: true,
      timeout: 'SandboxCommandError',
      deleted: false,
    });
    assert.equal((await place.shell('cat from-python.txt')).output, 'written by the official client');
    const looks = { kind: 'lookup', host: '127.0.0.1' } as const;
    const stop = new AbortController();
    const there = `hf-sandbox:ada/${theirs}`;
    await place.under([{ kind: 'operate', on: there, does: 'use', what: '' }], (permit) => place.port.use(permit, there, stop.signal));
    assert.equal((await place.shell('echo used')).output, 'used\n');
    const listed = await place.under([looks], (permit) => place.port.list(permit, looks, 'ada', stop.signal));
    assert.deepEqual(
      listed.map(({ id: each, isCurrent }) => [each, isCurrent]),
      [
        [theirs, true],
        [id, false],
      ],
    );
  });
});
