import { Component, type ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { CopyButton } from './copyButton.tsx';
import { highlight } from './highlight.ts';

interface CodeProps {
  readonly text: string;
  readonly language: string;
}

export function CodeBlock({ text, language }: CodeProps) {
  return (
    <figure class="code-block">
      <figcaption>
        <span class="language">{language === '' ? 'text' : language}</span>
        <CopyButton text={text} label="Copy code" />
      </figcaption>
      <Code text={text} language={language} />
    </figure>
  );
}

const chunkLines = 100;

/** Code in pieces of a hundred lines: a block that grows colours and lays out only its last piece again. */
export function Code({ text, language }: CodeProps) {
  const chunks = useMemo(() => inChunks(text), [text]);
  return (
    <pre tabIndex={0}>
      <code>
        {chunks.map((chunk, at) => (
          <Chunk key={at} text={chunk} language={language} />
        ))}
      </code>
    </pre>
  );
}

function inChunks(text: string): readonly string[] {
  const lines = text.split('\n');
  const chunks: string[] = [];
  for (let at = 0; at < lines.length; at += chunkLines) chunks.push(lines.slice(at, at + chunkLines).join('\n'));
  return chunks;
}

class Chunk extends Component<CodeProps> {
  override shouldComponentUpdate(next: CodeProps): boolean {
    return next.text !== this.props.text || next.language !== this.props.language;
  }

  override render(): ComponentChildren {
    const { text, language } = this.props;
    return (
      <span class="chunk">
        {highlight(text, language).map(({ kind, text: part }) => (kind === 'plain' ? part : <span class={`code-${kind}`}>{part}</span>))}
        {'\n'}
      </span>
    );
  }
}
