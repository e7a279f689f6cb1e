/** functions/providers/tiktok/catalogue/people.ts — what a person posts, whom they follow and write to, who they are. */
import { flag, PROFILE, type TypeDefinition, text, under, VIDEO, whole } from './definition.ts';

export const PEOPLE_TYPES: readonly TypeDefinition[] = [
  {
    name: 'tiktok_posts',
    label: 'TikTok posts',
    description:
      'Videos you posted on TikTok: address, title, likes and settings, with times; never the videos and where they were made.',
    ...{ group: 'postsandprofile', sensitivity: 'sensitive', never: ['location', 'coverimage'] },
    places: [
      {
        name: 'list',
        paths: [
          ['post', 'posts', 'videolist'],
          ['video', 'videos', 'videolist'],
        ],
      },
    ],
    time: { keys: ['date'], description: 'When it was posted.' },
    fields: [
      ...VIDEO,
      text('title', 'The title.', ['title'], { distinct: true }),
      whole('likes', 'How many likes it had.', ['likes']),
      whole('collections', 'How often it was saved.', ['numberofcollections']),
      text('sound', 'The sound.', ['sound']),
      text('who_can_view', 'Who may see it, as TikTok words it.', ['whocanview']),
      flag('allow_comments', 'Whether it may be commented on.', ['allowcomments'], { reading: 'yes_no' }),
      flag('allow_duets', 'Whether duets may be made of it.', ['allowduets'], { reading: 'yes_no' }),
      flag('allow_stitches', 'Whether stitches may be made of it.', ['allowstitches'], { reading: 'yes_no' }),
      text('content_disclosure', 'What was disclosed about its content.', ['contentdisclosure']),
      text('ai_generated', 'What was said about AI in it.', ['aigeneratedcontent']),
      text('alternate_text', 'Its description in words.', ['alternatetext']),
    ],
  },
  {
    name: 'tiktok_followers',
    label: 'TikTok followers',
    description: 'Since when other people follow you; their names are replaced by pseudonyms.',
    ...{ group: 'postsandprofile', sensitivity: 'sensitive', never: 'rest' },
    places: [
      {
        name: 'list',
        paths: [...under(PROFILE, 'follower', 'fanslist'), ...under(PROFILE, 'follower list', 'fanslist')],
      },
    ],
    time: { keys: ['date'], description: 'When they began to follow.' },
    fields: [
      text('follower', 'A pseudonym: the same person is the same throughout this donation.', ['username'], {
        ...{ reading: 'person', distinct: true },
      }),
    ],
  },
  {
    name: 'tiktok_following',
    label: 'Accounts followed on TikTok',
    description: 'The accounts you follow on TikTok, with times.',
    ...{ group: 'postsandprofile', sensitivity: 'sensitive', never: [] },
    places: [
      {
        name: 'list',
        paths: [...under(PROFILE, 'following', 'following'), ...under(PROFILE, 'following list', 'following')],
      },
    ],
    time: { keys: ['date'], description: 'When following began.' },
    fields: [text('user_name', 'The account’s name.', ['username'], { distinct: true })],
  },
  {
    name: 'tiktok_profile',
    label: 'TikTok profile',
    description:
      'The region of your account, and its numbers of followers, followed accounts and likes; never your name, address, telephone number, birthday, pictures or what you wrote about yourself.',
    ...{ group: 'postsandprofile', sensitivity: 'sensitive', never: 'rest' },
    places: [
      {
        name: 'list',
        paths: [
          ...under(PROFILE, 'profile info', 'profilemap'),
          ...under(PROFILE, 'profile information', 'profilemap'),
        ],
      },
    ],
    fields: [
      text('account_region', 'The region of the account.', ['accountregion']),
      whole('follower_count', 'How many accounts follow.', ['followercount']),
      whole('following_count', 'How many accounts are followed.', ['followingcount']),
      whole('likes_received', 'How many likes were received.', ['likesreceived']),
    ],
  },
  {
    name: 'tiktok_direct_messages',
    label: 'TikTok direct messages',
    description:
      'Messages you sent and received on TikTok, with their text and times; names of people are replaced by pseudonyms, but not names within the texts.',
    ...{ group: 'directmessages', sensitivity: 'restricted', onlyByName: true, never: 'rest' },
    places: [
      {
        name: 'list',
        paths: [
          ...under(['direct message', 'direct messages'], 'direct messages', 'chathistory', '*'),
          ...under(['direct message', 'direct messages'], 'chat history', 'chathistory', '*'),
          ...under(['direct message', 'direct messages'], 'group chat', 'groupchat', '*'),
        ],
      },
    ],
    time: { keys: ['date'], description: 'When it was sent.' },
    fields: [
      text('conversation', 'With whom: the pseudonym of that person or group.', [], {
        ...{ reading: 'person', fromSection: true },
      }),
      text('sender', 'Who wrote it: a pseudonym, the same as `conversation` where the other one did.', ['from'], {
        reading: 'person',
      }),
      text('text', 'What was written or sent.', ['content'], { distinct: true }),
    ],
  },
];
