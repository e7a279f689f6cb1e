/** bin/admin/usage.ts — what `npm run admin` can do, in words; and how a wrong call is told apart. */

const RESEARCHER: Readonly<Record<string, string>> = {
  create: `npm run admin -- researcher create --name <name> --institution <name> --title <text> --purpose <text>
                                     [--contact <text>] [--privacy-url <address>] [--json]

Makes a researcher and prints their token, this once.

  --name         who it is, for your list
  --institution  who is responsible, as participants read it
  --title        what the study is called
  --purpose      why it needs the data, in plain words
  --contact      whom participants can ask
  --privacy-url  the study’s own privacy notice
  --json         for programs

Without institution, title and purpose no consent can be asked for. A donation can name others when it is made.`,
  list: `npm run admin -- researcher list [--json]

Lists all researchers, oldest first.`,
  rotate: `npm run admin -- researcher rotate <id> [--json]

Prints a new token, this once. The old one is void at once.`,
  disable: `npm run admin -- researcher disable <id> [--json]

Refuses the researcher’s tokens from now on. Their donations and data stay.`,
  'create-master-token': `npm run admin -- researcher create-master-token [--name <name or id>] [--no-expiry] [--replace] [--json]

Prints a master token of the file API, this once: by it a program adds, reads and deletes the files of all members.

  --name       whose it is; a name that nobody has makes a new project. Without it: the first researcher’s
  --no-expiry  it is good until it is replaced; otherwise for 24 hours
  --replace    the master tokens before it are void at once
  --json       for programs`,
};

const DONATION: Readonly<Record<string, string>> = {
  show: `npm run admin -- donation show <id> [--json]

How a donation stands: status, data types with their counts, exports at the platform, whether access is held and an
execution is at work. Never what it holds.`,
  retry: `npm run admin -- donation retry <id> [--json]

Runs a donation again that stands still, from where it was. One that has ended needs its participant.`,
  erase: `npm run admin -- donation erase <id> [--yes] [--json]

Erases a donation and all its data, as its participant could; prints the receipt. Asks first; --yes answers.`,
};

const MEMBER: Readonly<Record<string, string>> = {
  'create-token': `npm run admin -- member create-token <donation id> [--no-expiry] [--json]

Prints a token of the file API for the files of this one donation, this once. It is good for 24 hours, or, with
--no-expiry, until the donation is erased.`,
};

const PROVIDER: Readonly<Record<string, string>> = {
  'set-credentials': `npm run admin -- provider set-credentials <provider> --stack <stack> [--json]

Keeps the client id and secret of your registration at a provider: google. They are read from standard input, never from the command line:
one a line, or the JSON file that Google's console gives.

  npm run admin -- provider set-credentials google --stack Datagift < client_secret.json`,
};

const SINGLE: Readonly<Record<string, string>> = {
  status: `npm run admin -- status [--json]

What is under way, what stands still, which revocations wait and since when, which alarms ring. Fails when something
stands still or rings.`,
  doctor: `npm run admin -- doctor [--json]

Checks all that a donation needs: table, bucket, keys, credentials, public address, clock, limits of the account; and
prints the redirect URIs to enter at the platforms. Fails when something is missing.`,
  restore: `npm run admin -- restore --from <table> [--yes] [--json]

After a loss: writes back what is missing, from a copy of the table that point-in-time recovery has made. Donations that
were erased since stay erased. docs/deploy.md tells how to make the copy.`,
};

const GROUPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  researcher: RESEARCHER,
  donation: DONATION,
  member: MEMBER,
  provider: PROVIDER,
};

const OVERVIEW: Readonly<Record<string, string>> = {
  researcher: `npm run admin -- researcher <command>

  create        a researcher, and their token
  list          all researchers
  rotate <id>   a new token, the old one void
  disable <id>  refuse the token from now on
  create-master-token  a token of the file API, for all members

npm run admin -- researcher <command> --help says more.`,
  donation: `npm run admin -- donation <command>

  show <id>   how it stands
  retry <id>  run it again from where it was
  erase <id>  erase it and all its data

npm run admin -- donation <command> --help says more.`,
  member: `npm run admin -- member <command>

  create-token <donation id>  a token of the file API, for the files of one donation

npm run admin -- member <command> --help says more.`,
  provider: `npm run admin -- provider <command>

  set-credentials <provider>  client id and secret, from standard input

npm run admin -- provider <command> --help says more.`,
};

const ALL = `npm run admin -- <subject> <command>

  researcher  create, list, rotate, disable, create-master-token
  donation    show, retry, erase
  member      create-token
  provider    set-credentials
  status      what is under way, and what stands still
  doctor      whether all is there that a donation needs
  restore     bring back what the table lost

Works on the service of this machine, whether \`npm start\` runs or not (DATAGIFT_HOME names its folder), or on a
deployed one:

  --stack <name>     its CloudFormation stack, such as Datagift (or DATAGIFT_STACK), with your AWS credentials
  --region <region>  where it is, if AWS_REGION does not say so
  --json             for programs

npm run admin -- <subject> --help says more. Exit codes: 1 it failed or is not well, 2 the call is wrong.`;

const own = <Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** @param words of the command line, as far as they are known */
export function usage([subject = '', command = '']: readonly string[]): string {
  const group = own(GROUPS, subject);
  return own(SINGLE, subject) ?? (group && own(group, command)) ?? own(OVERVIEW, subject) ?? ALL;
}

/** The command line itself is wrong: exit code 2, with the usage. */
export class UsageError extends Error {}

/**
 * Takes the options that every command has from among the words.
 * @throws UsageError when one of them lacks its value
 */
export function readTarget(given: readonly string[]) {
  const words: string[] = [];
  const found: { stack?: string; region?: string } = {};
  for (let at = 0; at < given.length; at += 1) {
    const [, name, value] = /^--(stack|region)(?:=(.*))?$/.exec(given[at] as string) ?? [];
    if (!name) {
      words.push(given[at] as string);
      continue;
    }
    if (value === undefined) at += 1;
    const named = value ?? given[at];
    if (!named || named.startsWith('--')) throw new UsageError(`--${name} lacks its value.`);
    found[name as keyof typeof found] = named;
  }
  return { words, stack: found.stack ?? process.env.DATAGIFT_STACK, region: found.region };
}
