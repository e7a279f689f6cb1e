/** functions/api/researcher/requested-data-types.ts — which data types a new donation asks for. */
import * as z from 'zod';
import { SOURCE_TYPES, type SourceType } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { enabledDataTypes } from '../../enabled-data-types.ts';
import { dataTypesNamed, PROVIDERS } from '../../providers/index.ts';

type Request = { readonly source_type: SourceType; readonly requested_data_types: readonly string[] };

/** Whether the two fields are well-formed, so that they can be checked beside whatever else is wrong. */
function isRequest(value: unknown): value is Request {
  const { source_type, requested_data_types } = (value ?? {}) as Partial<Record<keyof Request, unknown>>;
  const isNames = Array.isArray(requested_data_types) && requested_data_types.every((name) => typeof name === 'string');
  return isNames && SOURCE_TYPES.some((known) => known === source_type);
}

/** Says all that the providers have against a request. */
function objections({ source_type, requested_data_types }: Request): readonly (readonly [keyof Request, string])[] {
  const enabled = enabledDataTypes(source_type);
  if (!enabled.length) return [['source_type', `The operator of this service has not enabled ${source_type}.`]];
  const unknown = requested_data_types.filter((name) => !dataTypesNamed(source_type, name).length);
  const known = `Enabled here: ${enabled.join(', ')}. GET /api/docs/ lists all`;
  return [...new Set(unknown)].map((name) => ['requested_data_types', `Unknown data type "${name}". ${known}.`]);
}

const objection = (field: keyof Request) => ({
  path: [field],
  when: ({ value }: { readonly value: unknown }) => isRequest(value),
  error: ({ input }: { readonly input?: unknown }) =>
    objections(input as Request)
      .filter(([about]) => about === field)
      .map(([, message]) => message)
      .join(' '),
});

const hasNone = (field: keyof Request) => (request: Request) => objections(request).every(([about]) => about !== field);

/** Checks of a body against the providers: a source type of which nothing is enabled, unknown data types. */
export const againstProviders = (['source_type', 'requested_data_types'] as const).map((field) =>
  z.refine<Request>(hasNone(field), objection(field)),
);

const isOnlyByName = (sourceType: SourceType, name: string): boolean =>
  PROVIDERS[sourceType].dataTypes[name]?.onlyByName ?? false;

/**
 * What is enabled here, but for what has to be named, or the named part of it, each once. A bundle stands for those of its data types that are.
 * @throws AppError `invalid` where all that is enabled has to be named; `data_type_not_enabled` naming every one that the operator has not enabled
 */
export function requestedDataTypes({ source_type, requested_data_types }: Request): readonly string[] {
  const enabled = enabledDataTypes(source_type);
  if (!requested_data_types.length) {
    const meant = enabled.filter((name) => !isOnlyByName(source_type, name));
    if (meant.length) return meant;
    const errors = { requested_data_types: [`Name what is wanted. Enabled here: ${enabled.join(', ')}.`] };
    throw new AppError('invalid', { errors });
  }
  const asked = requested_data_types.map((name) => {
    const types = dataTypesNamed(source_type, name).filter((type) => enabled.includes(type));
    return { name, types };
  });
  const refused = [...new Set(asked.filter(({ types }) => !types.length).map(({ name }) => name))];
  if (!refused.length) return [...new Set(asked.flatMap(({ types }) => types))];
  const detail = `Not enabled by the operator of this service: ${refused.join(', ')}. Enabled: ${enabled.join(', ')}.`;
  throw new AppError('data_type_not_enabled', { detail, errors: { requested_data_types: [detail] } });
}
