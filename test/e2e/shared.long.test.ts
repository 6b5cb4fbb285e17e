import { moreApprovals } from './shared/moreApprovals.ts';
import { moreChat } from './shared/moreChat.ts';
import { morePaper } from './shared/morePaper.ts';
import { moreSessions } from './shared/moreSessions.ts';
import { moreSteering } from './shared/moreSteering.ts';
import { pictures } from './shared/pictures.ts';
import { useShared } from './shared/window.ts';

describe('more in a real window', () => {
  // Enough for everything but the test of this setting.
  const scripted = useShared({ 'practicum.agent.maxResponses': 2 });
  describe('the chat', () => moreChat(scripted));
  describe('pictures', () => pictures(scripted));
  describe('approvals and edits', () => moreApprovals(scripted));
  describe('what is said while the agent works', () => moreSteering(scripted));
  describe('sessions', () => moreSessions(scripted));
  describe('the reader of papers', () => morePaper(scripted));
});
