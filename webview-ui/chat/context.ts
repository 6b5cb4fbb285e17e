import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ChatModel } from './model.ts';

/** The one model of this page, for components far from the root. */
export const ChatContext = createContext<ChatModel | undefined>(undefined);

export function useChat(): ChatModel {
  const model = useContext(ChatContext);
  if (model === undefined) throw new Error('rendered outside of the chat view');
  return model;
}
