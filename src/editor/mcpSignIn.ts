import type { McpDesk } from '../mcp/desk.ts';
import { saySuccess } from './saySuccess.ts';
import { working } from './working.ts';

/** With the person, in their browser; what they see meanwhile can be cancelled. */
export async function signIn(desk: McpDesk, name: string): Promise<void> {
  await working(`Signing in to “${name}” in your browser`, (_say, signal) => desk.signIn(name, signal));
  saySuccess(`Signed in to ${name}`);
}

export async function signOut(desk: McpDesk, name: string): Promise<void> {
  await desk.signOut(name);
  saySuccess(`Signed out of ${name}`);
}
