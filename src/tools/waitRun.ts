import * as z from 'zod';
import { systemClock } from '../base/clock.ts';
import { Cancelled } from '../base/errors.ts';
import type { RunId } from '../base/ids.ts';
import { parseCondition, type Waited, waitForRun } from '../runs/wait.ts';
import { defineTool } from './define.ts';
import { summaryOf } from './readRun.ts';
import { alertLine } from './runLines.ts';

const usualMinutes = 60;
const maxMinutes = 720;

/** Waits without asking the model in between. */
export const waitRun = defineTool({
  name: 'wait_run',
  description:
    'Wait for a run: until its end, a condition such as “eval_loss < 0.5” or “step >= 1000”, an alert, or minutes (60 unless given, up to 720). Costs nothing while it waits. Then its summary.',
  input: z.strictObject({
    run: z.string().min(1).max(200),
    until: z.string().min(1).max(200).optional(),
    minutes: z.number().positive().max(maxMinutes).optional(),
  }),
  effectKinds: ['record'],
  isOfSession: true,
  title: ({ run, until }) => `Wait for run ${run}${until === undefined ? '' : ` until ${until}`}`,
  effects: () => [{ kind: 'record', what: 'runs' }],
  async run({ run, until, minutes = usualMinutes }, { runs, roots }, { signal, called, progress }) {
    const id = run.trim() as RunId;
    const condition = until === undefined ? undefined : parseCondition(until);
    const startedMs = performance.now();
    let said = '';
    try {
      const { waited, state } = await waitForRun(runs, id, {
        condition,
        timeoutMs: minutes * 60_000,
        clock: systemClock,
        signal,
        called,
        heedsAlerts: true,
        onLook({ status, pointCount }) {
          const text = `${status}, ${pointCount} points; waited ${Math.floor((performance.now() - startedMs) / 60_000)} of ${minutes} min`;
          if (text !== said) progress(text);
          said = text;
        },
      });
      const { head, detail } = await summaryOf(runs, state, roots);
      return { content: [whyItEnded(waited, until, minutes), ...head].join('\n'), detail, origin: { kind: 'log', name: state.spec.name } };
    } catch (error) {
      throw signal.aborted ? new Cancelled() : error;
    }
  },
});

function whyItEnded(waited: Waited, until: string | undefined, minutes: number): string {
  switch (waited.kind) {
    case 'met':
      return `waited until ${until}: ${waited.metric} = ${waited.at.value} (step ${waited.at.step})`;
    case 'ended':
      return until === undefined ? 'waited: the run has ended' : `waited: the run ended before ${until}`;
    case 'alert':
      return `waited: a watchdog spoke. ${alertLine(waited.alert)}`;
    case 'time':
      return `waited: ${minutes} min are over and the run goes on`;
    case 'called':
      return 'waited: the person said something, so the waiting ended; the run goes on';
  }
}
