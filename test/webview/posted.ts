import type { ChatToHost } from '../../src/protocol/chat.ts';
import type { View } from './stage.ts';

/** What was posted after the first `ready`. */
export async function said(view: View): Promise<readonly unknown[]> {
  return (await view.posted()).slice(1);
}

export function saidOf<Type extends ChatToHost['type']>(messages: readonly unknown[], type: Type): readonly unknown[] {
  return messages.filter((message) => typeof message === 'object' && message !== null && 'type' in message && message.type === type);
}
