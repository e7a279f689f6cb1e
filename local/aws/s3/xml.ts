/** local/aws/s3/xml.ts — the XML that S3 reads and writes. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import type { AwsError } from '../service.ts';
import { s3Error } from './errors.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

const parser = new XMLParser({
  ignoreDeclaration: true,
  // A key may begin or end with a space, and may look like a number.
  trimValues: false,
  parseTagValue: false,
  // Numeric references such as &#13; are only read with this.
  htmlEntities: true,
  processEntities: { enabled: true, maxTotalExpansions: Number.POSITIVE_INFINITY, maxExpandedLength: 8 * 1024 * 1024 },
});

const builder = new XMLBuilder({
  ignoreAttributes: false,
  processEntities: false,
  tagValueProcessor: (_, value) => escapeText(value),
});

/** A parser reads a bare line break as another one, and refuses control characters; references come through. */
const escapeText = (value: unknown): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped
  String(value).replace(/[<>&"\u0000-\u001f\u007f]/g, (char) => `&#${char.charCodeAt(0)};`);

/**
 * Reads a document of one root element.
 * @throws AwsError `MalformedXML`
 */
export function parseXml<Shape>(text: string, schema: z.ZodType<Shape>): Shape {
  try {
    return schema.parse(parser.parse(text, true));
  } catch {
    throw s3Error('MalformedXML');
  }
}

/** A list of elements of one name; none, one and many look different to the parser. */
export const elements = <Shape>(schema: z.ZodType<Shape>) =>
  z.preprocess((value) => [value ?? []].flat(), z.array(schema).readonly());

export type XmlContent = Readonly<Record<string, unknown>>;

/** Writes a document; absent values are left out, an array is an element repeated. */
export function toXml(root: string, content: XmlContent, namespace = NAMESPACE): string {
  const present = Object.entries(content).filter(([, value]) => value !== undefined);
  const attributes = namespace && { '@_xmlns': namespace };
  const body: string = builder.build({ [root]: { ...attributes, ...Object.fromEntries(present) } });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

/** Answers an error; to HEAD without a body. */
export function sendXmlError({ method }: IncomingMessage, response: ServerResponse, error: AwsError): void {
  const id = response.getHeader('x-amz-request-id');
  const body = toXml('Error', { Code: error.code, Message: error.message, RequestId: id }, '');
  const headers = { 'content-type': 'application/xml' };
  if (method === 'HEAD') response.writeHead(error.status, headers).end();
  else response.writeHead(error.status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}
