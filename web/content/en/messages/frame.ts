/** web/content/en/messages/frame.ts — the frame of every page, and why there may be nothing to show, in English. */

export const frame = {
  site: {
    skip: 'Skip to the content',
    about: 'About this service',
    terms: 'Terms of service',
    privacy: 'Privacy notice',
    api: 'API documentation',
    contact: 'Contact',
    languages: 'Languages',
    mine: 'My donations',
    titles: {
      home: 'Datagift – give your data to research',
      donate: 'Your donation – Datagift',
      me: 'My donations – Datagift',
      terms: 'Terms of service – Datagift',
      privacy: 'Privacy notice – Datagift',
      not_found: 'No such page – Datagift',
    },
  },
  noscript: {
    title: 'This page needs JavaScript',
    text: 'It shows your donation and lets you decide about it. Switch JavaScript on, or open the link of your invitation in another browser. Nothing happens to your data until you have agreed.',
    contact: 'If neither is possible, or if you want to withdraw, write to',
  },
  opening: 'Opening your donation …',
  busy: 'One moment …',
  retry: 'Try again',
  offline: 'The service cannot be reached just now. Check your connection; this page keeps trying.',
  troubled: 'Something is wrong on our side just now. Nothing is lost; this page keeps trying.',
  /** Why there is no donation to show, and what to do next. */
  problems: {
    offline: {
      title: 'The service cannot be reached',
      text: 'Your internet connection may be gone, or the service may be down for a moment. Nothing is lost.',
    },
    broken_link: {
      title: 'This link does not work',
      text: 'It may have been cut off when it was copied, or the study has sent you a newer one. Open it from your invitation again, or paste it here whole. If that does not help, ask the study for a new link.',
    },
    no_session: {
      title: 'Open the link from your invitation again',
      text: 'This browser has no donation open, or the visit has ended after a time without use. Your link keeps working.',
    },
    server: {
      title: 'Something went wrong on our side',
      text: 'Nothing is lost. Please try again in a few minutes. If it stays like this, tell the study.',
    },
    other_browser: {
      title: 'Go back to the browser where you started',
      text: 'Access was allowed in another browser than the one your donation was opened in, so it was not used. Return to that browser and continue there, or open the link from your invitation here and start again.',
    },
    erased: {
      title: 'This donation has been erased',
      text: 'It was erased while you were at the platform. Nothing was copied.',
    },
  },
  pasteLink: { label: 'Your link', open: 'Open' },
  copied: 'Copied.',
  notCopied: 'Copying did not work here. Select the text and copy it yourself.',
  inApp: {
    title: 'Please open this link in your browser',
    text: (app: string) =>
      `This page was opened within ${app || 'another app'}. Platforms do not let people sign in there, to protect their passwords, so you could not give your data from here.`,
    steps: [
      'Tap the menu of this app (⋯ or ⋮) or the share symbol, and choose “Open in browser”, or in Safari or Chrome.',
      'Or copy your link here, open your browser, and paste it where addresses go.',
    ],
    copy: 'Copy my link',
    secret: 'The link is yours alone: whoever has it can see your donation and withdraw it.',
    stay: 'Look at it here all the same',
  },
  choose: { title: 'Your donations', text: 'Several donations can be opened in this browser. Which one?' },
};

/** What every language says of it. */
export type Frame = typeof frame;
