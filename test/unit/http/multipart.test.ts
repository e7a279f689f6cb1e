import { describe, expect, it } from 'vitest';
import { MultipartError, readMultipart } from '../../../functions/http/multipart.ts';

const TYPE = 'multipart/form-data; boundary=xx';
const body = (...parts: string[]): Buffer =>
  Buffer.from(`${parts.map((part) => `--xx\r\n${part}\r\n`).join('')}--xx--\r\n`);
const read = (bytes: Buffer, type = TYPE) =>
  readMultipart(bytes, type).map(({ name, fileName, bytes: content }) => [name, fileName, content.toString()]);

describe('a multipart body', () => {
  it('of the documentation’s raw example is read: no type of the file, no line behind the last boundary', () => {
    const text =
      '--xx\r\nContent-Disposition: form-data; name="project_member_id"\r\n\r\n12345678\r\n' +
      '--xx\r\nContent-Disposition: form-data; name="data_file"; filename="test-file.txt"\r\n\r\ntest file data\n\r\n--xx--';
    expect(read(Buffer.from(text))).toEqual([
      ['project_member_id', undefined, '12345678'],
      ['data_file', 'test-file.txt', 'test file data\n'],
    ]);
  });

  it.each([
    ['name="a"; filename="C:\\b\\te\\"st.txt"', 'C:\\b\\te"st.txt'],
    ['name="a"; filename="te%22st.txt"', 'te"st.txt'],
    ['name="a"; filename*=utf-8\'\'t%C3%A4st.txt', 'täst.txt'],
    ["name=a; filename=t.txt; filename*=UTF-8'en'%C3%A4", 'ä'],
    ['filename="x; name=b"; name="a"', 'x; name=b'],
    ['name="a"; filename=""', ''],
    ['name="a"; filename="../täst.txt"', '../täst.txt'],
  ])('names a file as %s', (parameters, fileName) => {
    const part = `Content-Disposition: form-data; ${parameters}\r\nContent-Type: text/plain\r\n\r\nabc`;
    expect(read(body(part))).toEqual([['a', fileName, 'abc']]);
  });

  it('keeps every byte, lines that begin like a boundary too', () => {
    const content = Buffer.from(Array.from({ length: 1024 }, (_, at) => at % 256));
    const start = Buffer.from('--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n--x\r\n');
    const whole = Buffer.concat([start, content, Buffer.from('\r\n--xx--')]);
    const [part] = readMultipart(whole, TYPE);
    expect(part?.bytes.equals(Buffer.concat([Buffer.from('\r\n--x\r\n'), content]))).toBe(true);
  });

  it('may have words before and behind, spaces behind a boundary, and no field at all', () => {
    const part = 'Content-Disposition: form-data; name="a"\r\n\r\nabc\r\n';
    const text = `before\r\n--xx  \r\n${part}--xx--\r\nbehind`;
    expect(read(Buffer.from(text), 'Multipart/Form-Data; charset=utf-8; boundary="xx"')).toEqual([
      ['a', undefined, 'abc'],
    ]);
    expect(read(Buffer.from('--xx--\r\n'))).toEqual([]);
  });

  it.each([
    ['', TYPE],
    ['hello', TYPE],
    ['--xx\r\nContent-Disposition: form-data; name="a"\r\n\r\nabc', TYPE],
    ['--xx\r\nno end of the headers\r\n--xx--', TYPE],
    ['--xx--', 'multipart/form-data'],
    ['--xx--', `multipart/form-data; boundary=${'x'.repeat(71)}`],
    ['--xx\r\nContent-Disposition: form-data; name="a"; filename*=utf-8\'\'%E0%A4%A\r\n\r\nabc\r\n--xx--', TYPE],
  ])('that is none is refused: %j', (text, type) => {
    expect(() => readMultipart(Buffer.from(text), type)).toThrow(MultipartError);
  });

  it('with thousands of fields is refused', () => {
    const parts = Array.from({ length: 1001 }, () => 'Content-Disposition: form-data; name="a"\r\n\r\nb');
    expect(() => readMultipart(body(...parts), TYPE)).toThrow(MultipartError);
  });
});
