/** Runs as Spaces of the stand-in Hub: each Space that was ever built is remembered, also when it is gone. */
import type { JobWish } from '../../../../src/runs/hub/jobQuote.ts';
import type { RunState } from '../../../../src/runs/run.ts';
import type { Hub } from '../../../doubles/hub/hub.ts';
import type { Space } from '../../../doubles/hub/spaces/space.ts';
import { isHalfWay, sayTo, train } from './jobTraining.ts';
import type { JobWorkspace } from './jobWorkspace.ts';

export interface SpaceRuns {
  /** The builds of each, in order; one Space for each entry that differs. */
  readonly built: readonly Space[];
  launch(script?: string, job?: Partial<JobWish>): Promise<RunState>;
  /** Lets the training go on. */
  say(word: 'half' | 'all'): void;
  isHalfWay(run: RunState): Promise<true>;
  /** How often one was asked for. */
  creations(): number;
}

export function spaceRuns(hub: Hub, workspace: JobWorkspace): SpaceRuns {
  const built: Space[] = [];
  const rebuild = hub.spaces.rebuild.bind(hub.spaces);
  hub.spaces.rebuild = (repo, delayMs) => {
    built.push(hub.spaces.of(repo));
    rebuild(repo, delayMs);
  };
  workspace.script('helper.py', "word = 'helped'\n");
  return {
    built,
    launch: (script = workspace.script('train.py', train), job = {}) =>
      workspace.launch(script, {
        args: script.endsWith('train.py') ? [workspace.home, '--lr', '0.1'] : [],
        job: { kind: 'space', flavor: 't4-small', microUsdPerHour: 400_000, ...job },
      }),
    say: (word) => sayTo(workspace, word),
    isHalfWay,
    creations: () => hub.requests.filter(({ method, url }) => method === 'POST' && url === '/api/repos/create').length,
  };
}
