import type { TranscriptItem } from '../../../src/protocol/chat.ts';
import { Disclosure } from './disclosure.tsx';

/** What the loop told the model in its own voice: a quiet line that opens to its words. */
export function HintItem({ item }: { readonly item: Extract<TranscriptItem, { kind: 'hint' }> }) {
  return (
    <Disclosure id={item.id} icon="compass" title={item.title}>
      {item.text}
    </Disclosure>
  );
}
