/** functions/http/event.ts — a request and its answer, in the form of API Gateway's HTTP API (payload version 2.0). */

/**
 * What an API function reads of a request.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export type ApiEvent = {
  /** `<method> <path pattern>` of the matched route, or `$default`. */
  readonly routeKey: string;
  readonly rawPath: string;
  /** Header names in lower case; repeated headers joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** `name=value`, one a cookie. */
  readonly cookies?: readonly string[];
  readonly queryStringParameters?: Readonly<Record<string, string | undefined>>;
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: { readonly requestId: string; readonly http: { readonly method: string } };
};

/** What an API function answers. */
export type ApiResult = {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `Set-Cookie` values. */
  readonly cookies?: readonly string[];
  readonly body: string;
};

/** A header's value, whatever the case of its name. */
export function header(event: ApiEvent, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return event.headers[wanted] ?? Object.entries(event.headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}

/** A cookie's value as it was sent. */
export function cookie(event: ApiEvent, name: string): string | undefined {
  const sent = event.cookies ?? header(event, 'cookie')?.split(';') ?? [];
  const pair = sent.map((text) => text.trim()).find((text) => text.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
