import { Icon } from '../../shared/icon.tsx';
import { ApprovalCardView } from '../approvals/approvalCard.tsx';
import { isAsked } from '../approvals/cards.ts';
import { useChat } from '../context.ts';
import { PictureButton } from '../images/thumbnail.tsx';
import { HiddenTexts } from './hiddenTexts.tsx';
import { MadeFiles } from './madeFiles.tsx';
import { ToolBody } from './toolBody.tsx';
import { ToolHeader } from './toolHeader.tsx';
import { hasBody, isOpenByDefault, type ToolEntry } from './toolLook.ts';

/** A tool call: one quiet row that opens; a card of its own while it waits for the person, or a place in the card of those like it. */
export function ToolItem({ item }: { readonly item: ToolEntry }) {
  const chat = useChat();
  const cards = chat.approvals.at(item.id);
  const isInCard = isAsked(item);
  const isElsewhere = isInCard && !cards.some((card) => card.items.some(({ id }) => id === item.id));
  return (
    <>
      {!isInCard && <ToolCard item={item} />}
      {isElsewhere && <AskedElsewhere item={item} />}
      {cards.map((card) => (
        <ApprovalCardView key={card.key} card={card} />
      ))}
    </>
  );
}

function ToolCard({ item }: { readonly item: ToolEntry }) {
  const chat = useChat();
  const canOpen = hasBody(item);
  const isOpen = canOpen && chat.isOpen(item.id, isOpenByDefault(item));
  const body = `body-${item.id}`;
  const header = <ToolHeader item={item} chevron={canOpen ? isOpen : undefined} />;
  return (
    <div class={`tool tool-${item.state}${isOpen ? ' is-open' : ''}`}>
      {canOpen ? (
        <button type="button" class="row" aria-expanded={isOpen} aria-controls={body} onClick={() => chat.setOpen(item.id, !isOpen)}>
          {header}
        </button>
      ) : (
        <div class="row">{header}</div>
      )}
      {item.note !== undefined && item.note !== '' && <p class="tool-note">{item.note}</p>}
      {item.hidden !== undefined && item.hidden.length > 0 && <HiddenTexts id={item.id} hidden={item.hidden} origin={item.origin} />}
      {item.detail?.kind === 'shell' && item.detail.made !== undefined && <MadeFiles paths={item.detail.made} />}
      {item.pictures !== undefined && (
        <ul class="pictures" aria-label={`Pictures of ${item.title}`}>
          {item.pictures.map((picture) => (
            <PictureButton key={picture.blob} picture={picture} />
          ))}
        </ul>
      )}
      {canOpen && (
        <div id={body} class="tool-body" hidden={!isOpen}>
          {isOpen && <ToolBody item={item} />}
        </div>
      )}
    </div>
  );
}

/** One of several alike: their card asks for it too. */
function AskedElsewhere({ item }: { readonly item: ToolEntry }) {
  return (
    <div class="tool">
      <div class="row">
        <Icon name="arrow-up" />
        <span class="row-title" title={item.title}>
          {item.title}
        </span>
        <span class="row-state">asked above</span>
      </div>
    </div>
  );
}
