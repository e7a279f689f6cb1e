/** local/walk.ts — a researcher’s program and a participant’s browser, as far as HTTP goes: for the demo and the tests. */

export type Answer<Body = Record<string, unknown>> = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
};

/** Reads an answer: JSON where it says so, else its text under `text`. */
async function answer<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: (json ? JSON.parse(text) : { text }) as Body };
}

/** A researcher with their token. */
export const researcher = (origin: string, token: string) => {
  const call = async <Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> =>
    answer<Body>(
      await fetch(path.startsWith('http') ? path : `${origin}${path}`, {
        method,
        redirect: 'manual',
        headers: {
          authorization: `Token ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
  return {
    get: <Body = Record<string, unknown>>(path: string, headers?: Record<string, string>) =>
      call<Body>('GET', path, headers && { headers }),
    post: <Body = Record<string, unknown>>(path: string, body?: unknown, headers?: Record<string, string>) =>
      call<Body>('POST', path, { body, ...(headers && { headers }) }),
    delete: (path: string) => call('DELETE', path),
  };
};

/** A participant's browser: keeps cookies, follows nothing by itself. */
export function participant(origin: string) {
  const cookies = new Map<string, string>();
  const call = async <Body = Record<string, unknown>>(
    method: string,
    path: string,
    { body, form, headers = {} }: { body?: unknown; form?: URLSearchParams; headers?: Record<string, string> } = {},
  ): Promise<Answer<Body>> => {
    const url = new URL(path, origin);
    const ours = url.origin === new URL(origin).origin;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(ours && cookies.size && { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
        ...(ours && method !== 'GET' && { origin }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(form && { body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (ours) cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer<Body>(response);
  };
  return { call, cookies };
}

export type Participant = ReturnType<typeof participant>;

/** How somebody answers the provider's consent page. */
export type ProviderChoice = {
  readonly account: string;
  /** Keeps only the scopes that end with one of these. Absent: all. */
  readonly only?: readonly string[];
  readonly duration?: 'once' | '30d' | '180d';
  readonly decision?: 'allow' | 'deny';
};

/** Opens the link. @returns the donation's id */
export async function openLink(browser: Participant, donationUrl: string): Promise<string> {
  const token = new URL(donationUrl).hash.slice(1);
  const { body } = await browser.call<{ donation_id: string }>('POST', '/api/participant/session/', {
    body: { token },
  });
  return body.donation_id;
}

/** Accepts the consent as it is shown. */
export async function accept(browser: Participant, id: string): Promise<void> {
  const path = `/api/participant/donations/${id}/`;
  const { body } = await browser.call<{ consent: { id: string } }>('GET', path);
  await browser.call('POST', `${path}consent/`, { body: { consent_id: body.consent.id, accepted: true } });
}

/** Asks for an authorization. @returns the provider's address */
export async function authorizeUrl(browser: Participant, id: string): Promise<string> {
  const path = `/api/participant/donations/${id}/authorization/`;
  const { body } = await browser.call<{ authorize_url: string }>('POST', path, { body: {} });
  return body.authorize_url;
}

/** Posts the provider's consent form. @returns the redirect back to us */
export async function answerProvider(browser: Participant, url: string, choice: ProviderChoice): Promise<string> {
  // Google parts them by spaces, TikTok by commas.
  const scopes = (new URL(url).searchParams.get('scope') ?? '').split(/[ ,]/);
  const form = new URLSearchParams({
    account: choice.account,
    duration: choice.duration ?? 'once',
    decision: choice.decision ?? 'allow',
  });
  for (const scope of scopes) {
    if (!choice.only || choice.only.some((end) => scope.endsWith(end))) form.append('scope', scope);
  }
  const { headers } = await browser.call('POST', url, { form });
  return headers.get('location') ?? '';
}

/** From the link to the last callback. @returns the donation's id and where the callback led */
export async function donate(browser: Participant, donationUrl: string, choice: ProviderChoice) {
  const id = await openLink(browser, donationUrl);
  await accept(browser, id);
  for (;;) {
    const callback = await answerProvider(browser, await authorizeUrl(browser, id), choice);
    const { headers, status } = await browser.call('GET', callback);
    const landed = headers.get('location') ?? '';
    const { body } = await browser.call<Signed>('GET', `/api/participant/donations/${id}/`);
    // Where one sign-in cannot ask for everything, there is another.
    const isMore = body.status === 'pending' && body.sign_ins && !landed.includes('outcome=');
    if (!isMore) return { id, status, landed };
  }
}

type Signed = { readonly status: string; readonly sign_ins: object | null };

const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [100, 1000];

/** Asks until the condition holds, ever less often. @throws Error when it does not within the time, in seconds */
export async function until<Value>(
  ask: () => Promise<Value>,
  holds: (value: Value) => boolean,
  seconds = 90,
): Promise<Value> {
  const end = Date.now() + seconds * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.3, LONGEST_PAUSE_MS)) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`Still waiting: ${JSON.stringify(value).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
