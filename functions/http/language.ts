/** functions/http/language.ts — the language that a request asks for. */
import Negotiator from 'negotiator';
import { type Language, spokenLanguage } from '../core/languages.ts';
import { type ApiEvent, header } from './event.ts';

/**
 * The first of the languages named that is spoken here; undefined where there is none, or any will do.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.accept-language
 */
export function languageOf(event: ApiEvent): Language | undefined {
  const wanted = new Negotiator({ headers: { 'accept-language': header(event, 'accept-language') } }).languages();
  return wanted.map(spokenLanguage).find((language) => language !== undefined);
}
