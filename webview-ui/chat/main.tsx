import { render } from 'preact';
import type { ChatToHost, HostToChat } from '../../src/protocol/chat.ts';
import { oncePerFrame } from '../shared/frame.ts';
import { openHostLine } from '../shared/host.ts';
import '../shared/theme.css';
import './chat.css';
import './transcript.css';
import './composer.css';
import './sessions.css';
import './approvals.css';
import './grant.css';
import './research.css';
import './sourcedTable.css';
import './images.css';
import { ChatContext } from './context.ts';
import { Dock } from './dock.tsx';
import { GrantBanner } from './grant/grantBanner.tsx';
import { GrantFormView } from './grant/grantFormView.tsx';
import { Header } from './header.tsx';
import { pictureDrawing } from './images/scalePicture.ts';
import { ChatModel } from './model.ts';
import { SessionsView } from './sessions/sessionsView.tsx';
import { playTone } from './tone.ts';
import { TranscriptView } from './transcriptView.tsx';

const model = new ChatModel(openHostLine<HostToChat, ChatToHost>(), oncePerFrame(), pictureDrawing);

model.tones.subscribe((count) => {
  if (count > 0) playTone();
});

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') model.resume();
});

// Anything that uses Escape for itself stops it before it comes here.
window.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || event.isComposing) return;
  if (model.grantForm.value !== undefined) model.closeGrantForm();
  else if (model.sessions.isOpen.value) model.sessions.close();
  else if (model.isWorking() && model.status !== 'stopping') model.post({ type: 'stop' });
});

const root = document.getElementById('root');
if (root !== null) {
  render(
    <ChatContext.Provider value={model}>
      <main class="chat">
        <h1 class="visually-hidden">Practicum chat</h1>
        <Header />
        <GrantBanner />
        <Pages />
      </main>
    </ChatContext.Provider>,
    root,
  );
}

/** The list of sessions and the form of a grant lie over the conversation, which keeps its place and its half-written message below. */
function Pages() {
  const isListOpen = model.sessions.isOpen.value;
  const form = model.grantForm.value;
  return (
    <div class="pages">
      <div class="conversation" inert={isListOpen || form !== undefined}>
        <TranscriptView />
        <Dock />
      </div>
      {isListOpen && <SessionsView />}
      {form !== undefined && <GrantFormView key={form} form={form} />}
    </div>
  );
}
