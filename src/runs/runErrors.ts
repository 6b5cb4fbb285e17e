/** Why nothing can be done with a run, each with the next step. */
import { PracticumError } from '../base/errors.ts';
import type { RunState } from './run.ts';

export class RunNotFound extends PracticumError {
  constructor(id: string, latest: readonly RunState[]) {
    const known = latest.slice(0, 5).map(({ spec, status }) => `${spec.id} (${spec.name}, ${status})`);
    super('run-not-found', `There is no run ${id} in this workspace.`, {
      hint: known.length === 0 ? 'No run has been started here yet.' : `The latest runs are ${known.join(', ')}.`,
    });
  }
}

export class RunHasEnded extends PracticumError {
  constructor({ spec, status }: RunState) {
    super('run-has-ended', `The run ${spec.id} has already ended (${status}).`, { hint: 'There is nothing to stop.' });
  }
}

/** The walls of this machine do not stand on another. */
export class CannotConfineThere extends PracticumError {
  constructor(host: string) {
    super('sandbox', `A run on ${host} cannot be confined, and this one may only be confined.`, {
      hint: 'Run it on this machine, or ask the person to start it.',
    });
  }
}

export class OutsideWorkspace extends PracticumError {
  constructor(script: string, roots: readonly string[]) {
    super('outside-workspace', `${script} does not lie in the workspace.`, {
      hint: roots.length === 0 ? 'Open a folder first: runs are kept in it.' : `Only scripts below ${roots.join(', ')} can be run.`,
    });
  }
}

/** A process that Practicum did not start. */
export class AdoptedRun extends PracticumError {
  constructor({ spec, pid = spec.adopted?.kind === 'process' ? spec.adopted.pid : undefined }: RunState) {
    const what = spec.job?.id === undefined ? `process ${pid ?? 'unknown'}` : `job ${spec.job.id}`;
    super('adopted-run', `The run ${spec.id} was started elsewhere (${what}: ${spec.argv.join(' ')}).`, {
      hint: `Say that this very ${spec.job === undefined ? 'process' : 'job'} is to be ended: practicum runs stop RUN --yes.`,
    });
  }
}
