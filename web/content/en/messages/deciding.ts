/** web/content/en/messages/deciding.ts — from the question to the platform’s page and back, in English. */
import { number } from './numbers.ts';

export const deciding = {
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
};

/** What every language says of it. */
export type Deciding = typeof deciding;
