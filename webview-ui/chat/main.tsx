import { render } from 'preact';
import type { ChatToHost, HostToChat } from '../../src/protocol/chat.ts';
import { oncePerFrame } from '../shared/frame.ts';
import { openHostLine } from '../shared/host.ts';
import '../shared/theme.css';
import './chat.css';
import './transcript.css';
import './composer.css';
import { ChatContext } from './context.ts';
import { Dock } from './dock.tsx';
import { ChatModel } from './model.ts';
import { TranscriptView } from './transcriptView.tsx';

const model = new ChatModel(openHostLine<HostToChat, ChatToHost>(), oncePerFrame());

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') model.resume();
});

// Anything that uses Escape for itself stops it before it comes here.
window.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.isComposing && model.isWorking() && model.status !== 'stopping') model.post({ type: 'stop' });
});

const root = document.getElementById('root');
if (root !== null) {
  render(
    <ChatContext.Provider value={model}>
      <main class="chat">
        <h1 class="visually-hidden">Practicum chat</h1>
        <TranscriptView />
        <Dock />
      </main>
    </ChatContext.Provider>,
    root,
  );
}
