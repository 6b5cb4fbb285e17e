import { approvals } from './shared/approvals.ts';
import { chat } from './shared/chat.ts';
import { paper } from './shared/paper.ts';
import { passages } from './shared/passages.ts';
import { sessions } from './shared/sessions.ts';
import { steering } from './shared/steering.ts';
import { views } from './shared/views.ts';
import { useShared } from './shared/window.ts';

describe('in a real window', () => {
  const scripted = useShared();
  describe('the views', () => views(scripted));
  describe('a passage of a paper', () => passages(scripted));
  describe('the chat', () => chat(scripted));
  describe('approvals and edits', () => approvals(scripted));
  describe('what is said while the agent works', () => steering(scripted));
  describe('sessions', () => sessions(scripted));
  describe('the reader of papers', () => paper(scripted));
});
