import type { NoticeAction, TranscriptItem } from '../protocol/chat.ts';
import type { BodyOf } from '../sessions/events.ts';

export type Notice = Pick<Extract<TranscriptItem, { readonly kind: 'notice' }>, 'level' | 'text' | 'actions'>;

const tryAgain: NoticeAction = { label: 'Try again', command: 'retry' };
const goOn: NoticeAction = { label: 'Go on', command: 'goOn' };

/** What the person reads at the end of a turn that did not simply end: why, and what they can do. */
export function turnNotice(event: BodyOf<'turn.ended'>): Notice | undefined {
  const said = [event.message, event.hint].filter((part) => part !== undefined).join(' ');
  switch (event.end) {
    case 'done':
      return said === '' ? undefined : { level: 'info', text: said };
    case 'stopped':
      return { level: 'info', text: said === '' ? 'Stopped. Training runs that were started go on.' : said };
    case 'limit':
      return { level: 'warning', text: said === '' ? 'This request has had all that it may have.' : said, actions: [goOn] };
    case 'stuck':
      return { level: 'warning', text: said === '' ? 'Stopped: the work went round in circles.' : said, actions: [goOn] };
    case 'failed':
    case 'refused':
    case 'empty':
      return { level: 'error', text: said === '' ? 'The turn failed.' : said, actions: actionsFor(event.code) };
  }
}

function actionsFor(code: string | undefined): readonly NoticeAction[] {
  switch (code) {
    case 'model-wrong-key':
    case 'no-key':
      return [{ label: 'Set API key', command: 'setKey' }, tryAgain];
    case 'model-wrong-model':
    case 'model-no-credit':
    case 'no-model':
    case 'bad-model':
      return [{ label: 'Choose a model', command: 'chooseModel' }, tryAgain];
    default:
      return [tryAgain];
  }
}
