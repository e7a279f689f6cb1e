/** bin/admin/usage.ts — what `npm run admin` can do, in words; and how a wrong call is told apart. */

const RESEARCHER = {
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

Refuses the researcher’s token from now on. Their donations and data stay.`,
} as const;

export type ResearcherCommand = keyof typeof RESEARCHER;
export const isResearcherCommand = (name: string | undefined): name is ResearcherCommand =>
  name !== undefined && Object.hasOwn(RESEARCHER, name);

const RESEARCHERS = `npm run admin -- researcher <command>

  create        a researcher, and their token
  list          all researchers
  rotate <id>   a new token, the old one void
  disable <id>  refuse the token from now on

npm run admin -- researcher <command> --help says more.`;

const ALL = `npm run admin -- <subject> <command>

  researcher  create, list, rotate, disable

Works on the service of this machine, whether \`npm start\` runs or not (DATAGIFT_HOME names its folder), or on the
table that TABLE_NAME names, with the AWS credentials of the environment.

npm run admin -- researcher --help says more.`;

/** @param words of the command line, as far as they are known */
export function usage([subject, command]: readonly string[]): string {
  if (subject !== 'researcher') return ALL;
  return isResearcherCommand(command) ? RESEARCHER[command] : RESEARCHERS;
}

/** The command line itself is wrong: exit code 2, with the usage. */
export class UsageError extends Error {}
