import { useScripted } from './model.ts';
import { approvals } from './small/approvals.ts';
import { writeSmallFiles } from './small/files.ts';
import { sessions } from './small/sessions.ts';
import { steering } from './small/steering.ts';

describe('in a real window on a few small files', () => {
  const scripted = useScripted({
    settings: {
      'diffEditor.useInlineViewWhenSpaceIsLimited': false,
      // In a browser the editor saves by itself after a second.
      'files.autoSave': 'off',
      // Enough for everything but the test of this setting.
      'practicum.agent.maxResponses': 2,
    },
    workspaceName: 'small',
    workspace: writeSmallFiles,
  });
  describe('approvals and edits', () => approvals(scripted));
  describe('what is said while the agent works', () => steering(scripted));
  describe('sessions', () => sessions(scripted));
});
