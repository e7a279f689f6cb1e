import { describe, expect, it } from 'vitest';
import { unwrapAddress, videoIdOf } from '../../../functions/providers/google/readers/address.ts';

describe('an address', () => {
  it.each([
    ['https://www.google.com/url?q=https://example.com/a%3Fb%3D1&usg=x', 'https://example.com/a?b=1'],
    ['https://www.google.co.uk/url?url=https://example.com/', 'https://example.com/'],
    ['https://www.google.com/url?q=/search?q%3Dtea', 'https://www.google.com/search?q=tea'],
    ['https://www.google.com/search?q=tea', 'https://www.google.com/search?q=tea'],
    ['http://example.com/%E4', 'http://example.com/%E4'],
    ['https://evil.example/url?q=https://other.example', 'https://evil.example/url?q=https://other.example'],
    ['https://www.google.com/url?q=javascript:alert(1)', 'https://www.google.com/url?q=javascript:alert(1)'],
    ['javascript:alert(1)', null],
    ['android-app://com.example', null],
    ['https://', null],
    [undefined, null],
    [7, null],
  ])('%s leads to %s', (given, expected) => {
    expect(unwrapAddress(given)).toBe(expected);
  });
});

describe('a video', () => {
  it.each([
    'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'http://youtube.com/watch?app=desktop&v=dQw4w9WgXcQ',
    'https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=1',
    'https://music.youtube.com/watch?v=dQw4w9WgXcQ',
    'https://www.youtube.com/shorts/dQw4w9WgXcQ',
    'https://www.youtube.com/live/dQw4w9WgXcQ?feature=share',
    'https://www.youtube.com/embed/dQw4w9WgXcQ',
    'https://youtu.be/dQw4w9WgXcQ?t=3',
  ])('%s is known by its id', (address) => {
    expect(videoIdOf(address)).toBe('dQw4w9WgXcQ');
  });

  it.each([
    ...['https://www.youtube.com/watch?v=', 'https://www.youtube.com/channel/UC_x', 'https://www.youtube.com/watch'],
    ...['https://example.com/watch?v=dQw4w9WgXcQ', 'https://www.youtube.com/results?search_query=x', undefined],
  ])('%s has none', (address) => {
    expect(videoIdOf(address)).toBeNull();
  });
});
