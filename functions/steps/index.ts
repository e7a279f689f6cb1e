/** functions/steps/index.ts — the step functions by name, each with its module; imports nothing. */

export const STEP_FUNCTIONS = {
  authorize: 'authorize.ts',
  initiate: 'initiate.ts',
  poll: 'poll.ts',
  download: 'download.ts',
  filter: 'filter.ts',
  store: 'store.ts',
  finish: 'finish.ts',
  close: 'close.ts',
  fail: 'fail.ts',
  'execution-failed': 'execution-failed.ts',
  export: 'export.ts',
  sweep: 'sweep.ts',
  'erase-mark': 'erase/mark.ts',
  'erase-stop': 'erase/stop.ts',
  'erase-objects': 'erase/objects.ts',
  'erase-items': 'erase/items.ts',
  'erase-revoke': 'erase/revoke.ts',
  'erase-verify': 'erase/verify.ts',
} as const;
