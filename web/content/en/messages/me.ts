/** web/content/en/messages/me.ts — all donations of a participant, and their personal link, in English. */

export const me = {
  me: {
    title: 'My donations',
    intro: 'These are the donations that this browser, or your personal link, leads to.',
    opening: 'Opening your donations …',
    none: 'There is no donation here yet, or those you had have been deleted. Open the link from an invitation to begin.',
    asked: (day: string) => `Asked for on ${day}`,
    /** How a donation stands. */
    states: {
      consent: 'Waiting for your decision',
      declined: 'You decided not to take part',
      authorize: 'Waiting for you to allow access',
      working: 'The copy is on its way',
      review: 'Arrived: look through it before the study gets it',
      processed: 'Arrived',
      error: 'The copy could not be fetched',
    },
    /** Why a personal link does not open. */
    broken: {
      title: 'This personal link does not work',
      text: 'It may have been cut off when it was copied, or a newer one has taken its place. Open the newest one, whole, from where you kept it. If you have lost it, open a donation’s link in the browser in which you agreed, and make a new one there. That works as long as your visit there lasts: it ends after 12 hours without use.',
    },
    noSession: {
      title: 'Open your personal link, or the link of an invitation',
      text: 'This browser has no donation open, or the visit has ended after a time without use. Your links keep working.',
    },
    logOut: 'Log out of this browser',
    logOutText:
      'On a device that others use, too: log out when you are done. Nothing is deleted, and your links keep working. What you have not released yet then opens with your personal link only.',
    loggedOut: {
      title: 'You are logged out',
      text: 'Nothing has been deleted, and your links keep working. To come back, open one of them, or paste it here. What you have not released yet opens with your personal link only.',
    },
    link: {
      title: 'Your personal link',
      text: 'It leads to all your donations, from any browser and without an account. Only you get it; the study does not have it.',
      shownOnce: 'This is your personal link. It is shown only now, so keep it where you can find it again.',
      label: 'Your personal link',
      copy: 'Copy the link',
      mail: 'Mail it to myself',
      mailSubject: 'My personal link to my data donations',
      mailBody: (link: string) =>
        `With this link I can see my data donations and withdraw them. It is mine alone:\n\n${link}\n`,
      /** On links that would lead away from it. */
      beside: 'Opens in a new tab, so that your personal link stays here',
      qr: 'Show it as a code for a phone’s camera',
      qrText: 'A square code that holds your personal link.',
      secret: 'Whoever has it can see your donations and withdraw them. Do not pass it on.',
      make: 'Make my personal link',
      there: 'You have a personal link. It cannot be shown a second time.',
      lost: 'Have you lost it, or has somebody else seen it? With a new link, the old one stops working everywhere.',
      renew: 'Make a new link',
      claim: {
        text: 'This browser was opened with a personal link. If it is yours, it can lead to what you have agreed to here, too.',
        warning: 'If somebody else sent you that link, make one of your own: with theirs, they would see your data.',
        yes: 'It is mine: use it here, too',
        no: 'Make my own link',
      },
      have: 'Do you have a personal link from an earlier donation?',
      haveText: 'Paste it here, and it leads to these donations, too.',
      join: 'Use this link',
      joined: 'Your personal link leads to these donations, too, from now on.',
      notJoined: 'This personal link is not complete, or a newer one has taken its place. Paste the newest one, whole.',
      showAll: 'See all my donations',
    },
  },
};
