import type { CommandPart } from '../../../src/base/approval.ts';
import { Icon } from '../../shared/icon.tsx';
import { visible } from '../../shared/visible.ts';

/** A command line as the policy reads it: one simple command in each line, and why it is asked about beside those that are. */
export function CommandView({ parts }: { readonly parts: readonly CommandPart[] }) {
  return (
    <ol class="command" aria-label="The command, part by part">
      {parts.map(({ joiner, words, redirections, why }) => (
        <li class={`command-part${why === undefined ? '' : ' is-asked'}`}>
          {parts.length > 1 && <span class="command-joiner">{joiner}</span>}
          <div class="command-line">
            <code>
              {words.map((word, at) => (
                <>
                  {at > 0 && ' '}
                  <Word word={word} isProgram={at === 0} />
                </>
              ))}
              {redirections.map((redirection) => (
                <>
                  {' '}
                  <span class="command-redirection">{visible(redirection)}</span>
                </>
              ))}
            </code>
            {why !== undefined && (
              <p class="command-why">
                <Icon name="warning" />
                <span>{visible(why)}</span>
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Where a word begins and ends is seen: what holds a blank or a mark of the shell stands in quotes. */
function Word({ word, isProgram }: { readonly word: string; readonly isProgram: boolean }) {
  const shown = /^[\w@%+=:,./~-]+$/.test(word) ? word : `'${visible(word).replaceAll("'", "'\\''")}'`;
  return <span class={isProgram ? 'command-program' : undefined}>{shown}</span>;
}
