import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../shared/icon.tsx';
import { useChat } from './context.ts';

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const chat = useChat();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    chat.post({ type: 'copy', text });
    setCopied(true);
  };
  return (
    <button type="button" class="icon-button copy" title={label} aria-label={isCopied ? 'Copied' : label} onClick={copy}>
      <Icon name={isCopied ? 'check' : 'copy'} />
    </button>
  );
}
