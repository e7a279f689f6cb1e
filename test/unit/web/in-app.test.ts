import { describe, expect, it } from 'vitest';
import { appAround } from '../../../web/lib/in-app.ts';

const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)';
const WEB_VIEW = 'Mozilla/5.0 (Linux; Android 15; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const DESKTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';

describe('a page opened within an app', () => {
  it.each([
    ['Instagram', `${IPHONE} Mobile/22B83 Instagram 359.0.0.24.112 (iPhone14,5; iOS 18_1; en_US)`],
    ['Facebook', `${IPHONE} Mobile/22B83 [FBAN/FBIOS;FBAV/490.0.0.33.111;FBDV/iPhone14,5]`],
    ['Facebook', `${WEB_VIEW} Chrome/130.0.6723.86 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/490.0.0.50.78;]`],
    ['Messenger', `${IPHONE} Mobile/22B83 [FBAN/MessengerLiteForiOS;FBAV/480.0.0.40.108]`],
    ['LINE', `${IPHONE} Mobile/22B83 Safari Line/14.18.0`],
    ['WeChat', `${WEB_VIEW} Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50`],
    ['Snapchat', `${IPHONE} Mobile/22B83 Snapchat/13.15.0.37 (like Safari/8619)`],
    ['TikTok', `${WEB_VIEW} Chrome/130.0 Mobile Safari/537.36 trill_370003 BytedanceWebview/d8a21c6`],
    ['TikTok', `${IPHONE} Mobile/22B83 musical_ly_37.0.0 JsSdk/2.0`],
    ['X', `${IPHONE} Mobile/22B83 Twitter for iPhone/10.66`],
    ['LinkedIn', `${IPHONE} Mobile/22B83 [LinkedInApp]/9.30.1`],
    ['Google', `${IPHONE} GSA/340.0.695551749 Mobile/15E148 Safari/604.1`],
    ['', `${WEB_VIEW} Chrome/130.0.6723.86 Mobile Safari/537.36`],
    ['', `${IPHONE} Mobile/22B83`],
  ])('is known: %j', (app, userAgent) => {
    expect(appAround(userAgent)).toBe(app);
  });

  it.each([
    ['Chrome', `${ANDROID} Chrome/130.0.0.0 Mobile Safari/537.36`],
    ['Safari', `${IPHONE} Version/18.1 Mobile/15E148 Safari/604.1`],
    ['Chrome on an iPhone', `${IPHONE} CriOS/130.0.6723.90 Mobile/15E148 Safari/604.1`],
    ['Firefox on an iPhone', `${IPHONE} FxiOS/132.0 Mobile/15E148 Safari/605.1.15`],
    ['Samsung Internet', `${ANDROID} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36`],
    ['Firefox', 'Mozilla/5.0 (Android 15; Mobile; rv:132.0) Gecko/132.0 Firefox/132.0'],
    ['a desktop', `${DESKTOP} Chrome/130.0.0.0 Safari/537.36`],
  ])('is told from a browser: %s', (_, userAgent) => {
    expect(appAround(userAgent)).toBeNull();
  });
});
