import { useEffect, useRef } from 'preact/hooks';
import type { Picture } from '../../../src/base/picture.ts';
import { Icon } from '../../shared/icon.tsx';
import { useChat } from '../context.ts';

interface ThumbnailProps {
  readonly picture: Picture;
  readonly class?: string;
  /** Its name stands beside it: then it is told what else there is to tell. */
  readonly isNamed?: boolean;
}

/** A small copy of a picture, asked for where it comes near to what is seen. */
export function Thumbnail({ picture, class: look = 'thumbnail', isNamed = false }: ThumbnailProps) {
  const { pictures } = useChat();
  const { blob, label, width, height } = picture;
  const words = isNamed ? `${width} × ${height} pixels` : label;
  const place = useRef<HTMLSpanElement>(null);
  const url = pictures.shown.value.get(blob);
  useEffect(() => {
    const element = place.current;
    if (url !== undefined || element === null) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) pictures.want(blob);
      },
      { rootMargin: '300px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [blob, url]);
  if (url !== undefined && url !== 'gone') return <img class={look} src={url} alt={words} width={width} height={height} />;
  return (
    <span ref={place} class={`${look} is-empty`} role="img" aria-label={url === 'gone' ? `${words}: cannot be shown` : words}>
      <Icon name={url === 'gone' ? 'warning' : 'file-media'} />
    </span>
  );
}

/** A picture of the conversation, which opens in the editor. `path`: of the person’s own file, where it is one. */
export function PictureButton({ picture, path }: { readonly picture: Picture; readonly path?: string }) {
  const chat = useChat();
  const { blob, label, width, height } = picture;
  return (
    <li>
      <button
        type="button"
        class="picture"
        title={`Open ${label} (${width} × ${height} pixels)`}
        onClick={() => chat.post({ type: 'openPicture', blob, path: path ?? label })}
      >
        <Thumbnail picture={picture} class="picture-image" />
      </button>
    </li>
  );
}
