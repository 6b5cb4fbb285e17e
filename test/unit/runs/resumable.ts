/** What the tests of resuming share: a script that breaks and can go on, and a second window that resumes it. */
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import { resumeEffects } from '../../../src/runs/resume.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';
import { systemPython } from '../../systemPython.ts';
import { keeperScript, makeWorkspace, remoteProgram, supervisorScript, type Workspace } from './workspace.ts';

/** Trains, saves after each step that divides by ten, and can go on. */
export const trainer = `import argparse, json, os, sys, time
parser = argparse.ArgumentParser()
parser.add_argument("--steps", type=int, default=40)
parser.add_argument("--resume_from_checkpoint", default=None)
args = parser.parse_args()
step = 0
if args.resume_from_checkpoint:
    step = json.load(open(args.resume_from_checkpoint))["step"]
    assert os.environ["PRACTICUM_RESUME"] == args.resume_from_checkpoint
while step < args.steps:
    step += 1
    print(f"step {step} loss {1 / step}")
    if step % 10 == 0:
        json.dump({"step": step}, open(f"ckpt_{step}.pt", "w"))
    if step == 25 and not args.resume_from_checkpoint:
        sys.exit(3)
`;

export interface Resumable {
  readonly workspace: Workspace;
  readonly runs: Runs;
  resume(run: RunState, checkpoint?: string): Promise<RunState>;
  /** The steps that one segment measured. */
  stepsOf(run: RunState, segment: number): Promise<readonly number[]>;
}

/** For each test one, handed to `take`. */
export function eachResumable(take: (opened: Resumable) => void): void {
  let opened: Resumable;
  beforeEach(() => {
    opened = openResumable(makeWorkspace());
    take(opened);
  });
  afterEach(() => {
    opened.runs.dispose();
    opened.workspace.dispose();
  });
}

/** `capUsd`: what one run may cost, as the window that resumes knows it. */
export function openResumable(workspace: Workspace, capUsd: () => number | undefined = () => undefined): Resumable {
  const authority = createPermitAuthority();
  const runs = createRuns({
    roots: [workspace.root],
    supervisor: {
      node: process.execPath,
      script: supervisorScript,
      keeper: keeperScript,
      remote: remoteProgram,
      options: ['stopPollMs=50', 'collectMs=50', 'checkpointMs=50'],
    },
    require: authority.require,
    interpreter: async () => systemPython(),
    capUsd,
  });
  return {
    workspace,
    runs,
    async resume(run, checkpoint) {
      const plan = await runs.planResume(run.spec.id, checkpoint);
      return await runs.resume(authority.mint('call_resume' as CallId, resumeEffects(plan)), run.spec.id, checkpoint);
    },
    async stepsOf(run, segment) {
      return (await runs.points(run.spec.id)).filter((point) => (point.segment ?? 0) === segment).map(({ step }) => step);
    },
  };
}

export const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);
