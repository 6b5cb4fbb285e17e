import { readReproduction } from '../../src/editor/reproductionRead.ts';
import { shownReproduction } from '../../src/editor/reproductionShown.ts';
import type { HostToReproduction, PartName, ShownReproduction } from '../../src/protocol/reproduction.ts';
import { stagesOfAttention, textOfStage } from '../support/reproduction.ts';

/** Scripted states of the tab of a reproduction, from files that are really read. */
export interface ReproductionState {
  readonly messages: readonly HostToReproduction[];
  readonly part?: PartName;
  readonly width?: number;
  readonly height?: number;
  /** Names of buttons, clicked in order. */
  readonly click?: readonly string[];
  /** Names of rows that are opened. */
  readonly open?: readonly string[];
  /** Shown by the keyboard: a selector. */
  readonly focus?: string;
}

async function shown(changed: Readonly<Record<string, string | undefined>> = {}): Promise<ShownReproduction> {
  return shownReproduction(await readReproduction(stagesOfAttention(changed)), 'file-papers_toy-attention_paper.tex');
}

function sent(whole: ShownReproduction, ...more: readonly HostToReproduction[]): readonly HostToReproduction[] {
  return [{ type: 'reproduction', shown: whole }, ...more];
}

export const attention = await shown();
const nothing = Object.fromEntries(
  ['triage', 'register', 'plan', 'accepted', 'environment', 'analysis', 'code', 'contracts', 'runs', 'integrity', 'report'].map((stage) => [
    `${stage}.json`,
    undefined,
  ]),
);
const begun = await shown(nothing);
const broken = await shown({
  'register.json': (await textOfStage('register.json')).replace('"state": "open"', '"state": "opened"'),
  'contracts.json': '<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n',
  'integrity.json': '{"v": 1',
});
const waiting = await shown({ 'accepted.json': undefined });

const changed: HostToReproduction = {
  type: 'changed',
  row: 'optimizer',
  text: 'optimizer is AdamW now, and src/config.py says so, too.',
  stale: ['plan', 'run 20261122-031502-a1b2', 'run 20261122-032000-c3d0', 'report'],
  canUndo: true,
};
const refused: HostToReproduction = {
  type: 'refused',
  row: 'optimizer',
  text: 'register.json was changed by somebody else meanwhile.',
  hint: 'Look at the row again, and change it once more.',
};

const tall = 1_000;

export const reproductionStates: Readonly<Record<string, ReproductionState>> = {
  register: { messages: sent(attention), part: 'register', width: 1100, height: tall },
  'register-open': { messages: sent(attention, changed), part: 'register', width: 1100, height: tall, open: ['learning rate'] },
  'register-edit': {
    messages: sent(attention, refused),
    part: 'register',
    width: 900,
    height: tall,
    click: ['Change optimizer: Adam'],
  },
  'register-300px': { messages: sent(attention), part: 'register', width: 300, height: tall },
  triage: { messages: sent(attention), part: 'triage', width: 1000, height: tall },
  plan: { messages: sent(attention), part: 'plan', width: 1100, height: tall },
  'plan-waits': { messages: sent(waiting), part: 'plan', width: 700, height: tall },
  'plan-300px': { messages: sent(attention), part: 'plan', width: 300, height: tall },
  contracts: { messages: sent(attention), part: 'contracts', width: 1000, height: tall },
  'contracts-300px': { messages: sent(attention), part: 'contracts', width: 300, height: tall },
  report: { messages: sent(attention), part: 'report', width: 1000, height: tall, focus: '.results .chip-button' },
  'report-300px': { messages: sent(attention), part: 'report', width: 300, height: tall },
  begun: { messages: sent(begun), part: 'contracts', width: 700 },
  broken: { messages: sent(broken), part: 'register', width: 800 },
  failed: {
    messages: [
      { type: 'failed', text: 'There is no reproduction in .practicum/papers/arxiv-1706.03762.', hint: 'Ask for one in the chat.' },
    ],
    width: 420,
  },
};
