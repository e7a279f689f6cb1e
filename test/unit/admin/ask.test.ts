import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { confirm } from '../../../bin/admin/ask.ts';

/** Somebody at a terminal who types this, or only ends their input (Ctrl-D). */
function terminal(typed: string, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  input.end(typed);
  return { input, output: new PassThrough() };
}

describe('asking before something is destroyed', () => {
  it.each(['yes\n', ' YES \n'])('goes on after %j', async (typed) => {
    await expect(confirm('Erase?', false, terminal(typed))).resolves.toBeUndefined();
  });

  it.each(['no\n', 'y\n', '\n', ''])('does nothing after %j', async (typed) => {
    await expect(confirm('Erase?', false, terminal(typed))).rejects.toThrow('Nothing was done.');
  });

  it('names --yes where nobody is there to ask, and asks nothing with it', async () => {
    await expect(confirm('Erase?', false, terminal('yes\n', false))).rejects.toThrow('add --yes');
    await expect(confirm('Erase?', true, terminal('', false))).resolves.toBeUndefined();
  });
});
