/**
 * Names shared by infrastructure and runtime. Imports nothing, so that the CDK code and the functions
 * can both read it without pulling in each other's dependencies.
 */

/** Environment variables of the functions. */
export const ENV = {
  table: 'TABLE_NAME',
  dataBucket: 'DATA_BUCKET',
  dataKey: 'DATA_KEY_ID',
  grantsKey: 'GRANTS_KEY_ID',
  donationMachine: 'DONATION_MACHINE_ARN',
  eraseMachine: 'ERASE_MACHINE_ARN',
  releaseMachine: 'RELEASE_MACHINE_ARN',
  exportFunction: 'EXPORT_FUNCTION_NAME',
  receiveFunction: 'RECEIVE_FUNCTION_NAME',
  uploadRole: 'UPLOAD_ROLE_ARN',
  publicOrigin: 'PUBLIC_ORIGIN',
  dataTypes: 'DATAGIFT_DATA_TYPES',
  retentionDays: 'DATA_RETENTION_DAYS',
  pollUnitSeconds: 'POLL_UNIT_SECONDS',
  sweepAfterSeconds: 'SWEEP_AFTER_SECONDS',
  providerTimeoutSeconds: 'PROVIDER_TIMEOUT_SECONDS',
  originSecret: 'ORIGIN_SECRET',
  googleSecret: 'GOOGLE_SECRET_ARN',
  googleClientId: 'GOOGLE_OAUTH_CLIENT_ID',
  googleClientSecret: 'GOOGLE_OAUTH_CLIENT_SECRET',
  googleBaseUrl: 'GOOGLE_BASE_URL',
  tiktokSecret: 'TIKTOK_SECRET_ARN',
  tiktokClientKey: 'TIKTOK_CLIENT_KEY',
  tiktokClientSecret: 'TIKTOK_CLIENT_SECRET',
  tiktokBaseUrl: 'TIKTOK_BASE_URL',
} as const;

/**
 * The variables of each provider: where AWS keeps its credentials, or the credentials themselves, and a host in place of
 * its own (the simulator's).
 */
export const PROVIDER_ENV = {
  google_portability: {
    secret: ENV.googleSecret,
    clientId: ENV.googleClientId,
    clientSecret: ENV.googleClientSecret,
    baseUrl: ENV.googleBaseUrl,
  },
  tiktok_portability: {
    secret: ENV.tiktokSecret,
    clientId: ENV.tiktokClientKey,
    clientSecret: ENV.tiktokClientSecret,
    baseUrl: ENV.tiktokBaseUrl,
  },
} as const;

/** Prefixes in the data bucket. Every key below one starts with `<prefix>/<donation id>/`. */
export const PREFIX = {
  ...{ raw: 'raw', runs: 'runs', data: 'data', exports: 'exports' },
  ...{ files: 'files', incoming: 'incoming' },
} as const;

/** The one secondary index of the table. */
export const RESEARCHER_INDEX = 'by-researcher';

/** Largest response body an API function gives, bytes. Lambda's own limit is 6 MB. */
export const MAX_RESPONSE_BYTES = 5_000_000;

/** Largest request body an API function takes, bytes. */
export const MAX_REQUEST_BYTES = 5_000_000;

/**
 * Largest upload in one request, bytes, the form around the file included: Lambda takes 6 MB, and bytes come to it in
 * base64. Larger files go by an address of their own.
 */
export const MAX_UPLOAD_BYTES = 4_500_000;
export const UPLOAD_TOO_LARGE =
  'The request is larger than 4.5 MB, the limit of this call. Send larger files by files/upload/direct/: up to 5 GB.';

/**
 * What pages of other origins may do with an address signed for them: a project's own site uploads and downloads its
 * members' files. The signature is the permission, whoever holds it.
 */
export const SIGNED_ADDRESS_CORS = {
  methods: ['GET', 'HEAD', 'PUT'],
  exposedHeaders: ['Content-Length', 'ETag'],
  maxAgeSeconds: 3600,
} as const;

/**
 * How Node runs where archives are turned into rows: young objects die young in a larger nursery, and the heap is held
 * small, so that memory stays flat whatever an archive's size. Measured by `npm run bench`.
 * @see https://nodejs.org/api/cli.html#useful-v8-options
 */
export const FILTER_NODE_FLAGS = ['--max-semi-space-size=16', '--max-old-space-size=256'] as const;

/** What pages may load, and whom they tell where they were: ourselves, and nobody. Embedded stack and CloudFront alike. */
export const SITE_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const;

/** The header by which CloudFront shows itself to the API, so that nobody reaches the API around it. */
export const ORIGIN_HEADER = 'x-datagift-origin';

/** What the sweep measures, for the alarms of lib/monitoring.ts. */
export const METRIC_NAMESPACE = 'Datagift';
export const METRIC = {
  /** Runs of the sweep. */
  sweeps: 'Sweeps',
  /** Donations and erasures that stood still and had to be pushed on. */
  stuckDonations: 'StuckDonations',
  /** Seconds since the oldest erasure whose grant has not been revoked yet. */
  oldestRevocation: 'OldestRevocation',
  /** Log lines of a refused or disabled key, table or bucket. */
  denials: 'Denials',
} as const;
