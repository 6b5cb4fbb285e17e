import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';
import { useChat } from '../context.ts';

/** What a command made behind walls and what may run or steer something later. It stays in sight while the card is folded. */
export function MadeFiles({ paths }: { readonly paths: readonly string[] }) {
  const chat = useChat();
  return (
    <section class="hidden-texts" aria-label="Made unasked">
      <p class="hidden-title">
        <Icon name="warning" />
        <span>Made unasked what may run or steer something later</span>
      </p>
      <ul>
        {paths.map((path) => (
          <li>
            <button type="button" class="link" title={`Open ${path}`} onClick={() => chat.post({ type: 'openFile', path })}>
              {visible(path)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
