/** functions/api/public/openapi/page.ts — the API's description as a page: no script, nothing from elsewhere. */
import { createHash } from 'node:crypto';
import { HTTP_ERRORS } from '../../../core/errors.ts';
import { PROVIDERS } from '../../../providers/index.ts';
import { ROUTES } from '../../../routes.ts';
import type { OpenApiDocument } from './document.ts';
import { OPERATIONS } from './operations.ts';

const STYLE = `:root{color-scheme:light dark;--ink:#1d2329;--soft:#5b6670;--paper:#fff;--line:#d9dee3;--accent:#1f5f8b}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaee;--soft:#a3adb7;--paper:#14181c;--line:#333b43;--accent:#8ec5ee}}
*{box-sizing:border-box}body{margin:0 auto;max-width:60rem;padding:1.5rem 1rem 4rem;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,sans-serif}
h1{font-size:1.75rem}h2{margin-top:2.5rem;border-bottom:1px solid var(--line)}h3{margin:1.75rem 0 .25rem;font-size:1rem;overflow-wrap:anywhere}
a{color:var(--accent)}p{margin:.25rem 0 .75rem}code{font:.9em ui-monospace,monospace}.soft{color:var(--soft)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-top:1px solid var(--line)}`;

/** What the page's policy names, so that this style and no other applies. */
export const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const escapeHtml = (text: unknown): string => String(text).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
const code = (text: unknown): string => `<code>${escapeHtml(text)}</code>`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (!rows.length) return '';
  const cells = (tag: string, row: readonly string[]) =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const body = rows.map((row) => cells('td', row)).join('');
  return `<div class="scroll" tabindex="0"><table><thead>${cells('th', head)}</thead><tbody>${body}</tbody></table></div>`;
}

type Schema = { readonly type?: unknown; readonly enum?: readonly unknown[]; readonly description?: string };

const typeOf = ({ type, enum: values }: Schema): string =>
  values
    ? values.map((value) => code(value)).join(' ')
    : escapeHtml(Array.isArray(type) ? type.join(' or ') : (type ?? ''));

type Described = {
  readonly parameters: readonly { name: string; in: string; description?: string; schema: Schema }[];
  readonly requestBody?: {
    content: Record<string, { schema: { properties?: Record<string, Schema>; required?: string[] } }>;
  };
};

function callSection({ paths }: OpenApiDocument, tag: string): string {
  const calls = ROUTES.filter(
    ({ method, path }) => OPERATIONS[`${method} ${path}` as keyof typeof OPERATIONS].tag === tag,
  );
  return calls
    .map(({ method, path }) => {
      const described = paths[`${path}/`]?.[method.toLowerCase()] as unknown as Described;
      const { summary, answers, errors } = OPERATIONS[`${method} ${path}` as keyof typeof OPERATIONS];
      const { properties = {}, required = [] } = described.requestBody?.content['application/json']?.schema ?? {};
      const fields = Object.entries(properties).map(([name, schema]) => [
        code(name),
        `body${required.includes(name) ? ', required' : ''}`,
        typeOf(schema),
        escapeHtml(schema.description ?? ''),
      ]);
      const others = described.parameters.map((each) => [
        code(each.name),
        each.in,
        typeOf(each.schema),
        escapeHtml(each.description ?? ''),
      ]);
      const outcomes = [
        ...Object.entries(answers).map(([status, [words]]) => [code(status), escapeHtml(words)]),
        ...errors.map((error) => [
          `${code(HTTP_ERRORS[error].status)} <a href="#${error}">${escapeHtml(error)}</a>`,
          '',
        ]),
      ];
      return `<h3>${code(`${method} ${path}/`)}</h3><p>${escapeHtml(summary)}</p>${table(['Field', 'In', 'Type', ''], [...others, ...fields])}${table(['Answer', ''], outcomes)}`;
    })
    .join('');
}

const errorSection = (): string =>
  table(
    ['Code', 'Status', 'Meaning'],
    Object.entries(HTTP_ERRORS).map(([name, { status, detail }]) => [
      `<span id="${name}">${code(name)}</span>`,
      String(status),
      escapeHtml(detail),
    ]),
  );

const typeSection = (): string =>
  Object.values(PROVIDERS)
    .flatMap(({ sourceType, dataTypes }) =>
      Object.values(dataTypes).map(({ name, label, description, schema }) => {
        const columns = schema.columns.map((column) => [
          code(column.name),
          column.type,
          escapeHtml(column.description),
        ]);
        const about = `${escapeHtml(label)}. ${escapeHtml(description)} <span class="soft">${sourceType}, schema version ${schema.version}</span>`;
        return `<h3 id="type-${name}">${code(name)}</h3><p>${about}</p>${table(['Column', 'Type', 'Meaning'], columns)}`;
      }),
    )
    .join('');

/** The page. */
export function docsPage(document: OpenApiDocument): string {
  const { info } = document;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(info.title)} API</title><style>${STYLE}</style></head><body>
<header><h1>${escapeHtml(info.title)} API</h1><p>${escapeHtml(info.summary)} ${escapeHtml(info.description)}</p>
<p>Researchers send <code>Authorization: Token &lt;researcher_token&gt;</code>. Programs get this page as OpenAPI 3.1 in JSON.</p></header>
<main><h2>For researchers</h2>${callSection(document, 'Researcher')}
<h2>For projects with files: the API of Open Humans</h2>${callSection(document, 'Project')}
<h2>For anyone</h2>${callSection(document, 'Anyone')}
<h2>Data types</h2>${typeSection()}
<h2>Errors</h2>${errorSection()}
<h2>For the donation site</h2>${callSection(document, 'Participant')}</main></body></html>`;
}
