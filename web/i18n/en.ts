/** web/i18n/en.ts — every word of the site's frame and of the donation page, in English. */

const number = new Intl.NumberFormat('en');
const rows = (count: number): string => `${number.format(count)} ${count === 1 ? 'row' : 'rows'}`;
const were = (count: number): string => `${number.format(count)} ${count === 1 ? 'was' : 'were'}`;

export const en = {
  /** How dates and times are written. */
  locale: 'en-GB',
  number: (value: number): string => number.format(value),

  site: {
    skip: 'Skip to the content',
    about: 'About this service',
    terms: 'Terms of service',
    privacy: 'Privacy notice',
    api: 'API documentation',
    contact: 'Contact',
    titles: {
      home: 'Datagift – give your data to research',
      donate: 'Your donation – Datagift',
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
  choose: { title: 'Your donations', text: 'You have opened several donations in this browser. Which one?' },

  progress: {
    label: 'Where you are',
    steps: {
      consent: 'Read and decide',
      authorize: 'Allow access',
      working: 'Wait for the copy',
      result: 'See your data',
    },
  },
  study: {
    askedBy: (institution: string) => `A study by ${institution}`,
    untitled: 'A study',
    purpose: 'What it is for',
    contact: 'Questions?',
    privacy: 'The study’s own privacy notice',
    undescribed:
      'The study has not said yet who asks and why, so you cannot agree to it. Please ask the study to complete its description.',
  },
  request: {
    title: 'What the study asks for',
    from: (provider: string) => `A copy of this data from your ${provider} account, and nothing else:`,
    period: 'From which time',
    periodNote:
      'Whole days in universal time (UTC). Rows from outside this period are removed before anything is kept.',
    between: (start: string, end: string) => `${start} to ${end}, both days included`,
    since: (start: string) => `${start} onwards`,
    until: (end: string) => `Everything up to ${end}, that day included`,
    always: 'No limit: as far back as the platform’s record goes',
    kept: 'How long it is kept',
    keptFor: (days: number) =>
      `${days === 1 ? 'One day' : `${number.format(days)} days`} after it has arrived; then it is deleted by itself.`,
    keptUntilDeleted: 'Until you withdraw or the researchers delete it.',
    never: 'What is never taken',
    neverList: (provider: string) => [
      `Your password: you sign in at ${provider}, not here`,
      'Pictures, films and sound recordings',
      'Location fields in what you searched for, watched or used: they are removed',
      'Any kind of data that is not listed above',
    ],
    leave: 'How to leave',
    leaveText:
      'You can withdraw at any time, on this page and with the same link. Your data is then deleted. A copy that the researcher has already downloaded is not ours to delete; ask the study’s contact for that.',
  },
  consent: {
    title: 'Your decision',
    intro: 'This is the whole text that you agree to, or not:',
    accept: 'I agree',
    decline: 'I do not agree',
    changed: 'The text has changed since this page was opened. Please read it again.',
    declinedTitle: 'You have decided not to take part',
    declinedText: 'That is all right. Nothing was fetched, and nothing will be. You can close this page.',
    changeMind: 'Change my mind',
    agreed: 'What you agreed to',
    agreedAt: (time: string) => `You agreed on ${time}.`,
    print: 'Print, or save as a file',
  },
  authorize: {
    title: (provider: string) => `Next: ${provider} asks you`,
    again: (provider: string) => `Allow access at ${provider} again`,
    againFor: 'This would be asked for again:',
    againKept: 'What has already arrived stays as it is.',
    expect: (provider: string) => [
      `You sign in at ${provider}, on ${provider}’s own page.`,
      'It lists what we ask for. Tick all boxes you agree to; you may leave any of them out. One box there may cover several items of our list.',
      'It asks for how long. Once is enough: we fetch one copy.',
      'Then it brings you back to this page. Stay in this browser until then.',
    ],
    signIns: (provider: string, done: number, of: number) =>
      done
        ? `${done} of ${of} sign-ins done. ${provider} lets us ask for only so much at a time. Make the others within a day; after that it begins anew.`
        : `The study asks for more than ${provider} lets us ask for at a time, so you sign in ${of} times. You can stop after any of them.`,
    oneOf: (provider: string, which: number, of: number) => `Continue to ${provider} (${which} of ${of})`,
    restText: 'You need not make the others. What they would have asked for is then not copied.',
    withoutTheRest: 'Go on with what I have allowed so far',
    button: (provider: string) => `Continue to ${provider}`,
    leaving: (provider: string) => `Going to ${provider} …`,
    linkExpired: (time: string) =>
      `The time to start this donation ended on ${time}. You can still see it and withdraw. If you want to take part, ask the study for a new link.`,
  },
  /** What came back from the platform's page, by the code in the address. */
  outcomes: {
    access_denied:
      'You did not allow access on the platform’s page. Nothing was copied. You can try again, or leave it at that.',
    nothing_granted: 'No box was ticked on the platform’s page, so nothing was copied. You can try again.',
    state_unknown:
      'This attempt is no longer valid: it took more than an hour, or it was not started here. Nothing was copied. Please start it again below.',
    exchange_failed: 'The platform did not accept the answer it had just given. Nothing was copied. Please try again.',
    internal: 'Something went wrong on our side. Nothing was copied, and nothing is lost. Please try again.',
    provider_error: 'The platform’s page reported an error. Nothing was copied. Please try again.',
    provider_unavailable:
      'The platform does not answer just now. Nothing was copied. Please try again in a few minutes.',
    other_browser:
      'Access was allowed in another browser than this one, so it was not used. Return to that browser, or start again here.',
    erased: 'This donation was erased while you were at the platform. Nothing was copied.',
  },
  status: {
    title: 'Your copy is on its way',
    intro: (provider: string) =>
      `${provider} prepares the copy. That takes minutes, with much data some hours, and now and then a few days.`,
    closePage: 'You can close this page; your link keeps working.',
    doneTitle: 'Your donation has arrived',
    doneText: 'Thank you. The study can now read the rows below, and only those.',
    keptUntil: (day: string) => `It is kept until ${day}; then it is deleted by itself.`,
    errorTitle: 'The copy could not be fetched',
    errorText: 'Nothing of what the study asked for has arrived.',
    stepsTitle: 'What has happened',
    typesTitle: 'Each kind of data',
    lastChecked: (time: string) => `Last asked at ${time}.`,
    nextCheck: (time: string) => `Next time at ${time}.`,
    state: { done: 'Done', current: 'Now', upcoming: 'Not yet' },
    access: { one_time: 'You allowed access for one copy.', time_based: 'You allowed access for a time.' },
    accessUntil: (time: string) => `It ends on ${time} at the latest.`,
    accessEnded: (time: string) => `We gave it back on ${time}.`,
    permissions: (provider: string) => `See or end our access at ${provider}`,
    returnToStudy: 'Return to the study',
    steps: {
      consent: 'You agreed',
      authorize: 'You allowed access',
      initiate: 'The copy is asked for',
      poll: 'The platform prepares it',
      download: 'It is fetched',
      filter: 'Only what the study asked for is kept',
      store: 'That is stored, encrypted',
      review: 'You look through it',
      done: 'Finished',
    },
  },
  types: {
    state: {
      requested: 'Waiting',
      not_granted: 'Not allowed',
      running: 'On its way',
      ready: 'Arrived',
      empty: 'No such data',
      failed: 'Not fetched',
      expired: 'Too late',
    },
    kept: (count: number) => `${rows(count)} kept`,
    removed: {
      outside_period: (count: number) => `${were(count)} outside the study period and removed`,
      undated: (count: number) =>
        `${number.format(count)} had no readable time and ${count === 1 ? 'was' : 'were'} removed`,
      malformed: (count: number) => `${number.format(count)} could not be read`,
      filtered: (count: number) => `${were(count)} left out by a rule of this kind of data`,
      duplicate: (count: number) => `${were(count)} there twice and ${count === 1 ? 'is' : 'are'} kept once`,
    },
    empty: 'There is none of this in your account for the study’s period. That is fine.',
    notGranted: 'You did not allow this on the platform’s page, so nothing of it was fetched.',
    partlyNotGranted: 'A part of this was not allowed on the platform’s page and is missing.',
    expired: 'The platform did not deliver this in time.',
    spans: (first: string, last: string) => `From ${first} to ${last}.`,
    covered: (time: string) => `The copy reaches up to ${time}.`,
  },
  data: {
    title: 'See your data',
    intro: 'These are all the rows that the study can read, as it gets them. The newest come first.',
    type: 'Kind of data',
    from: 'From day',
    to: 'To day',
    text: 'With the words',
    show: 'Show',
    reversed: 'The first day is after the last one.',
    loading: 'Loading rows …',
    noneAtAll: 'There are no rows of this kind.',
    noneInDates: 'There are no rows between these days.',
    noneWithText: (text: string) => `There are no rows with “${text}” here.`,
    undated: (count: number) =>
      `${rows(count)} without a time ${count === 1 ? 'is' : 'are'} not shown while days are chosen.`,
    range: (first: number, last: number, count: number) =>
      `Rows ${number.format(first)} to ${number.format(last)} of ${number.format(count)}`,
    pages: 'Pages',
    previous: 'Newer',
    next: 'Older',
    allFields: 'All fields',
    caption: (label: string) => `${label}: your rows`,
    yes: 'yes',
    no: 'no',
    download: 'Take a copy of your own',
    downloadText: (label: string) => `All rows of “${label}”, as a file:`,
    forms: { csv: 'CSV', ndjson: 'JSON lines', parquet: 'Parquet' },
    formNotes: { csv: 'for spreadsheets', ndjson: 'for programs', parquet: 'as stored' },
    bundleText:
      'Or everything at once: a zip with a table for each kind of data, and a text that says what each column means.',
    bundle: 'Download everything (zip)',
    preparing: 'The file is being made …',
    downloadStarted: 'The download has started.',
    columns: {
      time: 'Time (UTC)',
      title: 'Title',
      action: 'What',
      channel_name: 'Channel',
      url: 'Address',
    } as Readonly<Record<string, string>>,
  },
  pictures: {
    open: 'In pictures',
    loading: 'Counting …',
    none: 'There are no rows to draw a picture of.',
    asTable: 'The same as a table',
    undated: (count: number) =>
      `${rows(count)} without a time ${count === 1 ? 'is' : 'are'} not in the pictures of times.`,
    overTime: 'Over time',
    most: (when: string, count: number) => `Most in ${when}: ${rows(count)}.`,
    when: 'From',
    rows: 'Rows',
    week: (day: string) => `the week from ${day}`,
    byHour: 'By weekday and hour',
    byHourText: (weekday: string, hour: string, count: number) => `Most on ${weekday} from ${hour}: ${rows(count)}.`,
    localTime: (zone: string) => `Times here are those of ${zone}.`,
    hour: 'Hour',
    ranked: (label: string) => `Most frequent: ${label}`,
    others: (count: number) => `All others: ${rows(count)}.`,
    about: 'There is so much of this that the numbers are a little too low.',
  },
  files: {
    title: 'Files from the study',
    text: 'The study has put these here for you, such as results or forms. They are deleted with your donation.',
    download: 'Download',
    remove: 'Delete …',
    of: (act: string, name: string) => `${act} (${name})`,
    sure: (name: string) => `Delete ${name} for good? The study cannot get it back from here.`,
    keep: 'Keep it',
    confirm: 'Delete it',
    removed: (name: string) => `${name} is deleted.`,
    more: (count: number) => `Show older ones (${number.format(count)} in all)`,
  },
  fetched: {
    title: 'What the study has fetched',
    none: 'Nobody of the study has read or downloaded any of your data from here so far.',
    some: (time: string) =>
      `The study has read or downloaded data of yours, last on ${time}. It may hold a copy, which is not deleted by withdrawing: ask the study’s contact to delete it.`,
    entry: (label: string, form: string) => `${label}: ${form}, last on`,
    forms: {
      rows: 'read page by page',
      parquet: 'downloaded as Parquet',
      csv: 'downloaded as CSV',
      ndjson: 'downloaded as NDJSON',
      bundle: 'downloaded together with others',
    },
  },
  withdraw: {
    title: 'Withdraw',
    jump: 'You can also withdraw.',
    text: 'You can take everything back at any time, without giving a reason.',
    open: 'Withdraw and delete …',
    dialogTitle: 'Withdraw and delete everything?',
    dialogText:
      'Everything that this service holds of your donation is deleted, and our access at the platform is ended. This cannot be undone.',
    keep: 'Keep my donation',
    confirm: 'Delete everything',
    deleting: 'Deleting …',
  },
  receipt: {
    title: 'This donation has been deleted',
    running: 'Your data is being deleted',
    runningText: 'Nobody can read it any more. Deleting it takes a moment; you need not wait.',
    text: 'Nobody can read it here any more. The study sees that it was deleted, and nothing else.',
    overdue: 'The study could keep it until now, as you were told when you agreed. That time is over.',
    copies: 'The researcher may have downloaded a copy before. To have that deleted too, write to the study.',
    code: 'Your receipt',
    codeText: 'Keep this code. With it, the deletion can be proved; it says nothing about you.',
    copy: 'Copy the code',
    print: 'Print the receipt',
    none: 'There is no receipt to show here.',
    erased: 'Deleted',
    verified: 'Checked again that nothing is left',
    access: 'Access at the platform',
    soon: 'soon',
    later: 'follows some hours later',
    revocation: {
      pending: 'is being ended',
      done: 'ended',
      dead: 'had already ended',
      given_up: 'could not be ended from here: please end it yourself in your account’s settings',
      not_needed: 'there was none to end',
    },
  },
};

/** What a catalogue has to say; every language says all of it. */
export type Messages = typeof en;
