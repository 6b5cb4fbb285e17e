import { type Doubles, startDoubles } from '../doubles/server.ts';
import { useWindow } from './harness.ts';
import { modelSettings } from './model.ts';

describe('a real window without a folder', () => {
  let doubles: Doubles;
  const window = useWindow(async () => {
    doubles = await startDoubles({ key: 'none' });
    return { workspace: 'none', settings: modelSettings(doubles, 'anthropic') };
  });
  after(() => doubles.close());

  // shows: bad-no-workspace
  it('opens the chat, answers, and says there that a folder is needed for work', async () => {
    const { chat } = window();
    await chat.open();
    await chat.frame
      .getByText(/folder/)
      .first()
      .waitFor();
    await chat.frame.getByRole('button', { name: 'Open a folder' }).first().waitFor();
    await chat.ask('read train.py');
    await chat.answers.getByText('I could not read').waitFor();
  });

  // shows: bad-no-workspace
  it('refuses to train with one message that names the next step', async () => {
    const { workbench } = window();
    await workbench.command('File: New Untitled Text File');
    await workbench.command('Change Language Mode');
    await window().page.keyboard.type('python');
    await workbench.choose('Python');
    await workbench.command('Practicum: Train This Script');
    const toast = await workbench.oneToast(/Training needs a folder.*Open the folder/);
    await toast.getByRole('button', { name: 'Open Folder' }).waitFor();
  });
});
