import { app } from './app.js';
import { callus } from './callus.js';
import { desk } from './desk.js';

export const en = { ...app, ...callus, ...desk } as const;
