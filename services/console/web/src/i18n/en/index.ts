import { admin } from './admin.js';
import { app } from './app.js';
import { callus } from './callus.js';
import { codes } from './codes.js';
import { desk } from './desk.js';
import { explain } from './explain.js';
import { life } from './life.js';
import { live } from './live.js';
import { recordings } from './recordings.js';
import { report } from './report.js';
import { setup } from './setup.js';

export const en = {
  ...admin,
  ...app,
  ...callus,
  ...codes,
  ...desk,
  ...explain,
  ...life,
  ...live,
  ...recordings,
  ...report,
  ...setup,
} as const;
