import { describe, expect, it } from 'vitest';
import { attachment, chosenName, uploadedName } from '../../../functions/core/file-name.ts';

describe('the name of an uploaded file', () => {
  it.each([
    ['my file (1).txt', 'my_file_1.txt'],
    ['täst é.txt', 'täst_é.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\ada\\a.csv', 'a.csv'],
    ['a\0b\r\n.txt', 'ab.txt'],
    ['"><script>.html', 'script.html'],
  ])('%j becomes %j', (sent, kept) => {
    expect(uploadedName(sent)).toBe(kept);
  });

  it.each(['', '???', '..', '.', 'a/', '   '])('%j leaves nothing', (sent) => {
    expect(uploadedName(sent)).toBeUndefined();
  });
});

describe('the name that a project chose', () => {
  it.each([
    ['../a/b c.txt', 'b c.txt'],
    ['..\\b.txt', 'b.txt'],
    ['a (1).txt', 'a (1).txt'],
  ])('%j becomes %j', (sent, kept) => {
    expect(chosenName(sent)).toBe(kept);
  });

  it('has 255 characters at most, the ending kept', () => {
    const name = chosenName(`${'ä'.repeat(400)}.csv`) as string;
    expect([name.length, name.endsWith('ä.csv')]).toEqual([255, true]);
    expect(chosenName('x'.repeat(400))).toHaveLength(255);
  });
});

describe('what a browser is told', () => {
  it.each([
    ['a.txt', 'attachment; filename="a.txt"'],
    ['ä "1".txt', `attachment; filename="_ _1_.txt"; filename*=UTF-8''%C3%A4%20%221%22.txt`],
    ["it's\r\nx", `attachment; filename="it's__x"; filename*=UTF-8''it%27s%0D%0Ax`],
    ['\ud800.txt', `attachment; filename="_.txt"; filename*=UTF-8''%EF%BF%BD.txt`],
  ])('is safe in a header: %j', (name, header) => {
    expect(attachment(name)).toBe(header);
  });
});
