import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../../src/base/clock.ts';
import type { RunId } from '../../../../src/base/ids.ts';
import { createHubClient } from '../../../../src/hub/client.ts';
import { endpointsFrom } from '../../../../src/hub/endpoints.ts';
import { runPaths } from '../../../../src/runs/folder.ts';
import { fetchOutputs } from '../../../../src/runs/hub/fetchOutputs.ts';
import { readLeftThere } from '../../../../src/runs/hub/leftThere.ts';
import { json, token, useLoopback } from '../../hub/loopback.ts';
import { useTemporaryFolder } from '../../workspace/temporary.ts';

describe('What a job made', () => {
  const folder = useTemporaryFolder();
  const loopback = useLoopback();

  // shows: job-artifacts
  it('is fetched smallest first: what the card needs is here, and what stayed for its size is named', async () => {
    const sizes = { 'out/model.safetensors': 5_000, 'out/config.json': 20, 'evaluations/x/evaluation.json': 30 };
    loopback.answers((request, response) => {
      const { pathname } = new URL(request.url, loopback.url);
      const name = /resolve\/run\/(.*)$/.exec(decodeURIComponent(pathname))?.[1];
      if (name === undefined)
        json(Object.entries(sizes).map(([path, size]) => ({ type: 'file', path: `run/${path}`, size })))(request, response);
      else response.end('x'.repeat(Object.entries(sizes).find(([path]) => path === name)?.[1] ?? 0));
    });
    const hub = createHubClient({
      endpoints: endpointsFrom({ hub: loopback.url }, {}),
      token: async () => token,
      fetch,
      userAgent: 'practicum/test',
    });
    const notes: string[] = [];
    const into = join(folder.path, 'artifacts');
    const supervision = {
      paths: runPaths(folder.path),
      recorder: { note: async (text: string) => void notes.push(text) },
      options: { clock: systemClock },
      segment: { spec: { id: 'run' as RunId } },
    };
    const exit = { kept: Object.entries(sizes) };
    const here = await fetchOutputs(hub, 'ada', supervision, exit, into, 1_000);
    assert.equal(here, 2);
    assert.equal(readFileSync(join(into, 'out/config.json'), 'utf8').length, 20);
    assert.equal(existsSync(join(into, 'out/model.safetensors')), false);
    assert.deepEqual(await readLeftThere(folder.path), {
      place: 'buckets/ada/practicum-runs/run',
      files: [{ name: 'out/model.safetensors', bytes: 5_000 }],
    });
    assert.match(notes.join(), /^Left on the Hub because of their size: out\/model\.safetensors .* all else was fetched\.$/);
  });
});
