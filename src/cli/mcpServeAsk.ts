import type { OutsideQuestion } from '../app/api.ts';
import { PracticumError } from '../base/errors.ts';
import { hideSecrets } from '../base/redact.ts';
import { approvalLines } from './approvalText.ts';

/** Longer ones would be cut by the client, and nobody can agree to what they cannot read. */
const mostChars = 8_000;

/** What a person is asked through a client: exactly what would happen, what it costs, why it is asked, and in which folder. */
export function questionText({ title, reason, effects, detail, facts }: OutsideQuestion, roots: readonly string[]): string {
  const said = (detail ?? '').split('\n').filter((line) => line.trim() !== '');
  const lines = [...approvalLines({ reason, effects, ...facts }), ...said, `Folder: ${roots.join(', ')}`];
  const text = hideSecrets([`${seen(title)}?`, '', ...lines.map(seen)].join('\n'));
  if (text.length <= mostChars) return text;
  throw new PracticumError('too-long-to-ask', `What ${title} would do is too long to be asked about through this client.`, {
    hint: 'Make the call shorter, or let the person start it themself.',
  });
}

/** What a model wrote adds no line of its own, and hides nothing: what has no shape or turns the order around is written out. */
function seen(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll(/[\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu, written);
}

function written(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Nobody can be asked through this client. */
export class CannotAsk extends PracticumError {
  constructor({ title, reason, facts: { cost } }: OutsideQuestion) {
    const price = cost === undefined ? '' : ` What it costs: ${cost.text}.`;
    super('needs-approval', `This needs the person’s word: ${title}. ${reason}${price}`, {
      hint: 'This client cannot ask them (it has no elicitation), so nothing was done. Tell them; do not try it in another way. They can start it themself (practicum run SCRIPT), allow it with a rule (“always” when Practicum asks in its own chat or on the terminal), or start this server with --grant FILE.',
    });
  }
}

/** The client could ask, and no answer came. */
export class NobodyAnswered extends PracticumError {
  constructor({ title }: OutsideQuestion, cause: unknown) {
    super('not-approved', `Nobody answered whether this may be done: ${title}. So it was not.`, {
      hint: 'Do not try it in another way; ask the person what they want.',
      cause,
    });
  }
}
