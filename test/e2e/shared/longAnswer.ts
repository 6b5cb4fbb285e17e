import type { Scripted } from '../model.ts';

/** Deltas of 16 characters: the stream stands in the list of the long answer, after its second or its sixth point. */
export const untilSecondPoint = 28;
export const untilSixthPoint = 32;

/** Sends what is answered at length and holds the stream in the middle of it. */
export async function holdInTheMiddle({ window, tap }: Scripted): Promise<void> {
  const { chat } = window();
  tap.close();
  await chat.send('stream long');
  await tap.let(untilSecondPoint);
  await chat.answers.last().getByText('Point 2').waitFor();
}

/** The model is in the middle of its first answer, which ends with calls. */
export async function holdBeforeTools({ window, tap }: Scripted): Promise<void> {
  const { chat } = window();
  tap.close();
  await chat.send('many tools');
  await tap.let(1);
  await chat.frame.getByRole('button', { name: /^Stop/ }).waitFor();
}
