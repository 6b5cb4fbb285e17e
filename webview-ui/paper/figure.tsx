import { useEffect, useRef } from 'preact/hooks';
import type { ShownNode } from '../../src/protocol/paper.ts';
import { Icon } from '../shared/icon.tsx';
import { visible } from '../shared/visible.ts';
import { useReading } from './context.ts';
import { PageCrop } from './crop.tsx';
import { Caption } from './table.tsx';
import { wordsOf } from './words.ts';

type FigureNode = Extract<ShownNode, { readonly kind: 'figure' }>;

export function Figure({ node }: { readonly node: FigureNode }) {
  const name = node.number === undefined ? 'Figure' : `Figure ${node.number}`;
  const words = visible(wordsOf(node.caption));
  return (
    <figure>
      <div class="pictures">
        {node.images === 0 && (
          <PageCrop node={node} words={`${name} as it is printed on page ${node.region?.page}${words === '' ? '' : `: ${words}`}`} />
        )}
        {Array.from({ length: node.images }, (_, index) => (
          <PictureView
            key={index}
            anchor={node.anchor}
            index={index}
            words={`${name}${node.images > 1 ? `, picture ${index + 1} of ${node.images}` : ''}${words === '' ? '' : `: ${words}`}`}
          />
        ))}
      </div>
      <figcaption>
        <Caption kind="Figure" number={node.number} content={node.caption} />
      </figcaption>
    </figure>
  );
}

interface PictureProps {
  readonly anchor: string;
  readonly index: number;
  readonly words: string;
}

/** Asked for when it comes into sight. */
function PictureView({ anchor, index, words }: PictureProps) {
  const reading = useReading();
  const picture = reading.picture(anchor, index).value;
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null || picture.kind !== 'none') return;
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) reading.wantPicture(anchor, index);
      },
      { rootMargin: '200px' },
    );
    seen.observe(element);
    return () => seen.disconnect();
  }, [anchor, index, picture.kind]);
  if (picture.kind === 'shown') return <img class="picture" src={picture.url} alt={words} />;
  return (
    <div ref={place} class="picture-place">
      {picture.kind === 'failed' ? (
        <>
          <Icon name="info" /> <span>{visible(picture.why)}</span>
        </>
      ) : (
        <>
          <Icon name="loading" spin={picture.kind === 'asked'} /> <span class="visually-hidden">{words}, not loaded yet</span>
        </>
      )}
    </div>
  );
}
