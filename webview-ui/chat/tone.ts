/** Two short notes, made here: nothing is loaded. Silent where the browser wants a click first. */
export function playTone(): void {
  const audio = new AudioContext();
  const volume = audio.createGain();
  volume.connect(audio.destination);
  volume.gain.setValueAtTime(0.06, audio.currentTime);
  volume.gain.linearRampToValueAtTime(0, audio.currentTime + 0.3);
  const note = audio.createOscillator();
  note.type = 'sine';
  note.frequency.setValueAtTime(660, audio.currentTime);
  note.frequency.setValueAtTime(880, audio.currentTime + 0.12);
  note.connect(volume);
  note.onended = () => void audio.close();
  note.start();
  note.stop(audio.currentTime + 0.3);
}
