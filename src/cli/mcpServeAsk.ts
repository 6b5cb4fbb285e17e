import type { OutsideQuestion } from '../app/api.ts';
import { PracticumError } from '../base/errors.ts';
import { hideSecrets } from '../base/redact.ts';
import { visibleLine } from '../base/visibleLine.ts';
import { approvalLines } from './approvalText.ts';

/** Longer ones would be cut by the client, and nobody can agree to what they cannot read. */
const mostChars = 8_000;

/** What a person is asked through a client: exactly what would happen, what it costs, why it is asked, and in which folder. */
export function questionText({ title, reason, effects, detail, facts }: OutsideQuestion, roots: readonly string[]): string {
  const said = (detail ?? '').split('\n').filter((line) => line.trim() !== '');
  const lines = [...approvalLines({ reason, effects, ...facts }), ...said, `Folder: ${roots.join(', ')}`];
  const text = hideSecrets([`${visibleLine(title)}?`, '', ...lines.map(visibleLine)].join('\n'));
  if (text.length <= mostChars) return text;
  throw new PracticumError('too-long-to-ask', `What ${title} would do is too long to be asked about through this client.`, {
    hint: 'Make the call shorter, or let the person start it themself.',
  });
}

/** Nobody has answered yet. The agent is told no id: the answer is not its to give. */
export class WaitsForApproval extends PracticumError {
  constructor({ title, reason, facts: { cost } }: OutsideQuestion) {
    const price = cost === undefined ? '' : ` What it costs: ${cost.text}.`;
    super('waiting-for-approval', `Waiting for approval: ${title}. Nothing was done yet. ${reason}${price}`, {
      hint: 'A person answers in the Practicum window of this folder (status bar), or in a terminal with practicum approvals. Tell them, do not try it in another way, and make exactly the same call again afterwards: it finds their answer. They can also start it themself (practicum run SCRIPT), allow it with a rule, or start this server with --grant FILE.',
    });
  }
}
