import { app } from './app.js';
import { desk } from './desk.js';

export const en = { ...app, ...desk } as const;
