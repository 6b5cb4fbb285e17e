import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunState } from '../../../../src/runs/run.ts';
import { type Hub, startHub } from '../../../doubles/hub/hub.ts';
import type { Space } from '../../../doubles/hub/spaces/space.ts';
import { pointsOf, textOf } from '../ssh/seen.ts';
import { eventually } from '../workspace.ts';
import { assertWhole, train } from './jobTraining.ts';
import { type JobWorkspace, makeJobWorkspace, session } from './jobWorkspace.ts';

describe('A run as a Space of Hugging Face', function () {
  this.timeout(150_000);
  let hub: Hub;
  let workspace: JobWorkspace;
  /** As they were, also of those that are gone. */
  let spaces: Space[];
  beforeEach(async () => {
    hub = await startHub();
    workspace = makeJobWorkspace(hub);
    workspace.script('helper.py', "word = 'helped'\n");
    spaces = [];
    const rebuild = hub.spaces.rebuild.bind(hub.spaces);
    hub.spaces.rebuild = (repo, delayMs) => {
      spaces.push(hub.spaces.of(repo));
      rebuild(repo, delayMs);
    };
  });
  afterEach(async () => {
    workspace.dispose();
    await hub.close();
  });

  const launch = (...args: readonly string[]): Promise<RunState> =>
    workspace.launch(workspace.script('train.py', train), {
      args: [workspace.home, ...args],
      job: { kind: 'space', flavor: 't4-small', microUsdPerHour: 400_000 },
    });
  const say = (word: string): void => writeFileSync(path.join(workspace.home, word), '');
  const isHalfWay = (run: RunState): Promise<true> => eventually(() => (pointsOf(run).length >= 50 ? true : undefined), '50 points');

  // shows: space-run
  it('goes there with the files of the workspace and comes back byte for byte, and the Space is gone then', async () => {
    for (const word of ['half', 'all']) say(word);
    const run = await launch('--lr', '0.1');
    const ended = await workspace.ended(run);
    assertWhole(ended, spaces.length);
  });
});
